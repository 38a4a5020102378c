import { Temporal } from 'temporal-polyfill/full';
import { foldText } from '../../language/folding.ts';
import { findMonth, type WrittenCalendar } from './month-names.ts';
import { serialText } from './serials.ts';

/** A date and time as a person or a program wrote it, taken apart; nothing is decided yet. */
export interface WrittenTime {
  date: WrittenDate;
  /** Milliseconds since midnight. */
  timeMs: number;
  /** Minutes ahead of UTC where the text says so. */
  offsetMinutes: number | null;
}

export type WrittenDate =
  | { form: 'instant'; at: number }
  | { form: 'yearFirst'; year: number; month: number; day: number; calendar: WrittenCalendar }
  | { form: 'yearLast'; first: number; second: number; year: number; calendar: WrittenCalendar };

/** Which of the first two numbers of `03/04/2026` is the day. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/**
 * Takes apart what a cell says of a date: numbers with the year first or last, months by name (Arabic of the Gulf, Egypt,
 * the Levant and the Maghreb, Persian, English; Hijri and Jalali months too), digits of any script, half days (ص/م,
 * ق.ظ/ب.ظ, AM/PM), era signs (هـ، م، ه‍.ش، ه‍.ق), offsets, a spreadsheet's serials, epoch seconds and milliseconds.
 * A year tells its calendar: 1300–1419 Jalali, 1420–1600 Hijri, from 1900 on Gregorian. null for anything else.
 */
export function takeApart(text: string): WrittenTime | null {
  if (text.length > longest) return null;
  const folded = foldText(text).replace(/[،,؛]/g, ' ').replace(/\s+/g, ' ').trim();
  const stamp = stampOf(folded);
  if (stamp !== null)
    return { date: { form: 'instant', at: stamp.at }, timeMs: 0, offsetMinutes: stamp.isUtc ? 0 : null };
  const time = timeOf(folded);
  if (time === null) return null;
  const era = eraOf(time.rest);
  const date = dateOf(era.rest, era.calendar);
  return date === null ? null : { date, timeMs: time.timeMs, offsetMinutes: time.offsetMinutes };
}

const longest = 80;

/**
 * The instant (epoch ms) of a written time. `calendar` and `order` settle what the text leaves open; what contradicts them
 * is no time (null). `ambiguous`: day and month could be either and nothing says which. In the hour that a clock change
 * repeats the earlier one is taken; in the hour it skips, the time after the gap.
 */
export function readWritten(
  text: string,
  {
    calendar,
    order,
    timeZone,
  }: { calendar?: WrittenCalendar | undefined; order?: DateOrder | undefined; timeZone: string },
): number | 'ambiguous' | null {
  const written = takeApart(text);
  if (written === null) return null;
  const { date, timeMs, offsetMinutes } = written;
  if (date.form === 'instant') return instantIn(date.at, offsetMinutes, timeZone);
  if (calendar !== undefined && calendar !== date.calendar) return null;
  if (date.form === 'yearFirst') return instantOf(date, timeMs, offsetMinutes, timeZone);
  const known = order ?? orderOf(date);
  if (known === null) return 'ambiguous';
  const [day, month] = known === 'dayFirst' ? [date.first, date.second] : [date.second, date.first];
  return instantOf({ ...date, day, month }, timeMs, offsetMinutes, timeZone);
}

/** What a date with the year last says by itself of the order of the other two; null where it could be either. */
export function orderOf({ first, second, calendar }: WrittenDate & { form: 'yearLast' }): DateOrder | null {
  // Nobody writes the month first but in English, and there only of Gregorian dates.
  if (calendar !== 'gregory' || first === second || first > 12) return 'dayFirst';
  return second > 12 ? 'monthFirst' : null;
}

/** Counts of days and of seconds: five digits a serial, eight a date, ten or thirteen an epoch. */
function stampOf(folded: string): { at: number; isUtc: boolean } | null {
  if (/^\d{10}$/.test(folded)) return { at: Number(folded) * 1000, isUtc: true };
  if (/^\d{13}$/.test(folded)) return { at: Number(folded), isUtc: true };
  if (!/^[3-6]\d{4}(?:\.\d+)?$/.test(folded)) return null;
  const serial = serialText(Number(folded), 'date', false);
  return serial === null ? null : { at: Date.parse(serial.includes('T') ? `${serial}Z` : serial), isUtc: false };
}

const halves = {
  morning: ['am', 'a.m.', 'a.m', 'ص', 'صباحا', 'ق.ظ.', 'ق.ظ', 'ق ظ', 'قبل از ظهر', 'قبل‌ازظهر', 'صبح'],
  afternoon: ['pm', 'p.m.', 'p.m', 'م', 'مساء', 'ب.ظ.', 'ب.ظ', 'ب ظ', 'بعد از ظهر', 'بعدازظهر', 'عصر', 'ظهرا'],
};
const halfOf = new Map(
  Object.entries(halves).flatMap(([half, names]) => names.map((name): [string, string] => [foldText(name), half])),
);
const halfPattern = [...halfOf.keys()]
  .toSorted((a, b) => b.length - a.length)
  .map((name) => name.replaceAll('.', '\\.'))
  .join('|');
const timePattern = new RegExp(
  `(?:(?<![\\p{L}\\d])(?<before>${halfPattern}) ?)?(?<![\\d:])(?<h>\\d{1,2}):(?<m>\\d{2})(?::(?<s>\\d{2})(?:\\.(?<f>\\d{1,9}))?)?(?![\\d:])` +
    `(?: ?(?<after>${halfPattern})(?!\\p{L}))?(?: ?(?<offset>z|(?:utc|gmt)? ?[+-]\\d{2}:?\\d{2}|utc|gmt)(?![\\p{L}\\d]))?`,
  'u',
);

/** The time of day in a text, and the text without it; midnight where it names none, null where it is none. */
function timeOf(folded: string): { timeMs: number; offsetMinutes: number | null; rest: string } | null {
  // ISO parts date and time by a T.
  const text = folded.replace(/(\d)t(\d)/, '$1 $2');
  const parts = timePattern.exec(text)?.groups;
  if (!parts) return text.includes(':') ? null : { timeMs: 0, offsetMinutes: null, rest: text };
  const hour = hourOf(Number(parts['h']), parts['before'] ?? parts['after']);
  const [minute, second] = [Number(parts['m']), Number(parts['s'] ?? 0)];
  if (hour === null || minute > 59 || second > 59) return null;
  const milliseconds = Number((parts['f'] ?? '').slice(0, 3).padEnd(3, '0'));
  const timeMs = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  return { timeMs, offsetMinutes: offsetOf(parts['offset']), rest: text.replace(timePattern, ' ') };
}

function hourOf(hour: number, half: string | undefined): number | null {
  const known = half === undefined ? undefined : halfOf.get(half);
  if (known === undefined) return hour < 24 ? hour : null;
  // 14:30 م is what some programs print: the hour says it all.
  if (hour > 12) return known === 'afternoon' && hour < 24 ? hour : null;
  return (hour % 12) + (known === 'afternoon' ? 12 : 0);
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const parts = /([+-])(\d{2}):?(\d{2})/.exec(text);
  return parts ? (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) : 0;
}

const eras: readonly [RegExp, WrittenCalendar][] = [
  [/(?<!\p{L})(?:ه ?\. ?ش\.?|هجری شمسی|شمسی|خورشیدی|ش)(?!\p{L})/u, 'persian'],
  [/(?<!\p{L})(?:ه ?\. ?ق\.?|هجری قمری|هجریه|هجری|قمری|ه\.?|ق|ah)(?!\p{L})/u, 'islamic-umalqura'],
  [/(?<!\p{L})(?:میلادیه|میلادی|م\.?|ad|ce)(?!\p{L})/u, 'gregory'],
];

/** The calendar that a text names, and the text without it. */
function eraOf(text: string): { calendar: WrittenCalendar | null; rest: string } {
  for (const [pattern, calendar] of eras) if (pattern.test(text)) return { calendar, rest: text.replace(pattern, ' ') };
  return { calendar: null, rest: text };
}

/** Weekdays and other words that a date is written with and that say nothing more; a number may be `12th`. */
const fillers = new RegExp(
  `(?<!\\p{L})(?:${[
    'الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|یکشنبه|دوشنبه|سه ?شنبه|چهار ?شنبه|پنج ?شنبه|جمعه|شنبه',
    'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|tue|wed|thurs|thu|fri|sat|sun',
    'الساعة|ساعت|في|من|at|on|of|the|روز|يوم|عام|سنة|سال',
  ]
    .join('|')
    .split('|')
    .map((word) => foldText(word))
    .join('|')})(?!\\p{L})|(?<=\\d)(?:st|nd|rd|th)(?!\\p{L})`,
  'gu',
);

function dateOf(text: string, era: WrittenCalendar | null): WrittenDate | null {
  const month = findMonth(text);
  const rest = (month?.rest ?? text).replace(fillers, ' ').replace(/\s+/g, ' ').trim();
  return month === null ? numericDate(rest, era) : namedDate(rest, month.named, era);
}

/** `12 # 1404`, `# 12 1404`, `1404 # 12`, whatever stands between. */
function namedDate(
  text: string,
  { month, calendar }: { month: number; calendar: WrittenCalendar },
  era: WrittenCalendar | null,
): WrittenDate | null {
  if (era !== null && era !== calendar) return null;
  const shape = text.replace(/[-/.]/g, ' ').replace(/\s+/g, ' ').trim();
  const parts = /^(?:(\d{1,2}) # (\d{4})|# (\d{1,2}) (\d{4})|(\d{4}) # (\d{1,2}))$/.exec(shape);
  if (!parts) return null;
  const year = Number(parts[2] ?? parts[4] ?? parts[5]);
  const day = Number(parts[1] ?? parts[3] ?? parts[6]);
  return calendarOf(year, calendar) === calendar ? { form: 'yearFirst', year, month, day, calendar } : null;
}

function numericDate(text: string, era: WrittenCalendar | null): WrittenDate | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{1,4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,4})$/.exec(text);
  if (!parts) return null;
  const [first = '', second = '', third = ''] = parts.length === 4 ? parts.slice(1) : [parts[1], parts[3], parts[4]];
  if (first.length === 4 && third.length <= 2) {
    const calendar = calendarOf(Number(first), era);
    const [year, month, day] = [first, second, third].map(Number) as [number, number, number];
    return calendar === null ? null : { form: 'yearFirst', year, month, day, calendar };
  }
  if (first.length > 2) return null;
  // Two digits of a year are this century's, and Gregorian.
  const year = third.length === 2 ? 2000 + Number(third) : Number(third);
  const calendar = calendarOf(year, era);
  if (calendar === null || third.length === 1 || third.length === 3) return null;
  return { form: 'yearLast', first: Number(first), second: Number(second), year, calendar };
}

/**
 * The calendar of a year. Of support since the year 2000 Jalali years are 1378 and more and Hijri ones 1420 and more; the
 * two meet in 2041. An era that is written has the last word where it can be.
 */
function calendarOf(year: number, era: WrittenCalendar | null): WrittenCalendar | null {
  const own = year >= 1900 && year < 2200 ? 'gregory' : year >= 1420 && year <= 1600 ? 'islamic-umalqura' : null;
  const told = own ?? (year >= 1300 && year < 1420 ? 'persian' : null);
  if (era === null || told === null) return told;
  return (era === 'gregory') === (told === 'gregory') ? era : null;
}

/** A serial names a local time; an epoch an instant. */
function instantIn(at: number, offsetMinutes: number | null, timeZone: string): number | null {
  if (offsetMinutes !== null) return at;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDateTime();
  return local.toZonedDateTime(timeZone).epochMilliseconds;
}

function instantOf(
  { year, month, day, calendar }: { year: number; month: number; day: number; calendar: WrittenCalendar },
  timeMs: number,
  offsetMinutes: number | null,
  timeZone: string,
): number | null {
  const date = isoDate(year, month, day, calendar);
  if (date === null) return null;
  if (offsetMinutes !== null) return Date.parse(`${date}T00:00:00Z`) + timeMs - offsetMinutes * 60_000;
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(partsOfDay(timeMs)));
  return local.toZonedDateTime(timeZone).epochMilliseconds;
}

function partsOfDay(timeMs: number) {
  return {
    hour: Math.floor(timeMs / 3_600_000),
    minute: Math.floor(timeMs / 60_000) % 60,
    second: Math.floor(timeMs / 1000) % 60,
    millisecond: timeMs % 1000,
  };
}

/** The day as the ISO calendar names it; null for a day that its calendar does not have. */
function isoDate(year: number, month: number, day: number, calendar: WrittenCalendar): string | null {
  try {
    const date = Temporal.PlainDate.from(
      { calendar: calendar === 'gregory' ? 'iso8601' : calendar, year, month, day },
      { overflow: 'reject' },
    );
    return date.withCalendar('iso8601').toString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
