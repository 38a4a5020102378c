import { expect, test } from 'vitest';
import { sampleAt, sampleEvent } from '../../tests/support/sample-events.ts';
import { accept } from './accept.ts';
import { commitTables, type Known, planCommit, tableColumns } from './plan-commit.ts';

const receivedAt = Date.parse(sampleAt) + 1_000;
const hour = Math.floor(receivedAt / 3_600_000) * 3_600;
const nothingKnown = (): Known => 'no';

function batch(raw: unknown[], workspaceId = 1, source = 'api', importId = 0) {
  return accept(raw, { workspaceId, secret: `secret ${workspaceId}`, source, importId, now: receivedAt });
}

const expired = (id: string, changes = {}) => ({
  id,
  type: 'window.expired',
  at: sampleAt,
  conversationId: 'c',
  ...changes,
});

test('counts are exact per workspace and source, and add up to what was received', () => {
  const plan = planCommit(
    [
      batch([expired('1'), expired('1'), expired('2'), expired('3', { source: 'crm' }), { id: 'bad' }]),
      batch([expired('2'), { id: 'bad', source: 'crm' }]),
      batch([expired('1')], 2),
    ],
    receivedAt,
    nothingKnown,
  );
  const at = Date.parse(sampleAt);
  expect(plan.rows.ingest_counts).toEqual([
    [1, hour, 'api', 2, 2, 1, 0, receivedAt, at, 0, 0],
    [1, hour, 'crm', 1, 0, 1, 0, receivedAt, at, 0, 0],
    [2, hour, 'api', 1, 0, 0, 0, receivedAt, at, 0, 0],
  ]);
  expect(plan.receipts.map(({ accepted, duplicate, duplicates }) => [accepted, duplicate, duplicates])).toEqual([
    [3, 1, [1]],
    [0, 1, [0]],
    [1, 0, []],
  ]);
  expect(plan.events.map(({ workspaceId, id }) => [workspaceId, id])).toEqual([
    [1, '1'],
    [1, '2'],
    [1, '3'],
    [2, '1'],
  ]);
});

test('late is what is older than a day, accepted, and no back-fill', () => {
  const dayBefore = receivedAt - 86_400_000;
  const sent = [
    expired('late', { at: dayBefore - 1 }),
    expired('in time', { at: dayBefore }),
    expired('back-fill', { at: dayBefore - 1, history: true }),
    expired('late', { at: dayBefore - 1 }),
  ];
  const [row] = planCommit([batch(sent)], receivedAt, nothingKnown).rows.ingest_counts;
  expect(row?.slice(3, 7)).toEqual([3, 1, 0, 1]);
});

test('back-fills and what a person sends again are counted apart: they are no sign of life of the source', () => {
  const sent = batch([expired('1', { history: true }), { id: 'bad', history: true }, expired('2'), { id: 'bad' }]);
  const [row] = planCommit([sent], receivedAt, nothingKnown).rows.ingest_counts;
  expect([row?.slice(3, 6), row?.slice(9)]).toEqual([
    [2, 0, 2],
    [2, 1],
  ]);
  const letter = {
    receivedAt,
    letterId: 'l',
    importId: 0,
    source: 'api',
    code: 'invalidEvent',
    params: {},
    customerKey: '',
  } as const;
  const replay = { ...batch([expired('3')]), replayed: [letter] };
  expect(planCommit([replay], receivedAt, nothingKnown).rows.ingest_counts[0]?.slice(9)).toEqual([1, 0]);
});

test('one id with two contents is two events: the fold chooses by rank', () => {
  const plan = planCommit(
    [batch([expired('1'), expired('1', { at: receivedAt }), expired('1', { revision: 1 })])],
    receivedAt,
    nothingKnown,
  );
  expect(plan.receipts[0]).toMatchObject({ accepted: 3, duplicate: 0 });
});

test('an event known from before is a duplicate and is not written again, nor are its words', () => {
  const sent = batch([sampleEvent('message.sent'), sampleEvent('agent.described')]);
  const plan = planCommit([sent], receivedAt, (digest) => (digest === sent.accepted[0]?.event.digest ? 'alike' : 'no'));
  expect(plan.receipts[0]).toMatchObject({ accepted: 1, duplicate: 1, duplicates: [0] });
  expect([plan.rows.events.length, plan.rows.private_events.length, plan.rows.names.length]).toEqual([1, 1, 1]);
});

test('an import writes what came by another way too, and counts it as a duplicate; its own repeats it does not', () => {
  const twice = () => [expired('1'), expired('1')];
  const plan = planCommit(
    [batch(twice()), batch(twice(), 1, 'api', 4), batch(twice(), 1, 'api', 5)],
    receivedAt,
    nothingKnown,
  );
  expect(plan.receipts.map(({ accepted, duplicate }) => [accepted, duplicate])).toEqual([
    [1, 1],
    [0, 2],
    [0, 2],
  ]);
  expect(plan.importIds).toEqual([0, 4, 5]);
  expect(plan.rows.events.map((row) => row.at(-1))).toEqual([0, 4, 5]);
});

test('after an import the same event by no import is a duplicate, and written', () => {
  const plan = planCommit([batch([expired('1')], 1, 'api', 4), batch([expired('1')])], receivedAt, nothingKnown);
  expect(plan.receipts[1]).toMatchObject({ accepted: 0, duplicate: 1 });
  expect(plan.importIds).toEqual([4, 0]);
});

test('every row fits its columns', () => {
  const plan = planCommit(
    [batch([sampleEvent('message.sent'), sampleEvent('agent.described'), 'bad'])],
    receivedAt,
    nothingKnown,
  );
  for (const table of commitTables) {
    expect(plan.rows[table].length, table).toBeGreaterThan(0);
    for (const row of plan.rows[table]) expect(row.length, table).toBe(tableColumns[table].length);
  }
});

test('words are written before the log, the log before letters and counts', () => {
  expect(commitTables).toEqual([
    'private_events',
    'private_customers',
    'names',
    'events',
    'dead_letters',
    'ingest_counts',
  ]);
});

test('a replayed letter is marked beside its event and lets go of what was sent', () => {
  const again = batch([expired('1')]);
  again.replayed.push({
    receivedAt: 5,
    letterId: 'l',
    importId: 9,
    source: 'api',
    code: 'unknownLabel',
    params: { scale: 'four' },
    customerKey: 'k',
  });
  expect(planCommit([again], receivedAt, nothingKnown).rows.dead_letters).toEqual([
    [1, 5, 'l', 'api', 'unknownLabel', '{"scale":"four"}', 'k', '', true, 1, 9],
  ]);
});
