import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { scopes } from '../../contract/route.ts';
import { localToken, useApp } from '../../tests/support/app.ts';
import { cookieOf, password, usePeople } from '../../tests/support/people.ts';

const test = useApp();
const { person, post, invite, signUp } = usePeople(test);

it('stores of no secret more than its hash', async () => {
  const link = await invite();
  // Answers are kept for repeats: these, too, only sealed.
  const repeatable = { 'idempotency-key': randomUUID() };
  const redemption = { token: link, email: person.email, password };
  const redeemed = await post('/sign-in-links/redeem', redemption, { headers: repeatable });
  const operator = { ...repeatable, authorization: `Bearer ${localToken}` };
  const linked = await post('/sign-in-links', { email: person.email }, { headers: operator });
  const open = new URL(linked.json().url).hash.slice(1);
  const cookie = cookieOf(redeemed);
  const key = { name: 'k', scopes: [...scopes] };
  const { secret } = (await post('/api-keys', key, { cookie, headers: repeatable })).json();
  expect((await post('/api-keys', key, { cookie, headers: repeatable })).json().secret).toBe(secret);
  const issued = [
    repeatable['idempotency-key'],
    link,
    open,
    secret,
    secret.slice(5),
    password,
    localToken,
    ...redeemed.cookies.map(({ value }) => value),
  ];
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
