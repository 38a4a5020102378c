import type { Interval } from './normal.ts';
import { tQuantile975 } from './student-t.ts';

/** What is known of a sample: how many, their mean, and the variance with n − 1 below the line. */
export interface Sample {
  n: number;
  mean: number;
  variance: number;
}

/**
 * Interval (95 %) of a mean, in the unit of the values: mean ± t(n−1)·s/√n.
 * Null for fewer than two values: one value says nothing of the spread.
 * Source: Student 1908.
 */
export function meanInterval({ n, mean, variance }: Sample): Interval | null {
  if (n < 2) return null;
  const half = tQuantile975(n - 1) * Math.sqrt(variance / n);
  return [mean - half, mean + half];
}
