import { expect, it } from 'vitest';
import { localToken, useApp } from '../../../tests/support/app.ts';
import { cookieOf, usePeople } from '../../../tests/support/people.ts';

const test = useApp();
const { person, post, get, send, signUp, signIn } = usePeople(test);

interface Entry {
  id: number;
  at: string;
  actor: { id: string; kind: string; name: string | null };
  action: string;
  title: string;
  subject: string;
  details: Record<string, unknown>;
}

async function entriesOf(cookie: string, query = ''): Promise<Entry[]> {
  const answer = await get(`/audit${query}`, cookie);
  expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()]);
  return answer.json().entries;
}

const actionsOf = (entries: readonly Entry[]) => entries.map(({ action }) => action);

it('shows an admin who did what, newest first, by the name of that time', async () => {
  const cookie = await signUp();
  const made = await post('/api-keys', { name: 'shop', scopes: ['audit:read'] }, { cookie });
  await send('DELETE', `/api-keys/${made.json().apiKey.id}`, {}, { cookie });
  await signIn();
  await post('/sign-out', {}, { cookie });
  const again = await signIn();
  const entries = await entriesOf(cookieOf(again));
  expect(actionsOf(entries)).toEqual([
    'signedIn',
    'signedOut',
    'signedIn',
    'apiKeyRevoked',
    'apiKeyCreated',
    'signInLinkRedeemed',
    'signInLinkCreated',
    'workspaceCreated',
  ]);
  expect(entries[0]).toMatchObject({ actor: { kind: 'user', name: person.email }, title: 'Signed in' });
  expect(entries[3]).toMatchObject({ subject: `apiKey:${made.json().apiKey.id}`, details: { name: 'shop' } });
  expect(entries.at(-1)).toMatchObject({ actor: { id: 'local:local', kind: 'local', name: null } });
});

it('shows what a key did by the key’s name', async () => {
  const workspaceId = await test.workspace('of a key');
  const key = await test.key(workspaceId);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const payload = JSON.stringify({ name: 'second', scopes: ['audit:read'] });
  await test.ask({ method: 'POST', url: '/api/v1/api-keys', headers, payload });
  const answer = await test.ask({
    url: '/api/v1/audit?action=apiKeyCreated',
    headers: { authorization: `Bearer ${key}` },
  });
  expect(answer.json().entries).toMatchObject([
    { actor: { kind: 'apiKey', name: 'test' }, details: { name: 'second' } },
  ]);
});

it('counts failed sign-ins an account and hour, and says nothing of what was tried', async () => {
  const cookie = await signUp();
  for (let attempt = 0; attempt < 3; attempt++) await signIn({ address: '203.0.113.9' }, 'canary');
  await Promise.all([signIn({}, 'canary'), signIn({ cookie }, 'canary')]);
  const [failed, ...others] = await entriesOf(cookie, '?action=signInFailed');
  expect(others).toEqual([]);
  expect(failed).toMatchObject({ details: { count: 5 }, actor: { name: person.email } });
  expect(JSON.stringify(failed)).not.toMatch(/canary|203\.0|password/);
  test.clock.now += 3_600_000;
  await signIn({ cookie }, 'canary');
  const counts = (await entriesOf(cookie, '?action=signInFailed')).map(({ details }) => details.count);
  expect(counts).toEqual([1, 5]);
});

it('shows sign-ins to every workspace that a person is a member of, and to no other', async () => {
  const cookie = await signUp();
  const second = (await post('/workspaces', { name: 'second', zone: 'UTC', locale: 'en' }, { cookie })).json();
  await signIn();
  const stranger = await test.workspace('of a stranger');
  const read = async (workspaceId: number) => {
    const headers = { authorization: `Bearer ${localToken}`, 'rida-workspace': String(workspaceId) };
    return actionsOf((await test.ask({ url: '/api/v1/audit', headers })).json().entries);
  };
  expect(await read(second.id)).toEqual(['signedIn', 'workspaceCreated']);
  expect(await read(stranger)).toEqual(['workspaceCreated']);
});

it('can be asked for an action, an actor, a subject and a period, page by page', async () => {
  const cookie = await signUp();
  const from = test.clock.now + 1;
  test.clock.now += 1_000;
  for (const name of ['one', 'two', 'three']) await post('/api-keys', { name, scopes: ['audit:read'] }, { cookie });
  const [last] = await entriesOf(cookie, '?limit=1');
  expect(await entriesOf(cookie, `?subject=${last?.subject}`)).toEqual([last]);
  expect(await entriesOf(cookie, `?actor=${last?.actor.id}&from=${from}`)).toHaveLength(3);
  expect(await entriesOf(cookie, `?to=${from}&action=apiKeyCreated`)).toEqual([]);
  expect(actionsOf(await entriesOf(cookie, '?action=apiKeyCreated&action=workspaceCreated'))).toHaveLength(4);
  const names: unknown[] = [];
  let query = '?limit=2&action=apiKeyCreated';
  for (;;) {
    const page = (await get(`/audit${query}`, cookie)).json();
    names.push(...page.entries.map(({ details }: Entry) => details.name));
    if (page.nextCursor === null) break;
    query = `?limit=2&action=apiKeyCreated&cursor=${page.nextCursor}`;
  }
  expect(names).toEqual(['three', 'two', 'one']);
  for (const wrong of ['?action=nothing', '?cursor=x', '?limit=0', '?from=yesterday']) {
    expect([wrong, (await get(`/audit${wrong}`, cookie)).statusCode]).toEqual([wrong, 400]);
  }
});

it('says each action in the language asked for', async () => {
  const cookie = await signUp();
  const headers = { cookie, 'accept-language': 'ar' };
  const { entries } = (await test.ask({ url: '/api/v1/audit?action=signInLinkRedeemed', headers })).json();
  expect(entries[0].title).toBe('استخدم رابط دخول');
});

it('takes no change and no deletion, from nobody', async () => {
  const cookie = await signUp();
  const [entry] = await entriesOf(cookie);
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    for (const path of ['/audit', `/audit/${entry?.id}`]) {
      expect((await send(method, path, {}, { cookie })).statusCode).toBe(404);
    }
  }
  expect((await entriesOf(cookie))[0]).toEqual(entry);
});
