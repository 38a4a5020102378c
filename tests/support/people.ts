import { beforeEach, expect } from 'vitest';
import { localToken, type TestApp } from './app.ts';

export const password = 'a quiet long password';

export interface Sent {
  cookie?: string;
  address?: string;
  headers?: Record<string, string>;
}

type Answer = Awaited<ReturnType<TestApp['ask']>>;

/** What a browser keeps of an answer. */
export function cookieOf(answer: Answer): string {
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Somebody new in every test, and the ways in which they meet the service. Call it at the file's top. */
export function usePeople(test: TestApp) {
  const person = { email: '' };
  let people = 0;

  beforeEach(async () => {
    people += 1;
    person.email = `person${people}@example.com`;
    await test.services.db.deleteFrom('attempts').execute();
  });

  function send(method: 'POST' | 'PUT' | 'DELETE', path: string, payload: unknown, sent: Sent = {}) {
    const { cookie, address, headers } = sent;
    return test.ask({
      method,
      url: `/api/v1${path}`,
      headers: {
        'content-type': 'application/json',
        ...(cookie !== undefined && { cookie, origin: 'http://localhost:4300' }),
        ...headers,
      },
      payload: JSON.stringify(payload),
      ...(address !== undefined && { remoteAddress: address }),
    });
  }

  function post(path: string, payload: unknown, sent: Sent = {}) {
    return send('POST', path, payload, sent);
  }

  function get(path: string, cookie: string) {
    return test.ask({ url: `/api/v1${path}`, headers: { cookie } });
  }

  /** A new person with a workspace of their own, and the link they were given. */
  async function invite(): Promise<string> {
    const { db } = test.services;
    const email = `waiting-${person.email}`;
    const user = await db
      .insertInto('users')
      .values({ email, password_hash: null, created_at: test.clock.now })
      .returning('id')
      .executeTakeFirstOrThrow();
    const workspace = await test.workspace(`of ${person.email}`);
    await db.insertInto('memberships').values({ workspace_id: workspace, user_id: user.id, role: 'owner' }).execute();
    return linkFor(email);
  }

  /** The secret of a new sign-in link. */
  async function linkFor(email: string): Promise<string> {
    const answer = await post('/sign-in-links', { email }, { headers: { authorization: `Bearer ${localToken}` } });
    expect(answer.statusCode).toBe(201);
    return new URL(answer.json().url).hash.slice(1);
  }

  /** Cookies of a person who came by a link. */
  async function signUp(): Promise<string> {
    const token = await invite();
    return cookieOf(await post('/sign-in-links/redeem', { token, email: person.email, password }));
  }

  function signIn(sent: Sent = {}, wrong = '') {
    return post('/sign-in', { email: person.email, password: password + wrong }, sent);
  }

  return { person, send, post, get, invite, linkFor, signUp, signIn };
}
