import { Temporal } from 'temporal-polyfill/full';
import type { Period } from './units.ts';

/** A stretch of time in which the clocks of a zone are not set. */
interface Stretch {
  from: number;
  to: number;
  offsetMs: number;
}

/**
 * When the clocks of a zone show a wall time (days.ts): the first moment at which they have reached it. So what is
 * skipped begins where the clocks go on, and what comes twice is met the first time. Holds for moments in the period.
 */
export function wallClock(zone: string, period: Period): (wall: number) => number {
  const stretches = stretchesIn(zone, period);
  return (wall) => {
    for (const { from, to, offsetMs } of stretches) {
      if (wall < to + offsetMs) return Math.max(from, wall - offsetMs);
    }
    return Number.POSITIVE_INFINITY;
  };
}

function stretchesIn(zone: string, { from, to }: Period): Stretch[] {
  let moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const stretches = [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, offsetMs: offsetOf(moment) }];
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= to) return stretches;
    const last = stretches.at(-1) as Stretch;
    last.to = next.epochMilliseconds;
    stretches.push({ from: last.to, to: Number.POSITIVE_INFINITY, offsetMs: offsetOf(next) });
    moment = next;
  }
}

function offsetOf(moment: Temporal.ZonedDateTime): number {
  return moment.offsetNanoseconds / 1_000_000;
}
