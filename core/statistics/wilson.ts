import { clamp, type Interval, z95 } from './normal.ts';

/**
 * Wilson's score interval (95 %) of a share.
 *
 * `hits` of `n` trials, both counts; the answer is in shares, inside [0, 1]. Null when n = 0.
 * With p = hits/n: centre (p + z²/2n)/(1 + z²/n), half-width z·√(p(1−p)/n + z²/4n²)/(1 + z²/n).
 * Source: Wilson 1927; Newcombe 1998, Statistics in Medicine 17:857–872, method 3.
 */
export function wilsonInterval(hits: number, n: number): Interval | null {
  if (n <= 0) return null;
  const p = hits / n;
  const z2 = z95 * z95;
  const scale = 1 + z2 / n;
  const centre = (p + z2 / (2 * n)) / scale;
  const half = (z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / scale;
  // All or none: one end is exact, and rounding must not leave it a hair away.
  const lower = hits === 0 ? 0 : clamp(centre - half, 0, 1);
  const upper = hits === n ? 1 : clamp(centre + half, 0, 1);
  return [lower, upper];
}
