import { expect, test, vi } from 'vitest';
import type { LogEvent } from '../core/events/types.ts';
import { kpis } from '../core/kpis/kpis.ts';
import { customerKeyOf } from '../server/ingest/keys.ts';
import { runErasures } from '../server/services/customers/run-erasures.ts';
import { ask } from '../server/warehouse/ask.ts';
import { useApp } from './support/app.ts';
import { appendEvents, storedChains, storedFacts } from './support/fact-tables.ts';
import { sample } from './support/random-history.ts';

// Dozens of statements an erasure, on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const app = useApp();
const customers = ['k1', 'k2', 'k3'];

test.each([11, 12])('random history %i: every fact and every figure is as before', async (seed) => {
  const workspaceId = await app.workspace(`history ${seed}`);
  const { secret } = await app.services.db
    .selectFrom('workspaces')
    .select('secret')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  await store(sample(seed).map((event) => keyed(event, workspaceId, secret)));
  const before = await everything(workspaceId);
  const token = await app.key(workspaceId);
  for (const customer of customers) {
    const headers = { authorization: `Bearer ${token}` };
    expect((await app.ask({ method: 'DELETE', url: `/api/v1/customers/${customer}`, headers })).statusCode).toBe(202);
  }
  await runErasures({ ...app.services, others: false, stopping: new AbortController().signal });
  expect(await wordsIn(workspaceId)).toBe(0);
  expect(await everything(workspaceId)).toEqual(before);
  const proofs = await app.services.db
    .selectFrom('erasures')
    .select(['figures_before', 'figures_after'])
    .where('workspace_id', '=', workspaceId)
    .execute();
  for (const { figures_before: one, figures_after: other } of proofs) expect(other).toEqual(one);
  expect(Math.max(...proofs.map((proof) => proof.figures_before?.facts ?? 0))).toBeGreaterThan(10);
  // Nor after everything was folded anew.
  await app.pass(86_400_000);
  const later = await everything(workspaceId);
  await refold(workspaceId);
  expect(await everything(workspaceId)).toEqual(later);
});

/** The history's customers by the keys that their ids have in the workspace; everything that has none is k1's. */
function keyed(event: LogEvent, workspaceId: number, secret: string): LogEvent {
  const { customerKey, visitorKey } = event.body;
  const body = {
    ...event.body,
    ...(customerKey !== undefined && { customerKey: customerKeyOf(secret, customerKey) }),
    ...(visitorKey !== undefined && { visitorKey: customerKeyOf(secret, 'k1') }),
    ...(event.type.startsWith('visit') && { customerKey: customerKeyOf(secret, 'k2') }),
  };
  return { ...event, workspaceId, body };
}

async function store(events: readonly LogEvent[]): Promise<void> {
  const stored = await appendEvents(app.services.warehouse, events, app.clock.now);
  const rows = events
    .filter(({ body }) => body.conversationId !== undefined && isOfCustomer(body.conversationId, events))
    .map(({ workspaceId, stream, source, id }) => [
      workspaceId,
      stream,
      source,
      id,
      0,
      1n,
      app.clock.now,
      'words',
      '',
      '',
      '',
    ]);
  await app.services.warehouse.insert(
    'append',
    'private_events',
    ['workspace_id', 'stream', 'source', 'id', 'revision', 'digest', 'received', 'text', 'comment', 'url', 'extra'],
    rows,
  );
  app.services.folding.offer(stored);
  await app.services.folding.settled();
}

function isOfCustomer(conversationId: string, events: readonly LogEvent[]): boolean {
  return events.some(({ body }) => body.conversationId === conversationId && body.customerKey !== undefined);
}

async function refold(workspaceId: number): Promise<void> {
  const { db, warehouse, folding } = app.services;
  const streams = await warehouse.rows<[string, number]>(
    'fold',
    'SELECT DISTINCT stream, lane FROM events WHERE workspace_id = {workspaceId:UInt32}',
    { workspaceId },
  );
  await db
    .insertInto('due')
    .values(streams.map(([stream, lane]) => ({ workspace_id: workspaceId, stream, lane, at: 0 })))
    .onConflict((conflict) => conflict.columns(['lane', 'workspace_id', 'stream']).doUpdateSet({ at: 0 }))
    .execute();
  await app.pass(1_000);
  await folding.settled();
}

/** Every fact, from which every figure is computed; and every KPI over all time, in total and by some dimensions. */
async function everything(workspaceId: number) {
  const warehouse = app.services.warehouse.forWorkspace(workspaceId);
  const period = { from: 0, to: Date.UTC(2100, 0, 1) };
  const viewer = { workspaceId, sees: 'everything' } as const;
  const answers = [await ask(warehouse, { kpis, by: [], filters: {}, period }, viewer)];
  for (const dimension of ['language', 'agent'] as const)
    answers.push(await ask(warehouse, { kpis, by: [dimension], filters: {}, period }, viewer));
  const own = (rows: string[]) => rows.filter((row) => (JSON.parse(row) as unknown[])[1] === workspaceId);
  return {
    answers,
    facts: own(await storedFacts(app.services.warehouse)),
    chains: own(await storedChains(app.services.warehouse)),
  };
}

async function wordsIn(workspaceId: number): Promise<number> {
  const [[count] = [0]] = await app.services.warehouse.rows<[number]>(
    'report',
    'SELECT count() FROM private_events WHERE workspace_id = {workspaceId:UInt32}',
    { workspaceId },
  );
  return Number(count);
}
