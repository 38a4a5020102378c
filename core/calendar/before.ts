import type { Temporal } from 'temporal-polyfill/full';
import { type CalendarSettings, type CalendarUnit, type Period, unitStart, unitStartAfter, zoned } from './units.ts';

const comparedUnits = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly CalendarUnit[];

/**
 * The period that a period is compared with.
 *
 * A whole calendar day, week, month, quarter or year (of the calendar of the settings) compares with the one
 * before it; any other period with the same length directly before it: in days where it begins and ends with a
 * day, else in time. Of one that is not over at `now` the same elapsed part is compared, by the clock on the wall:
 * as many months and days of it, and the same time of day, but never more than the months it is counted in have.
 */
export function periodBefore(period: Period, now: number, settings: CalendarSettings): Period {
  const from = beginningBefore(period, settings);
  if (!isRunning(period, now)) return { from, to: period.from };
  const to = isOfDays(period, settings) ? sameElapsed(period.from, now, from, settings) : from + (now - period.from);
  return { from, to: Math.min(to, period.from) };
}

/**
 * The same period one year earlier by the calendar of the settings, date by date; of one that is not over at
 * `now` the part until now. A date that the year before does not have (29 February, 30 Esfand, the 30th of
 * a month of 29 days) is the one before it where the period begins, and the end of its month where it ends.
 */
export function periodLastYear(period: Period, now: number, settings: CalendarSettings): Period {
  const end = isRunning(period, now) ? now : period.to;
  return { from: yearEarlier(period.from, settings), to: endYearEarlier(period.from, end, settings) };
}

function isRunning({ from, to }: Period, now: number): boolean {
  return now > from && now < to;
}

function beginningBefore(period: Period, settings: CalendarSettings): number {
  const { from, to } = period;
  const unit = wholeUnit(period, settings);
  if (unit !== null) return unitStartAfter(from, -1, unit, settings);
  if (!isOfDays(period, settings)) return from - (to - from);
  const first = dateAt(from, settings);
  const { days } = first.until(dateAt(to, settings), { largestUnit: 'days' });
  return startOfDay(first.subtract({ days }), settings);
}

function wholeUnit(period: Period, settings: CalendarSettings): CalendarUnit | null {
  const isWhole = (unit: CalendarUnit) =>
    unitStart(period.from, unit, settings) === period.from &&
    unitStartAfter(period.from, 1, unit, settings) === period.to;
  return comparedUnits.find(isWhole) ?? null;
}

function isOfDays({ from, to }: Period, settings: CalendarSettings): boolean {
  return beginsDay(from, settings) && beginsDay(to, settings);
}

/** As far behind `target` as `now` is behind `origin`. */
function sameElapsed(origin: number, now: number, target: number, settings: CalendarSettings): number {
  const { months, days } = dateAt(origin, settings).until(dateAt(now, settings), { largestUnit: 'months' });
  const month = dateAt(target, settings).add({ months });
  const there = atTimeOf(now, month.add({ days }), settings);
  // The 31st of a month of 31 days is the end of one of 30: it does not reach into the next.
  return months === 0
    ? there
    : Math.min(there, startOfDay(dateAt(target, settings).add({ months: months + 1 }), settings));
}

function yearEarlier(at: number, settings: CalendarSettings): number {
  return atTimeOf(at, dateAt(at, settings).subtract({ years: 1 }), settings);
}

function endYearEarlier(from: number, end: number, settings: CalendarSettings): number {
  const date = dateAt(end, settings);
  const earlier = date.subtract({ years: 1 });
  const isWithinADay = dateAt(from, settings).equals(date);
  if (earlier.day === date.day || isWithinADay) return atTimeOf(end, earlier, settings);
  return startOfDay(earlier.add({ days: 1 }), settings);
}

function dateAt(at: number, settings: CalendarSettings): Temporal.PlainDate {
  return zoned(at, settings).toPlainDate();
}

/** The moment on a date at the wall-clock time of `at`; the beginning of a day stays one. */
function atTimeOf(at: number, date: Temporal.PlainDate, settings: CalendarSettings): number {
  if (beginsDay(at, settings)) return startOfDay(date, settings);
  const plainTime = zoned(at, settings).toPlainTime();
  return date.toZonedDateTime({ timeZone: settings.zone, plainTime }).epochMilliseconds;
}

function startOfDay(date: Temporal.PlainDate, { zone }: CalendarSettings): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

function beginsDay(at: number, settings: CalendarSettings): boolean {
  return unitStart(at, 'day', settings) === at;
}
