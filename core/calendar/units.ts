import { Temporal } from 'temporal-polyfill/full';

export const calendarIds = ['gregory', 'persian', 'islamic-umalqura'] as const;
export type CalendarId = (typeof calendarIds)[number];

export const calendarUnits = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

/** How a workspace counts time. */
export interface CalendarSettings {
  /** IANA zone. */
  zone: string;
  calendar: CalendarId;
  /** First day of the week, 1 = Monday … 7 = Sunday. */
  weekStart: number;
}

/** A stretch of time, epoch ms (UTC), half-open: `from` belongs to it, `to` does not. */
export interface Period {
  from: number;
  to: number;
}

/** The moment (epoch ms) seen in a zone and a calendar. */
export function zoned(
  at: number,
  { zone, calendar }: Pick<CalendarSettings, 'zone' | 'calendar'>,
): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).withCalendar(calendar);
}

/** First moment (epoch ms) of the hour, day, … that holds `at`; where midnight is skipped, a day begins later. */
export function unitStart(at: number, unit: CalendarUnit, settings: CalendarSettings): number {
  const moment = zoned(at, settings);
  if (unit === 'hour') {
    return moment.round({ smallestUnit: 'hour', roundingMode: 'floor' }).epochMilliseconds;
  }
  return startOf(firstDate(moment.toPlainDate(), unit, settings.weekStart), settings);
}

/** First moment (epoch ms) of the unit `count` after (or, below 0, before) the one that holds `at`. */
export function unitStartAfter(at: number, count: number, unit: CalendarUnit, settings: CalendarSettings): number {
  const start = unitStart(at, unit, settings);
  // An hour is counted on the clock that never jumps; everything longer in local dates.
  if (unit === 'hour') return unitStart(start + count * 3_600_000, unit, settings);
  const date = firstDate(zoned(start, settings).toPlainDate(), unit, settings.weekStart);
  return startOf(date.add(durationOf(unit, count)), settings);
}

function firstDate(
  date: Temporal.PlainDate,
  unit: Exclude<CalendarUnit, 'hour'>,
  weekStart: number,
): Temporal.PlainDate {
  switch (unit) {
    case 'day':
      return date;
    case 'week':
      return date.subtract({ days: (date.dayOfWeek - weekStart + 7) % 7 });
    case 'month':
      return date.with({ day: 1 });
    case 'quarter':
      return date.with({ month: Math.floor((date.month - 1) / 3) * 3 + 1, day: 1 });
    case 'year':
      return date.with({ month: 1, day: 1 });
  }
}

function durationOf(unit: Exclude<CalendarUnit, 'hour'>, count: number): Temporal.DurationLike {
  return unit === 'quarter' ? { months: 3 * count } : { [`${unit}s`]: count };
}

function startOf(date: Temporal.PlainDate, { zone }: CalendarSettings): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}
