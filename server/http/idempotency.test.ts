import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { takesIdempotencyKey } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { localToken, useApp } from '../../tests/support/app.ts';
import { cookieOf, password, usePeople } from '../../tests/support/people.ts';
import { forgetIdempotentRequests } from '../services/access/idempotent-requests.ts';

const test = useApp();
const { person, post, send, signUp, signIn, invite } = usePeople(test);

const began = test.clock.now;
afterEach(() => {
  test.clock.now = began;
});

const change = { name: 'till', scopes: ['reports:read'] };
const local = { authorization: `Bearer ${localToken}` };

async function workspaceWithKey() {
  const workspaceId = await test.workspace('shop');
  const headers = { authorization: `Bearer ${await test.key(workspaceId)}` };
  return { workspaceId, headers, keyed: (key: string) => ({ headers: { ...headers, 'idempotency-key': key } }) };
}

async function keysIn(workspaceId: number): Promise<number> {
  const keys = await test.services.db
    .selectFrom('api_keys')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .execute();
  return keys.length - 1;
}

describe('a repeat under the same key', () => {
  it('gets the first answer, secret and all, and does nothing', async () => {
    const { workspaceId, keyed } = await workspaceWithKey();
    const once = keyed(randomUUID());
    const first = await post('/api-keys', change, once);
    expect([first.statusCode, first.headers['idempotency-replayed']]).toEqual([201, undefined]);
    const again = await post('/api-keys', change, once);
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect(again.body).toBe(first.body);
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
    expect(await keysIn(workspaceId)).toBe(1);
  });

  it('without a body is answered as before, though what it names is gone', async () => {
    const { headers, keyed } = await workspaceWithKey();
    const { apiKey } = (await post('/api-keys', change, { headers })).json();
    const once = keyed(randomUUID());
    const revoke = (sent: { headers: Record<string, string> }) => send('DELETE', `/api-keys/${apiKey.id}`, {}, sent);
    expect((await revoke(once)).statusCode).toBe(204);
    const again = await revoke(once);
    expect([again.statusCode, again.body, again.headers['idempotency-replayed']]).toEqual([204, '', 'true']);
    expect((await revoke({ headers })).statusCode).toBe(404);
  });

  it('brings the cookies of a person who signs in or uses a link', async () => {
    const token = await invite();
    const once = { headers: { 'idempotency-key': randomUUID() } };
    const redemption = { token, email: person.email, password };
    const first = await post('/sign-in-links/redeem', redemption, once);
    const again = await post('/sign-in-links/redeem', redemption, once);
    expect(again.statusCode).toBe(204);
    expect(cookieOf(again)).toBe(cookieOf(first));
    expect(cookieOf(await signIn(once))).toBe(cookieOf(await signIn(once)));
  });

  it('at the same time is refused or replayed, and one alone is done', async () => {
    const { workspaceId, keyed } = await workspaceWithKey();
    const once = keyed(randomUUID());
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/api-keys', change, once)));
    expect(await keysIn(workspaceId)).toBe(1);
    const done = answers.filter(({ statusCode }) => statusCode === 201);
    expect(new Set(done.map(({ body }) => body)).size).toBe(1);
    for (const waiting of answers.filter(({ statusCode }) => statusCode !== 201)) {
      expect(waiting.json().code).toBe('requestInProgress');
      expect([waiting.statusCode, waiting.headers['retry-after']]).toEqual([409, '1']);
    }
    expect((await post('/api-keys', change, once)).body).toBe(done[0]?.body);
  });
});

describe('another request under the same key', () => {
  it('with other content is refused', async () => {
    const { workspaceId, keyed } = await workspaceWithKey();
    const once = keyed(randomUUID());
    await post('/api-keys', change, once);
    const other = await post('/api-keys', { ...change, name: 'other' }, once);
    expect([other.statusCode, other.json().code]).toEqual([409, 'idempotencyKeyReused']);
    expect(await keysIn(workspaceId)).toBe(1);
  });

  it('of another caller, workspace or path is a request of its own', async () => {
    const [a, b] = [await workspaceWithKey(), await workspaceWithKey()];
    const key = randomUUID();
    const ofA = (await post('/api-keys', change, a.keyed(key))).json();
    const ofB = (await post('/api-keys', change, b.keyed(key))).json();
    expect(ofB.secret).not.toBe(ofA.secret);
    const here = (id: number) => ({ headers: { ...local, 'idempotency-key': key, 'rida-workspace': String(id) } });
    await post('/api-keys', change, here(a.workspaceId));
    await post('/api-keys', change, here(b.workspaceId));
    expect([await keysIn(a.workspaceId), await keysIn(b.workspaceId)]).toEqual([2, 2]);
    expect((await send('DELETE', `/api-keys/${ofA.apiKey.id}`, {}, a.keyed(key))).statusCode).toBe(204);
  });
});

describe('what was not done', () => {
  it('is not kept: put right, the request may be sent again under its key', async () => {
    const { workspaceId, keyed } = await workspaceWithKey();
    const once = keyed(randomUUID());
    expect((await post('/api-keys', { ...change, name: '' }, once)).statusCode).toBe(400);
    expect((await post('/api-keys', change, once)).statusCode).toBe(201);
    expect(await keysIn(workspaceId)).toBe(1);
  });

  it('a refused sign-in counts as an attempt each time', async () => {
    await signUp();
    const once = { headers: { 'idempotency-key': randomUUID() } };
    const codes = new Set<string>();
    for (let i = 0; i < 30; i++) codes.add((await signIn(once, 'wrong')).json().code);
    expect([...codes].sort()).toEqual(['tooManyRequests', 'wrongCredentials']);
  });

  it('because the service ended in its middle can be sent again after two minutes', async () => {
    const { keyed } = await workspaceWithKey();
    const once = keyed(randomUUID());
    await post('/api-keys', change, once);
    await test.services.db.updateTable('idempotent_requests').set({ answer: null }).execute();
    const early = await post('/api-keys', change, once);
    expect(early.json().code).toBe('requestInProgress');
    test.clock.now += 121_000;
    const late = await post('/api-keys', change, once);
    expect([late.statusCode, late.headers['idempotency-replayed']]).toEqual([201, undefined]);
  });
});

it('who may not ask any more gets no answer of before', async () => {
  const { workspaceId, keyed } = await workspaceWithKey();
  const once = keyed(randomUUID());
  await post('/api-keys', change, once);
  await test.services.db
    .updateTable('api_keys')
    .set({ revoked_at: test.clock.now })
    .where('workspace_id', '=', workspaceId)
    .execute();
  expect((await post('/api-keys', change, once)).statusCode).toBe(401);
});

it('answers are kept for seven days and then leave the database', async () => {
  const { keyed } = await workspaceWithKey();
  const { db } = test.services;
  await db.deleteFrom('idempotent_requests').execute();
  const once = keyed(randomUUID());
  const first = await post('/api-keys', change, once);
  test.clock.now += 7 * 86_400_000;
  expect((await post('/api-keys', change, once)).body).toBe(first.body);
  expect(await forgetIdempotentRequests(db, test.clock.now)).toBe(0);
  test.clock.now += 1;
  expect(await forgetIdempotentRequests(db, test.clock.now)).toBe(1);
  expect((await post('/api-keys', change, once)).headers['idempotency-replayed']).toBeUndefined();
});

describe('a key that is none', () => {
  for (const key of ['', 'two words', 'مفتاح', 'tab\there', 'x'.repeat(256)]) {
    it(`is refused: ${JSON.stringify(key.slice(0, 12))}`, async () => {
      const { keyed } = await workspaceWithKey();
      // As bytes on the wire, which hold one Latin letter each.
      const answer = await post('/api-keys', change, keyed(Buffer.from(key).toString('latin1')));
      expect([answer.statusCode, answer.json().errors]).toEqual([
        400,
        [{ at: 'header.Idempotency-Key', rule: 'visible_ascii' }],
      ]);
    });
  }
});

it('is asked for by no route that a repeat does not change', async () => {
  const harmless = routes.filter(({ method, harmlessToRepeat }) => method !== 'GET' && harmlessToRepeat);
  expect(harmless.map(({ id }) => id).sort()).toEqual([
    'inspectFile',
    'previewPolicy',
    'previewRetention',
    'queryReport',
    'receiveEvents',
    'startImport',
  ]);
  for (const route of harmless) expect(takesIdempotencyKey(route)).toBe(false);
  const { keyed } = await workspaceWithKey();
  const ask = () => post('/reports/query', { kpis: ['assigned'] }, keyed('same'));
  await ask();
  expect((await ask()).headers['idempotency-replayed']).toBeUndefined();
});

it('a link made for the owner of the machine is the same link on a repeat', async () => {
  await signUp();
  const once = { headers: { ...local, 'idempotency-key': randomUUID() } };
  const first = await post('/sign-in-links', { email: person.email }, once);
  expect((await post('/sign-in-links', { email: person.email }, once)).json()).toEqual(first.json());
});
