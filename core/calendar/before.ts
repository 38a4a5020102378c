import { type CalendarSettings, type CalendarUnit, type Period, unitStart, unitStartAfter, zoned } from './units.ts';

const comparedUnits = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly CalendarUnit[];

/**
 * The period that a period is compared with.
 *
 * A whole calendar day, week, month, quarter or year compares with the one before it; one that is not
 * over at `now` with the same elapsed part of it, by the clock on the wall. Any other period compares
 * with the same length directly before it: in days where it begins and ends with a day, else in time.
 */
export function periodBefore(period: Period, now: number, settings: CalendarSettings): Period {
  const unit = wholeUnit(period, settings);
  if (unit === null) return directlyBefore(period, settings);
  const from = unitStartAfter(period.from, -1, unit, settings);
  if (now <= period.from || now >= period.to) return { from, to: period.from };
  return { from, to: Math.min(shifted(now, period.from, from, settings), period.from) };
}

/** The same period one calendar year earlier; of one that is not over at `now`, the part until now. */
export function periodLastYear(period: Period, now: number, settings: CalendarSettings): Period {
  const end = now > period.from && now < period.to ? now : period.to;
  const yearBefore = (at: number) => moved(at, { years: -1 }, settings);
  return { from: yearBefore(period.from), to: yearBefore(end) };
}

function wholeUnit(period: Period, settings: CalendarSettings): CalendarUnit | null {
  const isWhole = (unit: CalendarUnit) =>
    unitStart(period.from, unit, settings) === period.from &&
    unitStartAfter(period.from, 1, unit, settings) === period.to;
  return comparedUnits.find(isWhole) ?? null;
}

function directlyBefore({ from, to }: Period, settings: CalendarSettings): Period {
  if (!beginsDay(from, settings) || !beginsDay(to, settings)) return { from: from - (to - from), to: from };
  return { from: moved(from, { days: -daysBetween(from, to, settings) }, settings), to: from };
}

/** As far behind `target` as `at` is behind `origin`, in days and wall-clock time. */
function shifted(at: number, origin: number, target: number, settings: CalendarSettings): number {
  return moved(at, { days: daysBetween(origin, target, settings) }, settings);
}

/** The moment on another date at the same wall-clock time; the beginning of a day stays one. */
function moved(at: number, by: { days: number } | { years: number }, settings: CalendarSettings): number {
  const moment = zoned(at, settings);
  const date = moment.toPlainDate().add(by);
  const there = beginsDay(at, settings)
    ? date.toZonedDateTime(settings.zone)
    : date.toZonedDateTime({ timeZone: settings.zone, plainTime: moment.toPlainTime() });
  return there.epochMilliseconds;
}

function beginsDay(at: number, settings: CalendarSettings): boolean {
  return unitStart(at, 'day', settings) === at;
}

function daysBetween(from: number, to: number, settings: CalendarSettings): number {
  const date = (at: number) => zoned(at, settings).toPlainDate();
  return date(from).until(date(to), { largestUnit: 'days' }).days;
}
