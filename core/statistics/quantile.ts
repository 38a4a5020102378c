/**
 * Quantile of type 7 (Hyndman & Fan 1996; Excel PERCENTILE.INC): linear between the two neighbours.
 * `values` in any order, `level` in [0, 1], the answer in the unit of the values; null when empty.
 *
 * The arithmetic, and so every bit of the answer, is that of ClickHouse's `quantileExactInclusive`:
 * h = level·(n − 1) + 1, k = ⌊h⌋, x₍k₎ + (h − k)·(x₍k+1₎ − x₍k₎).
 */
export function quantile(values: readonly number[], level: number): number | null {
  const n = values.length;
  if (n === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const h = level * (n - 1) + 1;
  const k = Math.trunc(h);
  const at = (rank: number) => sorted[rank - 1] ?? 0;
  if (k < 1) return at(1);
  if (k >= n) return at(n);
  return at(k) + (h - k) * (at(k + 1) - at(k));
}
