import { expect, it } from 'vitest';
import { localToken, useApp } from '../../tests/support/app.ts';
import { cookieOf, password, usePeople } from '../../tests/support/people.ts';

const test = useApp();
const { person, post, get } = usePeople(test);
const local = { headers: { authorization: `Bearer ${localToken}` } };

async function make(name: string): Promise<number> {
  const answer = await post('/workspaces', { name, zone: 'Asia/Riyadh', locale: 'ar' }, local);
  expect(answer.statusCode).toBe(201);
  return answer.json().id;
}

it('what the command line makes is there for the owner, without another link', async () => {
  const before = await make('before anybody');
  const { url } = (await post('/sign-in-links', {}, local)).json();
  const waiting = await make('while the link waits');
  const token = new URL(url).hash.slice(1);
  const cookie = cookieOf(await post('/sign-in-links/redeem', { token, email: person.email, password }));
  const after = await make('after signing in');

  const { workspaces } = (await get('/workspaces', cookie)).json();
  expect(workspaces.map(({ id }: { id: number }) => id)).toEqual([before, waiting, after]);
  const makers = await test.services.db
    .selectFrom('audit')
    .select('actor')
    .where('action', '=', 'workspaceCreated')
    .execute();
  expect(new Set(makers.map(({ actor }) => actor))).toEqual(new Set(['local:local']));
});

it('and what somebody makes in the browser is theirs alone', async () => {
  const { db } = test.services;
  const email = 'second@example.com';
  await db.insertInto('users').values({ email, password_hash: null, created_at: 0 }).execute();
  const { url } = (await post('/sign-in-links', { email }, local)).json();
  const token = new URL(url).hash.slice(1);
  const cookie = cookieOf(await post('/sign-in-links/redeem', { token, email, password }));
  const own = (await post('/workspaces', { name: 'own', zone: 'UTC', locale: 'en' }, { cookie })).json();
  const other = await make('of the first');
  const { workspaces } = (await get('/workspaces', cookie)).json();
  expect(workspaces.map(({ id }: { id: number }) => id)).toEqual([own.id]);
  expect(own.id).not.toBe(other);
});
