import { expect, test } from 'vitest';
import { kpiOf } from '../../core/kpis/kpis.ts';
import type { Question, Viewer } from '../../core/kpis/question.ts';
import { type AnswerLimits, Answers } from './answers.ts';
import type { ScopedWarehouse } from './warehouse.ts';

const question: Question = { kpis: [kpiOf('assigned')], by: [], filters: {}, period: { from: 0, to: 1_000 } };

/** A warehouse that counts what it is asked and answers when told to. */
function countingWarehouse() {
  let asked = 0;
  let gate: Promise<void> = Promise.resolve();
  const of = (workspaceId: number): ScopedWarehouse => ({
    workspaceId,
    async rows() {
      asked += 1;
      await gate;
      return [];
    },
  });
  return {
    of,
    asked: () => asked,
    /** What is asked from now on waits for `open` or `fail`. */
    hold() {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      gate = promise;
      return { open: resolve, fail: () => reject(new Error('the engine failed')) };
    },
  };
}

function open(limits?: AnswerLimits) {
  const answers = new Answers(limits);
  answers.connected();
  const warehouse = countingWarehouse();
  const ask = (asked: Partial<Question> = {}, workspaceId = 1, viewer: Partial<Viewer> = {}) =>
    answers.ask(warehouse.of(workspaceId), { ...question, ...asked }, { workspaceId, sees: 'everything', ...viewer });
  return { answers, warehouse, ask };
}

test('an equal question is computed once, at the same time and later', async () => {
  const { warehouse, ask } = open();
  const { open: answer } = warehouse.hold();
  const both = [ask(), ask()];
  answer();
  const [first, second] = await Promise.all(both);
  expect(second).toBe(first);
  expect(await ask()).toBe(first);
  expect(warehouse.asked()).toBe(1);
});

test('every part of a question, its workspace and its viewer make it another one', async () => {
  const { warehouse, ask } = open();
  const others: (() => Promise<unknown>)[] = [
    () => ask(),
    () => ask({ kpis: [kpiOf('completed')] }),
    () => ask({ by: ['agent'] }),
    () => ask({ by: ['team'] }),
    () => ask({ filters: { agent: ['a'] } }),
    () => ask({ filters: { agent: ['a'] }, not: ['agent'] }),
    () => ask({ by: ['weekday'], clock: [{ from: 0, offsetMs: 0 }] }),
    () => ask({ by: ['weekday'], clock: [{ from: 0, offsetMs: 3_600_000 }] }),
    () => ask({ filters: { agent: ['a', 'b'] } }),
    () => ask({ filters: { team: ['a'] } }),
    () => ask({ period: { from: 1, to: 1_000 } }),
    () => ask({ period: { from: 0, to: 1_001 } }),
    () => ask({ buckets: [0] }),
    () => ask({ buckets: [0, 500] }),
    () => ask({ periodBy: 'endedAt' }),
    () => ask({}, 2),
    () => ask({}, 1, { workspaceId: 2 }),
    () => ask({}, 1, { sees: { assignment: [{ teamId: { oneOf: ['a'] } }] } }),
    () => ask({}, 1, { sees: { assignment: [{ teamId: { oneOf: ['b'] } }] } }),
    () => ask({}, 1, { sees: { assignment: [{ agentId: { oneOf: ['a'] } }] } }),
  ];
  for (const other of others) await other();
  expect(warehouse.asked()).toBe(others.length);
  for (const other of others) await other();
  expect(warehouse.asked()).toBe(others.length);
});

test('the order in which filters are written makes no difference', async () => {
  const { warehouse, ask } = open();
  await ask({ filters: { agent: ['a', 'b'], team: ['t'] } });
  await ask({ filters: { team: ['t'], agent: ['b', 'a'] } });
  expect(warehouse.asked()).toBe(1);
});

test('changed facts let go of the answers of their workspace alone', async () => {
  const { answers, warehouse, ask } = open();
  await ask({}, 1);
  await ask({}, 2);
  answers.factsChanged(1);
  await ask({}, 1);
  await ask({}, 2);
  expect(warehouse.asked()).toBe(3);
});

test('an answer that was begun before a change is not given to who asks after it', async () => {
  const { answers, warehouse, ask } = open();
  const { open: answer } = warehouse.hold();
  const before = ask();
  answers.factsChanged(1);
  const after = ask();
  answer();
  expect(await after).not.toBe(await before);
  expect(await ask()).toBe(await after);
  expect(warehouse.asked()).toBe(2);
});

test('a failure is told to all who share it and then forgotten', async () => {
  const { warehouse, ask } = open();
  const { fail } = warehouse.hold();
  const both = [ask(), ask()];
  fail();
  for (const each of await Promise.allSettled(both)) expect(each.status).toBe('rejected');
  warehouse.hold().open();
  await ask();
  expect(warehouse.asked()).toBe(2);
});

test('while changes may be missed nothing is shared, and what was kept is gone', async () => {
  const { answers, warehouse, ask } = open();
  await ask();
  answers.lost();
  await Promise.all([ask(), ask()]);
  expect(warehouse.asked()).toBe(3);
  answers.connected();
  await ask();
  await ask();
  expect(warehouse.asked()).toBe(4);
});

test('of too many the one goes that was not asked for the longest', async () => {
  const { warehouse, ask } = open({ entries: 2, bytes: 1_000_000 });
  const [a, b, c] = [1, 2, 3].map((to) => () => ask({ period: { from: 0, to } }));
  for (const each of [a, b, a, c, a]) await each?.();
  expect(warehouse.asked()).toBe(3);
  await b?.();
  expect(warehouse.asked()).toBe(4);
});

test('an answer too large for its share of the memory is shared but not kept', async () => {
  const { warehouse, ask } = open({ entries: 100, bytes: 4_000 });
  await Promise.all([ask(), ask()]);
  await ask();
  expect(warehouse.asked()).toBe(2);
});
