import type { Period } from './units.ts';

/** Stretches of time that do not touch, in order, with how much of them has passed before each begins. */
export interface Stretches {
  starts: Float64Array;
  ends: Float64Array;
  passedMs: Float64Array;
}

/** The union of periods, in any order, as far as it lies within one. Empty periods count for nothing. */
export function stretchesOf(periods: readonly Period[], within: Period): Stretches {
  const joined = unionOf(periods, within);
  const passedMs = new Float64Array(joined.length);
  let passed = 0;
  joined.forEach(({ from, to }, i) => {
    passedMs[i] = passed;
    passed += to - from;
  });
  return {
    starts: Float64Array.from(joined, ({ from }) => from),
    ends: Float64Array.from(joined, ({ to }) => to),
    passedMs,
  };
}

/** Periods joined where they overlap or touch, ascending, cut at `within`. */
export function unionOf(periods: readonly Period[], within: Period): Period[] {
  const cut = periods
    .map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const joined: Period[] = [];
  for (const period of cut) {
    const last = joined.at(-1);
    if (last !== undefined && period.from <= last.to) last.to = Math.max(last.to, period.to);
    else joined.push(period);
  }
  return joined;
}

/** What lies within a period and in none of some that are joined and ascend. */
export function gapsBetween(joined: readonly Period[], within: Period): Period[] {
  const gaps: Period[] = [];
  let from = within.from;
  for (const period of joined) {
    if (period.from > from) gaps.push({ from, to: period.from });
    from = period.to;
  }
  if (from < within.to) gaps.push({ from, to: within.to });
  return gaps;
}

/** Milliseconds of the stretches that lie before an instant. */
export function passedBefore({ starts, ends, passedMs }: Stretches, at: number): number {
  const i = lastAtOrBefore(starts, at);
  if (i < 0) return 0;
  return (passedMs[i] as number) + Math.min(at, ends[i] as number) - (starts[i] as number);
}

/** The instant at which so much (above 0) of the stretches has passed; null if there is not so much. */
export function instantAfter({ starts, ends, passedMs }: Stretches, ms: number): number | null {
  // The stretch that the last millisecond of it lies in.
  let i = lastAtOrBefore(passedMs, ms);
  if (i > 0 && passedMs[i] === ms) i--;
  if (i < 0) return null;
  const at = (starts[i] as number) + ms - (passedMs[i] as number);
  return at <= (ends[i] as number) ? at : null;
}

/** Place of the last number that is not above `value`, among ascending ones; -1 if there is none. */
function lastAtOrBefore(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
