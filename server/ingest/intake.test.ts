import { afterEach, expect, test } from 'vitest';
import { RidaError } from '../../core/errors.ts';
import type { LogEvent } from '../../core/events/types.ts';
import { useEngines } from '../../tests/support/engines.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { accept } from './accept.ts';
import { type IntakeOptions, startIntake } from './intake.ts';
import type { IngestBatch, Intake } from './types.ts';

const engines = useEngines();
/** Each test has a day of its own: receipt times go on from the newest in the log. */
let noon = Date.UTC(2026, 10, 22, 12);
let workspaceId = 0;
const running: Intake[] = [];

afterEach(async () => {
  for (const intake of running.splice(0)) await intake.stop();
});

/** An intake with a workspace of its own for the test, and what it inserted, table by table. */
function start(
  options: Partial<IntakeOptions> & {
    fail?: (table: string, rows: readonly unknown[]) => boolean;
    again?: boolean;
  } = {},
) {
  if (!options.again) [workspaceId, noon] = [workspaceId + 1, noon + 86_400_000];
  const clock = { now: noon };
  const inserts: { table: string; rows: number }[] = [];
  const warehouse: Warehouse = {
    ...engines.warehouse,
    async insert(use, table, columns, rows) {
      if (rows.length === 0) return;
      if (options.fail?.(table, rows)) throw new RidaError('unavailable');
      await engines.warehouse.insert(use, table, columns, rows);
      inserts.push({ table, rows: rows.length });
    },
  };
  const intake = startIntake({ warehouse, now: () => clock.now, log: engines.log, ...options });
  running.push(intake);
  return { intake, clock, inserts };
}

const event = (id: string, changes = {}) => ({
  id,
  type: 'message.sent',
  at: noon,
  conversationId: 'c',
  author: 'customer',
  text: `text of ${id}`,
  ...changes,
});

function batch(...raw: unknown[]): IngestBatch {
  return accept(raw, { workspaceId, secret: 's', source: 'test', now: noon });
}

function inLog(): Promise<[string, number][]> {
  return engines.warehouse.rows<[string, number]>(
    'report',
    `SELECT id, toUnixTimestamp64Milli(max(received)) FROM events
     WHERE workspace_id = {workspaceId:UInt32} GROUP BY id ORDER BY id`,
    { workspaceId },
  );
}

function counts(): Promise<number[][]> {
  return engines.warehouse.rows<number[]>(
    'report',
    `SELECT sum(accepted), sum(duplicate), sum(refused) FROM ingest_counts WHERE workspace_id = {workspaceId:UInt32}`,
    { workspaceId },
  );
}

test('a receipt comes after everything it speaks of can be read back', async () => {
  const { intake } = start();
  const receipt = await intake.submit(batch(event('1'), event('1'), 'bad', event('2')));
  expect(receipt).toMatchObject({
    accepted: 2,
    duplicate: 1,
    duplicates: [1],
    rejected: [{ index: 2, code: 'invalidEvent' }],
  });
  expect(await inLog()).toEqual([
    ['1', noon],
    ['2', noon],
  ]);
  expect(await counts()).toEqual([[2, 1, 1]]);
  const read = (sql: string) => engines.warehouse.rows('report', sql, { workspaceId });
  expect(
    await read('SELECT id, text FROM private_events WHERE workspace_id = {workspaceId:UInt32} ORDER BY id'),
  ).toEqual([
    ['1', 'text of 1'],
    ['2', 'text of 2'],
  ]);
  expect(await read('SELECT letter_id, raw FROM dead_letters WHERE workspace_id = {workspaceId:UInt32}')).toEqual([
    [receipt.rejected[0]?.letterId, '"bad"'],
  ]);
});

test('requests that wait together share one insert, and each gets its own receipt', async () => {
  const { intake, inserts } = start();
  const first = intake.submit(batch(event('first')));
  const others = Array.from({ length: 20 }, (_, i) => intake.submit(batch(event(`${i}`), event('first'))));
  expect(await first).toMatchObject({ accepted: 1, duplicate: 0 });
  for (const receipt of await Promise.all(others))
    expect(receipt).toMatchObject({ accepted: 1, duplicate: 1, duplicates: [1] });
  expect(
    inserts
      .filter(({ table }) => table === 'events')
      .map(({ rows }) => rows)
      .toSorted(),
  ).toEqual([21]);
  expect(await counts()).toEqual([[21, 20, 0]]);
});

test('while requests keep coming, commits begin at least the set time apart', async () => {
  const { intake, inserts } = start({ limits: { commitEveryMs: 1_000 } });
  const begun = performance.now();
  await intake.submit(batch(event('1')));
  const lone = performance.now() - begun;
  await Promise.all([intake.submit(batch(event('2'))), intake.submit(batch(event('3')))]);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(1_000);
  expect(lone).toBeLessThan(1_000);
  expect(inserts.filter(({ table }) => table === 'events').map(({ rows }) => rows)).toEqual([1, 2]);
});

test('a commit takes only so much; what is left goes with the next', async () => {
  const { intake, inserts } = start({ limits: { eventsPerCommit: 3, commitEveryMs: 1 } });
  await Promise.all([1, 2, 3, 4].map((n) => intake.submit(batch(event(`${n}a`), event(`${n}b`)))));
  expect(inserts.filter(({ table }) => table === 'events').map(({ rows }) => rows)).toEqual([2, 2, 2, 2]);
});

test('a commit waits until there is room to fold it, and takes no more than that', async () => {
  const rooms = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
  let asked = 0;
  const { intake, inserts } = start({ room: () => rooms[asked++]?.promise ?? Promise.resolve(0) });
  await intake.ready();
  const sent = Promise.all([1, 2, 3].map((n) => intake.submit(batch(event(`${n}a`), event(`${n}b`)))));
  const sizes = () => inserts.filter(({ table }) => table === 'events').map(({ rows }) => rows);
  rooms[0]?.resolve(4);
  await expect.poll(() => asked).toBe(2);
  expect(sizes()).toEqual([4]);
  // Without any room left a request still goes, alone: nobody is refused for it.
  rooms[1]?.resolve(0);
  await sent;
  expect(sizes()).toEqual([4, 2]);
});

test('an event sent again is a duplicate, its correction and another content are not', async () => {
  const { intake } = start();
  await intake.ready();
  await intake.submit(batch(event('1')));
  expect(await intake.submit(batch(event('1')))).toMatchObject({ accepted: 0, duplicate: 1, duplicates: [0] });
  expect(await intake.submit(batch(event('1', { revision: 1 }), event('1', { text: 'another' })))).toMatchObject({
    accepted: 2,
  });
});

test('one request that the engine refuses fails alone, and nothing of it counts', async () => {
  const poisoned = (table: string, rows: readonly unknown[]) => table === 'events' && rows.flat().includes('poison');
  const { intake } = start({ fail: poisoned });
  const results = await Promise.allSettled(
    [batch(event('1')), batch(event('poison'), event('2')), batch(event('2'), event('3'))].map((one) =>
      intake.submit(one),
    ),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  // "2" came first with the request that failed: it is not a duplicate of something that is not there.
  expect(results[2]).toMatchObject({ value: { accepted: 2, duplicate: 0 } });
  expect(results[1]).toMatchObject({ reason: { code: 'unavailable' } });
  expect((await inLog()).map(([id]) => id)).toEqual(['1', '2', '3']);
  expect(await counts()).toEqual([[3, 0, 0]]);
});

test.each(['private_events', 'events', 'dead_letters', 'ingest_counts'])(
  'when %s cannot be written nobody is told it was, and a repeat is taken in whole',
  async (broken) => {
    let failing = true;
    const { intake } = start({ fail: (table) => failing && table === broken });
    // Once warmed up it reads no more of the log, where an event whose counts failed would be found.
    await intake.ready();
    const sent = () => batch(event('1'), 'bad');
    const results = await Promise.allSettled([intake.submit(sent()), intake.submit(sent())]);
    for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    failing = false;
    expect(await intake.submit(sent())).toMatchObject({ accepted: 1, duplicate: 0, rejected: [{ index: 1 }] });
    expect(await counts()).toEqual([[1, 0, 1]]);
    expect((await inLog()).map(([id]) => id)).toEqual(['1']);
  },
);

test('an engine that stays down does not hold requests for ever', async () => {
  const { intake } = start({ fail: () => true, limits: { retryForMs: 0 } });
  const results = await Promise.allSettled([1, 2, 3].map((n) => intake.submit(batch(event(`${n}`)))));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
});

test('listeners hear of new events once the log holds them, and their faults harm nobody', async () => {
  const { intake } = start();
  const heard: LogEvent[] = [];
  intake.onCommitted(() => {
    throw new Error('a listener of ours is broken');
  });
  intake.onCommitted((events) => heard.push(...events));
  await intake.submit(batch(event('1'), event('1'), 'bad'));
  await intake.submit(batch(event('1'), 'bad'));
  expect(heard.map(({ id, receivedAt }) => [id, receivedAt])).toEqual([['1', noon]]);
});

test('receipt times never go back, whatever the clock does', async () => {
  const { intake, clock } = start({ limits: { commitEveryMs: 1 } });
  for (const [id, now] of [
    ['1', noon],
    ['2', noon + 5],
    ['3', noon - 7_200_000],
    ['4', noon + 4],
    ['5', noon + 9],
  ] as const) {
    clock.now = now;
    await intake.submit(batch(event(id)));
  }
  expect((await inLog()).map(([, received]) => received - noon)).toEqual([0, 5, 5, 5, 9]);
});

test('receipt times go on from the newest in the log when the clock was set back over a restart', async () => {
  const { intake } = start();
  await intake.submit(batch(event('1')));
  await intake.stop();
  const again = start({ again: true });
  again.clock.now = noon - 7_200_000;
  await again.intake.submit(batch(event('2')));
  expect(await inLog()).toEqual([
    ['1', noon],
    ['2', noon],
  ]);
});

test('beyond what may wait, a request is turned away and the waiting ones are taken', async () => {
  const { intake } = start({ limits: { sizeWaiting: 5_000 } });
  const results = await Promise.allSettled(
    Array.from({ length: 30 }, (_, i) => intake.submit(batch(event(`${i}`, { text: 'x'.repeat(500) })))),
  );
  const turnedAway = results.filter(({ status }) => status === 'rejected').length;
  expect(turnedAway).toBeGreaterThan(0);
  expect(await counts()).toEqual([[30 - turnedAway, 0, 0]]);
  expect(await intake.submit(batch(event('later', { text: 'y'.repeat(9_000) })))).toMatchObject({ accepted: 1 });
});

test('after a restart the newest events of the log are known again', async () => {
  const { intake } = start();
  await intake.submit(batch(...Array.from({ length: 300 }, (_, i) => event(`${i}`))));
  await intake.stop();
  const again = start({ again: true }).intake;
  await again.ready();
  expect(await again.submit(batch(event('7'), event('299'), event('new')))).toMatchObject({
    accepted: 1,
    duplicate: 2,
    duplicates: [0, 1],
  });
});

test('stopping finishes what waits and takes nothing more', async () => {
  const { intake } = start();
  const waiting = intake.submit(batch(event('1')));
  await intake.stop();
  expect(await waiting).toMatchObject({ accepted: 1 });
  await expect(intake.submit(batch(event('2')))).rejects.toMatchObject({ code: 'unavailable' });
});
