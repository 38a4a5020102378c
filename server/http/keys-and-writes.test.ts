import { describe, expect, it } from 'vitest';
import { useApp } from '../../tests/support/app.ts';
import { password, usePeople } from '../../tests/support/people.ts';

const test = useApp();
const { person, post, send, get, signUp, signIn } = usePeople(test);

describe('an API key', () => {
  it('reads of its workspace what the contract names, never its secret', async () => {
    const headers = { authorization: `Bearer ${await test.key(await test.workspace('mine'))}` };
    const { workspace } = (await test.ask({ url: '/api/v1/me', headers })).json();
    expect(Object.keys(workspace).toSorted()).toEqual(['demo', 'id', 'locale', 'name', 'zone']);
  });

  it('is shown once, works within its scopes, and stops at once when revoked', async () => {
    const cookie = await signUp();
    const made = (
      await post('/api-keys', { name: 'Reader', scopes: ['reports:read'], source: 'crm' }, { cookie })
    ).json();
    const headers = { authorization: `Bearer ${made.secret}` };
    expect((await test.ask({ url: '/api/v1/me', headers })).json()).toMatchObject({
      kind: 'apiKey',
      scopes: ['reports:read'],
    });
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
      expect((await test.ask({ url: '/api/v1/me', headers: { [name]: person.email } })).statusCode).toBe(401);
    }
  });
});

describe('an unauthenticated body of the wrong shape', () => {
  const bodies: [string, Record<string, unknown>][] = [
    ['/sign-in', { email: 'a@b.c', password: 'x' }],
    ['/sign-in-links/redeem', { token: 'x'.repeat(43), email: 'a@b.c', password }],
  ];
  const wrong: unknown[] = [{ select: 1 }, { $ne: null }, ['a@b.c'], [], 1, 0, true, null, { toString: 'x' }, [[]]];

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
        expect((await post(path, { ...body, [extra]: 1 })).json().errors).toEqual([
          { at: `body.${extra}`, rule: 'unrecognized_keys' },
        ]);
      }
    });
  }

  it('with text that no store can hold is refused, never a 5xx', async () => {
    for (const text of ['a\0@b.c', '\ud800@b.c', 'a@b.c\udfff']) {
      expect((await post('/sign-in', { email: text, password })).statusCode).toBe(400);
    }
  });
});
