import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Figure } from '../../core/kpis/figure.ts';
import { kpiOf } from '../../core/kpis/kpis.ts';
import type { Answer, Question, Viewer } from '../../core/kpis/question.ts';
import { outcomes } from '../../core/sessions/facts.ts';
import { ask } from '../../server/warehouse/ask.ts';
import { useEngines } from '../support/engines.ts';
import { oracle } from './oracle.ts';
import { type History, history } from './random-facts.ts';
import { question } from './random-questions.ts';
import { writeHistory } from './write-facts.ts';

const engines = useEngines();

/** A workspace of its own for each history: nothing is shared, nothing needs clearing. */
let workspaces = 0;
async function stored(facts: History): Promise<Viewer> {
  workspaces += 1;
  await writeHistory(engines.warehouse, workspaces, facts);
  return { workspaceId: workspaces, sees: 'everything' };
}

test(
  'the compiler and the oracle answer alike: any KPIs, by anything, filtered, bucketed',
  { timeout: 300_000 },
  async () => {
    const cases = fc.tuple(history, fc.array(question, { minLength: 6, maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(cases, async ([facts, questions]) => {
        const viewer = await stored(facts);
        for (const each of questions) {
          const answer = await ask(engines.warehouse.forWorkspace(viewer.workspaceId), each, viewer);
          expectSame(answer, oracle(facts.current, each), each);
        }
      }),
      { numRuns: 25, seed: 20_260_101, endOnFailure: true },
    );
  },
);

test(
  'assigned is the sum of its ten outcomes, in every period and filter, by anything',
  { timeout: 120_000 },
  async () => {
    const kpis = ['assigned', ...outcomes].map(kpiOf);
    const cases = fc.tuple(history, fc.array(question, { minLength: 8, maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(cases, async ([facts, questions]) => {
        const viewer = await stored(facts);
        for (const each of questions) {
          const { rows, totals } = await ask(
            engines.warehouse.forWorkspace(viewer.workspaceId),
            { ...each, kpis },
            viewer,
          );
          for (const figures of [totals, ...rows.map((row) => row.figures)]) {
            const sum = outcomes.reduce((all, outcome) => all + (figures[outcome]?.n ?? 0), 0);
            expect(figures['assigned']?.n).toBe(sum);
          }
        }
      }),
      { numRuns: 10, seed: 7, endOnFailure: true },
    );
  },
);

function expectSame(compiled: Answer, plain: Answer, { kpis }: Question): void {
  const place = ({ keys, bucket }: { keys: readonly string[]; bucket: number | null }) => [bucket, ...keys];
  expect(compiled.rows.map(place)).toEqual(plain.rows.map(place));
  const pairs = [
    { compiled: compiled.totals, plain: plain.totals },
    { compiled: compiled.empty, plain: plain.empty },
    ...compiled.rows.map((row, i) => ({ compiled: row.figures, plain: plain.rows[i]?.figures })),
  ];
  const different = pairs.flatMap((pair) =>
    kpis
      .map(({ id, measure }) => ({ id, kind: measure.kind, compiled: pair.compiled[id], plain: pair.plain?.[id] }))
      .filter((each) => !isSame(each.kind, each.compiled, each.plain)),
  );
  expect(different).toEqual([]);
}

/** Counts, sums and quantiles bit for bit; what was divided or squared to 1e-9. */
function isSame(kind: string, compiled: Figure | undefined, plain: Figure | undefined): boolean {
  if (compiled === undefined || plain === undefined) return false;
  const exact = ['count', 'sum', 'quantile', 'distinct', 'share'].includes(kind);
  return (
    compiled.n === plain.n &&
    compiled.reason === plain.reason &&
    (exact ? compiled.value === plain.value : isClose(compiled.value, plain.value)) &&
    isClose(compiled.interval?.[0] ?? null, plain.interval?.[0] ?? null) &&
    isClose(compiled.interval?.[1] ?? null, plain.interval?.[1] ?? null)
  );
}

function isClose(left: number | null, right: number | null): boolean {
  if (left === null || right === null) return left === right;
  return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(right));
}
