import type { CalendarSettings, CalendarUnit } from '../../core/calendar/units.ts';

/**
 * The oracle's own clock and calendar: what `Intl` says of an instant, and nothing of core/calendar. Buckets are
 * found by looking where the clock's reading changes.
 */

/** What a clock and a calendar on the wall show. */
interface Reading {
  year: string;
  month: number;
  day: number;
  /** 1 = Monday. */
  weekday: number;
  hour: number;
  minute: number;
}

const minuteMs = 60_000;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const readings = new Map<string, Reading>();
const formats = new Map<string, Intl.DateTimeFormat>();

export function wallClock(at: number, { zone, calendar }: Pick<CalendarSettings, 'zone' | 'calendar'>): Reading {
  const id = `${zone} ${calendar} ${at}`;
  const known = readings.get(id);
  if (known !== undefined) return known;
  const read = readingOf(
    new Map(
      formatFor(zone, calendar)
        .formatToParts(at)
        .map(({ type, value }) => [type, value]),
    ),
  );
  readings.set(id, read);
  return read;
}

function formatFor(zone: string, calendar: string): Intl.DateTimeFormat {
  const id = `${zone} ${calendar}`;
  const known = formats.get(id);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  formats.set(id, format);
  return format;
}

function readingOf(parts: ReadonlyMap<string, string>): Reading {
  const number = (part: string) => Number(parts.get(part));
  return {
    year: parts.get('year') ?? '',
    month: number('month'),
    day: number('day'),
    weekday: weekdays.indexOf(parts.get('weekday') ?? '') + 1,
    hour: number('hour'),
    minute: number('minute'),
  };
}

const starts = new Map<string, number>();

/** Start of the bucket that holds `at`, cut where the period begins; `from` lies on a whole minute. */
export function bucketStart(at: number, unit: CalendarUnit, from: number, settings: CalendarSettings): number {
  const id = JSON.stringify([at, unit, from, settings]);
  const known = starts.get(id);
  if (known !== undefined) return known;
  const start = unit === 'hour' ? hourStart(at, from, settings) : firstLike(at, unit, from, settings);
  starts.set(id, start);
  return start;
}

/** An hour begins where the clock shows a full one, or where it skipped into this one. */
function hourStart(at: number, from: number, settings: CalendarSettings): number {
  const { day, hour } = wallClock(at, settings);
  let start = Math.max(at - (at % minuteMs), from);
  while (start > from && wallClock(start, settings).minute !== 0) {
    const before = wallClock(start - minuteMs, settings);
    if (before.hour !== hour || before.day !== day) return start;
    start -= minuteMs;
  }
  return start;
}

/** Everything longer is one stretch: its first minute is found by halving. */
function firstLike(at: number, unit: CalendarUnit, from: number, settings: CalendarSettings): number {
  const name = nameOf(at, unit, settings);
  let [outside, inside] = [-1, Math.floor((at - from) / minuteMs)];
  while (inside - outside > 1) {
    const middle = Math.floor((outside + inside) / 2);
    if (nameOf(from + middle * minuteMs, unit, settings) === name) inside = middle;
    else outside = middle;
  }
  return from + inside * minuteMs;
}

function nameOf(at: number, unit: CalendarUnit, settings: CalendarSettings): string {
  const { year, month, day, weekday } = wallClock(at, settings);
  switch (unit) {
    case 'week': {
      const civil = wallClock(at, { ...settings, calendar: 'gregory' });
      const days = Date.UTC(Number(civil.year), civil.month - 1, civil.day) / 86_400_000;
      return String(days - ((weekday + 7 - settings.weekStart) % 7));
    }
    case 'month':
      return `${year}-${month}`;
    case 'quarter':
      return `${year}-${Math.ceil(month / 3)}`;
    case 'year':
      return year;
    default:
      return `${year}-${month}-${day}`;
  }
}
