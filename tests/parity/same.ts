import { expect } from 'vitest';
import type { Figure } from '../../core/kpis/figure.ts';
import type { Answer, Question } from '../../core/kpis/question.ts';

/** Throws unless two answers have the same rows and figures. */
export function expectSame(compiled: Answer, plain: Answer, { kpis }: Question): void {
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
