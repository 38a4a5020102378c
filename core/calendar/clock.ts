import { type Period, zoned } from './units.ts';

/** From this instant (epoch ms) until the next of its list, a zone's clock is this far ahead of UTC. */
export interface ZoneOffset {
  from: number;
  offsetMs: number;
}

/**
 * How far a zone's clock is ahead of UTC over a period: the first from `period.from` on, then one a change of
 * the clocks, ascending. With it hour of day and weekday are plain arithmetic, whatever the length of the period.
 */
export function zoneOffsets({ from, to }: Period, zone: string): ZoneOffset[] {
  let moment = zoned(from, { zone, calendar: 'gregory' });
  const offsets = [{ from, offsetMs: offsetOf(moment) }];
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= to) return offsets;
    offsets.push({ from: next.epochMilliseconds, offsetMs: offsetOf(next) });
    moment = next;
  }
}

function offsetOf({ offsetNanoseconds }: ReturnType<typeof zoned>): number {
  return offsetNanoseconds / 1_000_000;
}
