import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { scopes } from '../../contract/route.ts';
import { localToken, useApp } from '../../tests/support/app.ts';

const test = useApp();
const password = 'a quiet long password';
const day = 86_400_000;
let email = '';
let people = 0;

beforeEach(async () => {
  people += 1;
  email = `person${people}@example.com`;
  await test.services.db.deleteFrom('attempts').execute();
});

interface Sent {
  cookie?: string;
  address?: string;
  headers?: Record<string, string>;
}

function post(path: string, payload: unknown, { cookie, address, headers }: Sent = {}) {
  return send('POST', path, payload, { ...(cookie && { cookie }), ...(address && { address }), ...(headers && { headers }) });
}

function send(method: 'POST' | 'PUT' | 'DELETE', path: string, payload: unknown, sent: Sent = {}) {
  return test.ask({
    method,
    url: `/api/v1${path}`,
    headers: {
      'content-type': 'application/json',
      ...(sent.cookie !== undefined && { cookie: sent.cookie, origin: 'http://localhost:4300' }),
      ...sent.headers,
    },
    payload: JSON.stringify(payload),
    ...(sent.address !== undefined && { remoteAddress: sent.address }),
  });
}

function get(path: string, cookie: string) {
  return test.ask({ url: `/api/v1${path}`, headers: { cookie } });
}

type Answer = Awaited<ReturnType<typeof post>>;

function cookieOf(answer: Answer): string {
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** A new person with a workspace of their own, and the link they were given. */
async function invite(): Promise<string> {
  const { db } = test.services;
  const user = await db
    .insertInto('users')
    .values({ email: `waiting-${email}`, password_hash: null, created_at: test.clock.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const workspace = await test.workspace(`of ${email}`);
  await db.insertInto('memberships').values({ workspace_id: workspace, user_id: user.id, role: 'owner' }).execute();
  return linkFor(`waiting-${email}`);
}

async function linkFor(address: string): Promise<string> {
  const answer = await post('/sign-in-links', { email: address }, { headers: { authorization: `Bearer ${localToken}` } });
  expect(answer.statusCode).toBe(201);
  return new URL(answer.json().url).hash.slice(1);
}

async function signUp(): Promise<string> {
  return cookieOf(await post('/sign-in-links/redeem', { token: await invite(), email, password }));
}

const signIn = (sent: Sent = {}, wrong = '') => post('/sign-in', { email, password: password + wrong }, sent);

describe('a sign-in link', () => {
  it('sets e-mail and password and signs in, once', async () => {
    const token = await invite();
    const first = await post('/sign-in-links/redeem', { token, email: `  ${email.toUpperCase()} `, password });
    expect(first.statusCode).toBe(204);
    expect((await get('/me', cookieOf(first))).json()).toMatchObject({ kind: 'user', email, workspace: { name: `of ${email}` } });
    const second = await post('/sign-in-links/redeem', { token, email, password });
    expect([second.statusCode, second.json().code]).toEqual([400, 'linkNotValid']);
    expect((await signIn()).statusCode).toBe(204);
  });

  it('of two who use it at once lets one in', async () => {
    const token = await invite();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => post('/sign-in-links/redeem', { token, email: `racer${i}-${email}`, password })),
    );
    expect(answers.filter((answer) => answer.statusCode === 204)).toHaveLength(1);
  });

  it('ends after a day, and when a newer one is made', async () => {
    const [old, next] = [await invite(), await linkFor(`waiting-${email}`)];
    expect((await post('/sign-in-links/redeem', { token: old, email, password })).json().code).toBe('linkNotValid');
    test.clock.now += day;
    expect((await post('/sign-in-links/redeem', { token: next, email, password })).json().code).toBe('linkNotValid');
  });

  it('is not matched by anything empty or strange', async () => {
    await invite();
    for (const token of ['', ' ', '\0', '%00', 'null', 'undefined', '[]', '{}', "' or 1=1 --", 'x'.repeat(43)]) {
      const answer = await post('/sign-in-links/redeem', { token, email, password });
      expect(answer.statusCode).toBe(400);
      expect(answer.cookies).toEqual([]);
    }
  });

  it('stays valid when the password is refused', async () => {
    const token = await invite();
    const refused = await post('/sign-in-links/redeem', { token, email, password: 'short' }, { headers: { 'accept-language': 'ar' } });
    expect(refused.json()).toMatchObject({ code: 'passwordTooShort', detail: 'استخدم 12 حرفًا على الأقل.', params: { minimum: 12 } });
    expect((await post('/sign-in-links/redeem', { token, email, password })).statusCode).toBe(204);
  });

  it('cannot take another person’s e-mail address', async () => {
    await signUp();
    const taken = email;
    email = `other-${email}`;
    const answer = await post('/sign-in-links/redeem', { token: await invite(), email: taken, password });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'emailTaken']);
  });

  it('is made for whoever runs the service alone', async () => {
    const cookie = await signUp();
    const key = await test.key(await test.workspace('x'));
    for (const sent of [{ cookie }, { headers: { authorization: `Bearer ${key}` } }, {}]) {
      expect((await post('/sign-in-links', {}, sent)).statusCode).toBeGreaterThanOrEqual(401);
    }
  });
});

describe('signing in', () => {
  it('gives one answer for a wrong password, an unknown address and an account without password', async () => {
    await signUp();
    const wrong = await signIn({}, 'x');
    const unknown = await post('/sign-in', { email: 'nobody@example.com', password });
    email = `new-${email}`;
    await invite();
    const without = await post('/sign-in', { email: `waiting-${email}`, password });
    for (const answer of [wrong, unknown, without]) {
      expect(answer.statusCode).toBe(401);
      expect({ ...answer.json(), requestId: '' }).toEqual({ ...wrong.json(), requestId: '' });
      expect(answer.cookies).toEqual([]);
    }
  });

  it('sets cookies that scripts and other sites cannot use', async () => {
    await signUp();
    const { cookies } = await signIn();
    expect(cookies.map(({ name }) => name)).toEqual(['rida_session', 'rida_device']);
    for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  });

  it('ends after fourteen days', async () => {
    const cookie = await signUp();
    test.clock.now += 14 * day - 1;
    expect((await get('/me', cookie)).statusCode).toBe(200);
    test.clock.now += 1;
    expect((await get('/me', cookie)).statusCode).toBe(401);
  });

  it('with made-up cookies fails', async () => {
    for (const value of ['', ' ', 'null', '%00', 'x'.repeat(43), '[object Object]']) {
      expect((await get('/me', `rida_session=${value}`)).statusCode).toBe(401);
    }
  });

  it('ends everywhere at once when the password changes, but for the browser that changed it', async () => {
    const [first, second] = [await signUp(), cookieOf(await signIn())];
    const change = { currentPassword: password, newPassword: 'another quiet password' };
    const answer = await send('PUT', '/me/password', change, { cookie: first });
    expect(answer.statusCode).toBe(204);
    expect((await get('/me', first)).statusCode).toBe(200);
    expect((await get('/me', second)).statusCode).toBe(401);
    expect((await signIn()).statusCode).toBe(401);
  });

  it('ends when the person signs out, here or everywhere', async () => {
    const [first, second, third] = [await signUp(), cookieOf(await signIn()), cookieOf(await signIn())];
    expect((await post('/sign-out', {}, { cookie: second })).statusCode).toBe(204);
    expect((await get('/me', second)).statusCode).toBe(401);
    expect((await get('/me', first)).statusCode).toBe(200);
    expect((await post('/sign-out', { everywhere: true }, { cookie: first })).statusCode).toBe(204);
    expect((await get('/me', third)).statusCode).toBe(401);
  });

  it('ends at once when the membership or the person is removed', async () => {
    const cookie = await signUp();
    const { db } = test.services;
    const user = await db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirstOrThrow();
    await db.deleteFrom('memberships').where('user_id', '=', user.id).execute();
    expect((await get('/api-keys', cookie)).statusCode).toBe(404);
    await db.deleteFrom('users').where('id', '=', user.id).execute();
    expect((await get('/me', cookie)).statusCode).toBe(401);
  });
});

describe('guessing', () => {
  it('is limited per address and account, and the answer says how long', async () => {
    await signUp();
    for (let i = 0; i < 5; i++) expect((await signIn({}, 'x')).statusCode).toBe(401);
    const limited = await signIn();
    expect([limited.statusCode, limited.json().code]).toEqual([429, 'tooManyRequests']);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn({ address: '203.0.113.9' })).statusCode).toBe(204);
    test.clock.now += 15 * 60_000;
    expect((await signIn()).statusCode).toBe(204);
  });

  it('a hundred at once counts a hundred', async () => {
    await signUp();
    const answers = await Promise.all(Array.from({ length: 60 }, () => signIn({}, 'x')));
    expect(answers.filter((answer) => answer.statusCode === 401)).toHaveLength(5);
    expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(55);
  });

  it('over many accounts is limited per address', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 31; i++) {
      const answer = await post('/sign-in', { email: `nobody${i}@example.com`, password: 'x' }, { address: '203.0.113.10' });
      answers.push(answer.statusCode);
    }
    expect(answers.filter((status) => status === 401)).toHaveLength(30);
    expect(answers.at(-1)).toBe(429);
  });

  it('from many addresses ends for strangers, while the owner’s browser still gets in', async () => {
    const device = (await signUp()).split('; ').find((cookie) => cookie.startsWith('rida_device')) ?? '';
    const statuses = new Set<number>();
    for (let i = 0; i < 105; i++) statuses.add((await signIn({ address: `198.51.100.${i}` }, 'x')).statusCode);
    expect(statuses).toEqual(new Set([401, 429]));
    expect((await signIn({ address: '192.0.2.1' })).statusCode).toBe(429);
    expect((await signIn({ address: '192.0.2.1', cookie: device })).statusCode).toBe(204);
    // Another account's browser is a stranger here.
    expect((await signIn({ address: '192.0.2.2', cookie: `rida_device=${'x'.repeat(43)}` })).statusCode).toBe(429);
  });

  it('does not trust an address that the asker writes himself', async () => {
    for (let i = 0; i < 31; i++) {
      await post('/sign-in', { email: `n${i}@example.com`, password: 'x' }, { headers: { 'x-forwarded-for': `9.9.9.${i}` } });
    }
    const last = await post('/sign-in', { email: 'n@example.com', password: 'x' }, { headers: { 'x-forwarded-for': '8.8.8.8' } });
    expect(last.statusCode).toBe(429);
  });
});

describe('a write from another site', () => {
  const change = { name: 'key', scopes: ['reports:read'] };

  it('is refused with the person’s own cookie', async () => {
    const cookie = await signUp();
    const strange: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:9999' },
      { origin: 'http://localhost:4300', 'sec-fetch-site': 'cross-site' },
      { origin: 'http://localhost:4300', 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ];
    for (const headers of strange) {
      const answer = await post('/api-keys', change, { headers: { cookie, ...headers } });
      expect([headers, answer.json().code]).toEqual([headers, 'crossSite']);
    }
    expect((await post('/api-keys', change, { headers: { cookie } })).json().code).toBe('crossSite');
    expect((await post('/api-keys', change, { cookie })).statusCode).toBe(201);
    const own = { cookie, origin: 'http://localhost:4300', 'sec-fetch-site': 'same-origin' };
    expect((await post('/api-keys', change, { headers: own })).statusCode).toBe(201);
  });

  it('cannot sign a person in to somebody else’s account', async () => {
    await signUp();
    expect((await signIn({ headers: { origin: 'https://evil.example' } })).json().code).toBe('crossSite');
  });

  it('and no header of a proxy signs anybody in', async () => {
    await signUp();
    for (const name of ['x-forwarded-user', 'x-remote-user', 'remote-user', 'x-authenticated-user', 'x-email']) {
      expect((await test.ask({ url: '/api/v1/me', headers: { [name]: email } })).statusCode).toBe(401);
    }
  });
});

describe('an API key', () => {
  it('is shown once, works within its scopes, and stops at once when revoked', async () => {
    const cookie = await signUp();
    const made = (await post('/api-keys', { name: 'Reader', scopes: ['reports:read'], source: 'crm' }, { cookie })).json();
    const headers = { authorization: `Bearer ${made.secret}` };
    expect((await test.ask({ url: '/api/v1/me', headers })).json()).toMatchObject({ kind: 'apiKey', scopes: ['reports:read'] });
    expect((await test.ask({ url: '/api/v1/api-keys', headers })).statusCode).toBe(403);
    const list = (await get('/api-keys', cookie)).json().apiKeys;
    expect(list).toEqual([{ ...made.apiKey, lastUsedAt: expect.stringMatching(/:00:00\.000Z$/) }]);
    expect(JSON.stringify(list)).not.toContain(made.secret);
    const revoke = () => send('DELETE', `/api-keys/${made.apiKey.id}`, {}, { cookie });
    expect((await revoke()).statusCode).toBe(204);
    expect((await test.ask({ url: '/api/v1/me', headers })).statusCode).toBe(401);
    expect((await revoke()).statusCode).toBe(404);
  });

  it('gives away no more than it may do itself', async () => {
    const key = await test.key(await test.workspace('admin'), ['workspace:admin']);
    const headers = { authorization: `Bearer ${key}` };
    const more = await post('/api-keys', { name: 'x', scopes: ['reports:read'] }, { headers });
    expect(more.json().code).toBe('notAllowed');
    expect((await post('/api-keys', { name: 'x', scopes: ['workspace:admin'] }, { headers })).statusCode).toBe(201);
  });

  it('beside a cookie is what counts, and a wrong one is not saved by the cookie', async () => {
    const cookie = await signUp();
    const answer = await test.ask({ url: '/api/v1/me', headers: { cookie, authorization: 'Bearer nonsense' } });
    expect(answer.statusCode).toBe(401);
  });
});

describe('an unauthenticated body of the wrong shape', () => {
  const bodies: [string, Record<string, unknown>][] = [
    ['/sign-in', { email: 'a@b.c', password: 'x' }],
    ['/sign-in-links/redeem', { token: 'x'.repeat(43), email: 'a@b.c', password }],
  ];
  const wrong: unknown[] = [{ select: 1 }, { $ne: null }, ['a@b.c'], [], 1, 0, true, null, { toString: 'x' }, [[]], 1e999];

  for (const [path, body] of bodies) {
    it(`${path}: is refused field by field`, async () => {
      for (const field of Object.keys(body)) {
        for (const value of wrong) {
          const answer = await post(path, { ...body, [field]: value });
          expect([field, value, answer.statusCode]).toEqual([field, value, 400]);
          expect(answer.json().errors[0].at).toBe(`body.${field}`);
        }
        const { [field]: _missing, ...rest } = body;
        expect((await post(path, rest)).statusCode).toBe(400);
      }
      for (const whole of [null, [], [body], 'text', 1, true]) expect((await post(path, whole)).statusCode).toBe(400);
      for (const extra of ['role', 'id', 'userId', 'workspaceId', 'is_admin', 'constructor']) {
        expect((await post(path, { ...body, [extra]: 1 })).json().errors).toEqual([{ at: `body.${extra}`, rule: 'unrecognized_keys' }]);
      }
    });
  }

  it('with text that no store can hold is refused, never a 5xx', async () => {
    for (const text of ['a\0@b.c', '\ud800@b.c', 'a@b.c\udfff']) {
      expect((await post('/sign-in', { email: text, password })).statusCode).toBe(400);
    }
  });
});

it('stores of no secret more than its hash', async () => {
  const link = await invite();
  const redeemed = await post('/sign-in-links/redeem', { token: link, email, password });
  const open = await linkFor(email);
  const cookie = cookieOf(redeemed);
  const { secret } = (await post('/api-keys', { name: 'k', scopes: [...scopes] }, { cookie })).json();
  const issued = [link, open, secret, secret.slice(5), password, localToken, ...redeemed.cookies.map(({ value }) => value)];
  const { db } = test.services;
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db);
  expect(tables.rows.length).toBeGreaterThan(10);
  for (const { name } of tables.rows) {
    const dump = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} as t`.execute(db);
    const text = dump.rows.map(({ row }) => row).join('\n');
    for (const each of issued) {
      // Past the beginning of a key, which its owner may see.
      const part = each.slice(-20);
      for (const form of [part, Buffer.from(part).toString('hex'), Buffer.from(each).toString('hex').slice(28, 60)]) {
        expect([name, text.includes(form)]).toEqual([name, false]);
      }
    }
  }
});

it('notes who did what, without secrets', async () => {
  const cookie = await signUp();
  await post('/api-keys', { name: 'k', scopes: ['reports:read'] }, { cookie });
  const notes = await test.services.db.selectFrom('audit').selectAll().execute();
  const actions = new Set(notes.map((note) => note.action));
  for (const action of ['signInLinkCreated', 'signInLinkRedeemed', 'workspaceCreated', 'apiKeyCreated']) {
    expect(actions).toContain(action);
  }
});
