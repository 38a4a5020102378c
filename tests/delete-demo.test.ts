import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { scopedTables } from '../server/database/scoped-tables.ts';
import { localToken, useApp } from './support/app.ts';

const test = useApp();

it('a deleted demo leaves no row in either engine, and touches no other workspace', async () => {
  const [demo, real] = [await test.workspace('demo', 'demo'), await test.workspace('real')];
  for (const workspaceId of [demo, real]) await fill(workspaceId);
  await test.services.folding.settled();
  const before = await rowsOf(real);
  expect((await rowsOf(demo)).size).toBeGreaterThan(6);
  // These are still on their way into facts when the deletion is asked for.
  await fill(demo, 'late');
  expect((await remove(real)).statusCode).toBe(403);
  expect((await remove(demo)).statusCode).toBe(204);
  await test.services.folding.settled();
  expect(await rowsOf(demo)).toEqual(new Map());
  expect(await rowsOf(real)).toEqual(before);
  expect((await remove(demo)).statusCode).toBe(404);
});

function remove(workspaceId: number) {
  return test.ask({
    method: 'DELETE',
    url: `/api/v1/workspaces/${workspaceId}/demo`,
    headers: { authorization: `Bearer ${localToken}` },
  });
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
