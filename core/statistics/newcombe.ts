import { clamp, type Interval } from './normal.ts';
import { wilsonInterval } from './wilson.ts';

/** A share as counts: `hits` of `n`. */
export interface Proportion {
  hits: number;
  n: number;
}

/**
 * Interval (95 %) of the difference of two independent shares, first − second, inside [−1, 1].
 * Null when either has n = 0.
 *
 * With Wilson's (l, u) of each: L = δ − √((p₁−l₁)² + (u₂−p₂)²), U = δ + √((u₁−p₁)² + (p₂−l₂)²).
 * Source: Newcombe 1998, Statistics in Medicine 17:873–890, method 10.
 */
export function newcombeInterval(first: Proportion, second: Proportion): Interval | null {
  const one = wilsonInterval(first.hits, first.n);
  const two = wilsonInterval(second.hits, second.n);
  if (one === null || two === null) return null;
  const p1 = first.hits / first.n;
  const p2 = second.hits / second.n;
  const difference = p1 - p2;
  return [
    clamp(difference - Math.hypot(p1 - one[0], two[1] - p2), -1, 1),
    clamp(difference + Math.hypot(one[1] - p1, p2 - two[0]), -1, 1),
  ];
}
