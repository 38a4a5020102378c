import { clamp, type Interval, z95 } from './normal.ts';

/**
 * Interval (95 %) of the difference of two shares of one sample (promoters − detractors of n answers),
 * inside [−1, 1]. Null when n = 0. Multiply by 100 for NPS points; the point estimate shown beside it
 * stays the raw difference.
 *
 * Adjusted Wald: n′ = n + 3, p′ = (plus + ¾)/n′, d′ = (minus + ¾)/n′,
 * p′ − d′ ± z·√((p′ + d′ − (p′ − d′)²)/n′).
 * Source: Rocks 2016, The American Statistician; the plain Wald interval has no width when all agree.
 */
export function adjustedWaldInterval(plus: number, minus: number, n: number): Interval | null {
  if (n <= 0) return null;
  const adjusted = n + 3;
  const p = (plus + 0.75) / adjusted;
  const d = (minus + 0.75) / adjusted;
  const half = z95 * Math.sqrt((p + d - (p - d) ** 2) / adjusted);
  return [clamp(p - d - half, -1, 1), clamp(p - d + half, -1, 1)];
}
