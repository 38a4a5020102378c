import { RidaError } from '../errors.ts';
import { zoneOffsets } from './clock.ts';
import { type CalendarSettings, type CalendarUnit, type Period, unitStart, unitStartAfter } from './units.ts';

const msPerHour = 3_600_000;

/**
 * The starts (epoch ms, ascending) of the buckets that a period falls into. The first is `period.from`
 * itself, so a unit already under way gives a shorter first bucket; each bucket ends where the next
 * starts, the last at `period.to`. Empty for an empty period.
 *
 * Throws RidaError('invalidRequest') for more than 10,000 of them (a year of hours is 8,784).
 *
 * Every hour, day, week and month of a report is such a list: no engine's calendar is ever asked.
 */
export function bucketStarts(period: Period, unit: CalendarUnit, settings: CalendarSettings): number[] {
  if (period.from >= period.to) return [];
  const starts = [period.from];
  const within = unit === 'hour' ? hourStarts(period, settings.zone) : dateStarts(period, unit, settings);
  for (const start of within) {
    starts.push(start);
    if (starts.length > 10_000) throw new RidaError('invalidRequest', { field: 'bucket', rule: 'too_many_buckets' });
  }
  return starts;
}

/** Starts after the first, of units that are counted in dates. */
function* dateStarts(period: Period, unit: CalendarUnit, settings: CalendarSettings): Generator<number> {
  for (
    let next = unitStartAfter(period.from, 1, unit, settings);
    next < period.to;
    next = unitStartAfter(next, 1, unit, settings)
  ) {
    yield next;
  }
}

/**
 * Starts after the first, of hours: where the clock shows a full one, and where it skips into one. An hour that is
 * there again in part (clocks set back by half an hour) goes on. A year has 8,784: no calendar is asked for each.
 */
function* hourStarts({ from, to }: Period, zone: string): Generator<number> {
  const offsets = zoneOffsets({ from, to }, zone);
  for (const [i, { from: since, offsetMs }] of offsets.entries()) {
    const hoursShown = (since + offsetMs) / msPerHour;
    const full = Math.ceil(hoursShown) * msPerHour - offsetMs;
    const before = offsets[i - 1];
    const isSkippedInto = before !== undefined && hoursShown > Math.ceil((since + before.offsetMs) / msPerHour);
    if (isSkippedInto && full > since) yield since;
    const until = offsets[i + 1]?.from ?? to;
    for (let start = full; start < until; start += msPerHour) if (start > from) yield start;
  }
}

/** The buckets themselves, as periods. */
export function buckets(period: Period, starts: readonly number[]): Period[] {
  return starts.map((from, i) => ({ from, to: starts[i + 1] ?? period.to }));
}

/** The unit whose days suit a period's length: at most about 60 buckets up to five years. */
export function suitableUnit(period: Period, settings: CalendarSettings): CalendarUnit {
  const days = (period.to - unitStart(period.from, 'day', settings)) / 86_400_000;
  if (days <= 45) return 'day';
  return days <= 190 ? 'week' : 'month';
}
