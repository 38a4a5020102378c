import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { readDeletion } from '../contract/routes/access.ts';
import { scopedTables } from '../server/database/scoped-tables.ts';
import { openSession } from '../server/services/access/browser-sessions.ts';
import { type DeletionPorts, emptyDeletedWorkspaces } from '../server/services/workspaces/empty-deleted.ts';
import type { Warehouse } from '../server/warehouse/warehouse.ts';
import { localToken, useApp } from './support/app.ts';
import { failingAfter } from './support/failing-warehouse.ts';

const test = useApp();
const operator = { authorization: `Bearer ${localToken}` };
const tenMinutes = 600_000;

let demo: number;
let real: number;
beforeEach(async () => {
  [demo, real] = [await test.workspace('demo', 'demo'), await test.workspace('real')];
  for (const workspaceId of [demo, real]) await fill(workspaceId);
  await test.services.folding.settled();
});

it('a deleted demo leaves no row in either engine, and touches no other workspace', async () => {
  const before = await rowsOf(real);
  expect((await rowsOf(demo)).size).toBeGreaterThan(6);
  // These are still on their way into facts when the deletion is asked for.
  await fill(demo, 'late');
  expect((await remove(real)).statusCode).toBe(403);
  expect((await remove(demo)).statusCode).toBe(202);
  expect(await stateOf(demo)).toMatchObject({ state: 'running' });
  await work();
  const { state, tables, tablesDone } = await stateOf(demo);
  expect([state, tablesDone]).toEqual(['done', tables]);
  expect(Object.fromEntries(await rowsOf(demo))).toEqual({ workspaces: 1, deletions: 1 });

  test.clock.now += tenMinutes;
  await work();
  await test.services.folding.settled();
  expect(await rowsOf(demo)).toEqual(new Map());
  expect(await rowsOf(real)).toEqual(before);
  expect((await ask('GET', `/workspaces/${demo}/deletion`)).statusCode).toBe(404);
  expect((await remove(demo)).statusCode).toBe(404);
});

it('from the answer on it is in no list, its keys are dead, and nobody enters it', async () => {
  const key = { authorization: `Bearer ${await test.key(demo)}` };
  const owner = { cookie: await ownerOf(demo), origin: 'http://localhost:4300' };
  expect((await ask('GET', '/me', owner)).json().workspace.id).toBe(demo);
  expect((await ask('DELETE', `/workspaces/${demo}/demo`, owner)).statusCode).toBe(202);

  for (const headers of [operator, owner]) {
    const { workspaces } = (await ask('GET', '/workspaces', headers)).json();
    expect(workspaces.map(({ id }: { id: number }) => id)).not.toContain(demo);
    const entering = await ask('GET', '/api-keys', { ...headers, 'rida-workspace': String(demo) });
    expect(entering.statusCode).toBe(404);
    expect((await ask('DELETE', `/workspaces/${demo}/demo`, headers)).statusCode).toBe(404);
  }
  expect((await ask('GET', '/me', owner)).json().workspace).toBeNull();
  expect((await ask('GET', '/me', key)).statusCode).toBe(401);
  // Who made it may see how far it is; nobody else.
  expect((await ask('GET', `/workspaces/${demo}/deletion`, owner)).json().state).toBe('running');
  const stranger = { cookie: await ownerOf(real) };
  expect((await ask('GET', `/workspaces/${demo}/deletion`, stranger)).statusCode).toBe(404);
  await work();
  expect((await ask('GET', `/workspaces/${demo}/deletion`, owner)).json().state).toBe('done');
  await finish();
});

it('one that is cut off at any table is taken up again', async () => {
  await remove(demo);
  let cuts = 0;
  for (let spared = 0; (await stateOf(demo)).state === 'running'; spared++) {
    const failing = { warehouse: failingAfter(spared, test.services.warehouse) };
    const cut = await work(failing).then(
      () => false,
      () => true,
    );
    cuts += cut ? 1 : 0;
    expect((await stateOf(demo)).state).toBe(cut ? 'running' : 'done');
  }
  expect(cuts).toBeGreaterThan(3);
  expect(Object.fromEntries(await rowsOf(demo))).toEqual({ workspaces: 1, deletions: 1 });
  await finish();
});

it('a stop ends it between two tables', async () => {
  await remove(demo);
  await work({ stopping: AbortSignal.abort() });
  expect(await stateOf(demo)).toEqual({ state: 'running', tablesDone: 0, tables: 0 });
  await finish();
});

it('a request that was under way when it was deleted leaves nothing behind', async () => {
  const { intake } = test.services;
  const { submit } = intake;
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  intake.submit = async (batch) => {
    await gate;
    return submit(batch);
  };
  const sending = fill(demo, 'under way');
  await expect.poll(async () => (await rowsOf(demo)).get('api_keys'), { timeout: 20_000 }).toBe(2);
  await remove(demo);
  await work();
  open();
  await sending;
  intake.submit = submit;
  await test.services.folding.settled();
  expect((await rowsOf(demo)).get('events')).toBeGreaterThan(0);
  await finish();
  expect(await rowsOf(demo)).toEqual(new Map());
});

it('two processes do not work on one deletion', async () => {
  await remove(demo);
  const statements: string[] = [];
  const watched: Warehouse = {
    ...test.services.warehouse,
    async command(use, statement, params) {
      statements.push(statement);
      await test.services.warehouse.command(use, statement, params);
    },
  };
  await Promise.all([work({ warehouse: watched }), work({ warehouse: watched })]);
  expect(statements.length).toBeGreaterThan(3);
  expect(new Set(statements).size).toBe(statements.length);
  await finish();
});

function ask(method: 'GET' | 'DELETE', path: string, headers: Record<string, string> = operator) {
  return test.ask({ method, url: `/api/v1${path}`, headers });
}

function remove(workspaceId: number) {
  return ask('DELETE', `/workspaces/${workspaceId}/demo`);
}

async function stateOf(workspaceId: number) {
  return readDeletion.answer.parse((await ask('GET', `/workspaces/${workspaceId}/deletion`)).json());
}

/** What the running service does every second. */
async function work(ports: Partial<DeletionPorts> = {}): Promise<void> {
  await emptyDeletedWorkspaces({ ...test.services, stopping: new AbortController().signal, ...ports });
}

async function finish(): Promise<void> {
  await work();
  test.clock.now += tenMinutes;
  await work();
}

/** Cookie of a new person who owns the workspace. */
async function ownerOf(workspaceId: number): Promise<string> {
  const { db } = test.services;
  const { id } = await db
    .insertInto('users')
    .values({ email: null, password_hash: null, created_at: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('memberships').values({ workspace_id: workspaceId, user_id: id, role: 'owner' }).execute();
  const { sessionToken } = await openSession(db, id, test.clock.now);
  return `rida_session=${sessionToken}`;
}
/** A conversation still open (so something is due), an answer, a name, a refusal. */
async function fill(workspaceId: number, name = 'first'): Promise<void> {
  const at = new Date(test.clock.now - 60_000).toISOString();
  const events = [
    {
      id: `${name}-1`,
      type: 'conversation.started',
      at,
      conversationId: name,
      channel: 'web',
      customer: { id: 'x', name: 'Sara' },
    },
    {
      id: `${name}-2`,
      type: 'message.sent',
      at,
      conversationId: name,
      author: 'customer',
      messageId: 'm',
      text: 'hello',
    },
    {
      id: `${name}-3`,
      type: 'survey.answered',
      at,
      conversationId: name,
      ratingId: name,
      scale: 'smiley3',
      value: 3,
      subject: 'conversation',
    },
    { id: `${name}-4`, type: 'agent.described', at, agentId: 'a', name: 'Ali' },
    { id: `${name}-5`, type: 'nonsense', at },
  ];
  const answer = await test.ask({
    method: 'POST',
    url: '/api/v1/events',
    headers: { authorization: `Bearer ${await test.key(workspaceId)}`, 'content-type': 'application/json' },
    payload: JSON.stringify(events),
  });
  expect(answer.json()).toMatchObject({ accepted: 4 });
}

/** Number of rows by table, of tables that have any. */
async function rowsOf(workspaceId: number): Promise<Map<string, number>> {
  const { db, warehouse } = test.services;
  const counts = new Map<string, number>();
  for (const table of [...Object.keys(scopedTables), 'workspaces']) {
    const column = table === 'workspaces' ? 'id' : 'workspace_id';
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from ${sql.table(table)} where ${sql.ref(column)} = ${workspaceId}`.execute(db);
    counts.set(table, rows[0]?.n ?? 0);
  }
  const tables = await warehouse.rows<[string]>(
    'report',
    `
    SELECT table FROM system.columns WHERE database = currentDatabase() AND name = 'workspace_id' ORDER BY table`,
  );
  for (const [table] of tables) {
    const [row] = await warehouse.rows<[number]>(
      'report',
      `SELECT count() FROM ${table} WHERE workspace_id = {id:UInt32}`,
      { id: workspaceId },
    );
    counts.set(table, Number(row?.[0]));
  }
  return new Map([...counts].filter(([, n]) => n > 0));
}
