import { RidaError } from '../errors.ts';
import { type CalendarSettings, type CalendarUnit, type Period, unitStart, unitStartAfter } from './units.ts';

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
  let next = unitStartAfter(period.from, 1, unit, settings);
  while (next < period.to) {
    // An hour that is there twice (clocks set back by half an hour) is one bucket.
    if (next > (starts.at(-1) ?? 0)) starts.push(next);
    if (starts.length > 10_000) throw new RidaError('invalidRequest', { field: 'bucket', rule: 'too_many_buckets' });
    next = Math.max(unitStartAfter(next, 1, unit, settings), next + 60_000);
  }
  return starts;
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
