import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Figure } from '../../core/kpis/figure.ts';
import type { Answer, Question, Viewer } from '../../core/kpis/question.ts';
import { ask } from '../../server/warehouse/ask.ts';
import { useEngines } from '../support/engines.ts';
import { oracle } from './oracle.ts';
import { history } from './random-facts.ts';
import { question } from './random-questions.ts';
import { writeHistory } from './write-facts.ts';

const engines = useEngines();

/** A workspace of its own for each history: nothing is shared, nothing needs clearing. */
let workspaces = 0;
export async function stored(of: Parameters<typeof writeHistory>[2]): Promise<Viewer> {
  workspaces += 1;
  await writeHistory(engines.warehouse, workspaces, of);
  return { workspaceId: workspaces, sees: 'everything' };
}

test('the compiler and the oracle answer alike: any KPIs, by anything, filtered, bucketed', { timeout: 300_000 }, async () => {
  const cases = fc.tuple(history, fc.array(question, { minLength: 6, maxLength: 6 }));
  await fc.assert(
    fc.asyncProperty(cases, async ([facts, questions]) => {
      const viewer = await stored(facts);
      for (const each of questions) {
        const answer = await ask(engines.warehouse.forWorkspace(viewer.workspaceId), each, viewer);
        expectSame(answer, oracle(facts.current, each), each);
      }
    }),
    { numRuns: 40, seed: 20_260_101 },
  );
});

function expectSame(compiled: Answer, plain: Answer, { kpis }: Question): void {
  const place = ({ keys, bucket }: { keys: readonly string[]; bucket: number | null }) => [bucket, ...keys];
  expect(compiled.rows.map(place)).toEqual(plain.rows.map(place));
  const pairs = [
    [compiled.totals, plain.totals] as const,
    ...compiled.rows.map((row, i) => [row.figures, plain.rows[i]?.figures] as const),
  ];
  for (const [left, right] of pairs) {
    for (const { id, measure } of kpis) expectSameFigure(id, measure.kind, left[id], right?.[id]);
  }
}

/** Counts, sums and quantiles bit for bit; what was divided or squared to 1e-9. */
function expectSameFigure(id: string, kind: string, compiled: Figure | undefined, plain: Figure | undefined): void {
  const shown = `${id} ${JSON.stringify(compiled)} ${JSON.stringify(plain)}`;
  expect(compiled?.n, shown).toBe(plain?.n);
  expect(compiled?.reason, shown).toBe(plain?.reason);
  const exact = ['count', 'sum', 'quantile', 'distinct', 'share'].includes(kind);
  if (exact) expect(compiled?.value, shown).toBe(plain?.value);
  else expectClose(compiled?.value ?? null, plain?.value ?? null, shown);
  const [left, right] = [compiled?.interval ?? null, plain?.interval ?? null];
  expect(left === null, shown).toBe(right === null);
  expectClose(left?.[0] ?? null, right?.[0] ?? null, shown);
  expectClose(left?.[1] ?? null, right?.[1] ?? null, shown);
}

function expectClose(left: number | null, right: number | null, shown: string): void {
  if (left === null || right === null) return expect(left, shown).toBe(right);
  expect(Math.abs(left - right), shown).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(right)));
}
