import { type Role, type Scope } from '../../core/people/roles.ts';
import { openSession } from '../../server/services/access/browser-sessions.ts';
import type { TestApp } from './app.ts';

/** A person of a workspace, and how they ask. */
export interface Person {
  userId: number;
  /** Headers of their browser. */
  headers: Record<string, string>;
}

interface Place {
  teamIds?: string[];
  agentIds?: string[];
}

/** Makes a member with a role, who is signed in. */
export async function member(test: TestApp, workspaceId: number, role: Role, place: Place = {}): Promise<Person> {
  const { db } = test.services;
  const { id: userId } = await db
    .insertInto('users')
    .values({ email: `${crypto.randomUUID()}@example.com`, password_hash: 'x', created_at: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { teamIds = [], agentIds = [] } = place;
  await db
    .insertInto('memberships')
    .values({ workspace_id: workspaceId, user_id: userId, role, team_ids: teamIds, agent_ids: agentIds })
    .execute();
  const { sessionToken } = await openSession(db, userId, test.clock.now);
  return { userId, headers: { cookie: `rida_session=${sessionToken}`, origin: 'http://localhost:4300' } };
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Asks a route as somebody; the answer's status and body. */
export async function askAs(
  test: TestApp,
  headers: Record<string, string>,
  method: Method,
  path: string,
  body?: unknown,
) {
  const answer = await test.ask({
    method,
    url: `/api/v1${path}`,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
}

/** Headers of an API key with these scopes that sees as a role does. */
export async function keyed(test: TestApp, workspaceId: number, scopes?: readonly Scope[], sees?: Role) {
  return { authorization: `Bearer ${await test.key(workspaceId, scopes, sees)}` };
}
