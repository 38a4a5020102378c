import { Temporal } from 'temporal-polyfill/full';
import { z } from 'zod';
import { latinDigits } from '../../language/digits.ts';
import type { WrittenCalendar } from './month-names.ts';
import { type DateOrder, readWritten } from './written-times.ts';

/** How a time is written in a table: a name, or a pattern of the tokens below. */
export const timeFormat = z.string().refine(isTimeFormat, {
  error: 'use iso, auto, epochSeconds, epochMilliseconds or a pattern of yyyy MM dd HH hh mm ss a',
});

export interface TimeReading {
  format: string;
  calendar?: WrittenCalendar | undefined;
  order?: DateOrder | undefined;
  /** IANA zone of times that name none. */
  timeZone: string;
}

/**
 * The instant that a cell names, as epoch milliseconds; null where it names none, `ambiguous` where it could be two days. Digits may be of any
 * script. In the hour that a clock change repeats the earlier one is taken; in the hour it skips, the
 * time after the gap (Temporal's `compatible`).
 */
export function readTime(text: string, reading: TimeReading): number | 'ambiguous' | null {
  if (reading.format === 'auto') return readWritten(text, reading);
  const plain = latinDigits(text)
    .replace(/[\u200E\u200F\u061C\u2066-\u2069]/g, '')
    .trim();
  if (plain === '') return null;
  try {
    if (reading.format === 'iso') return isoTime(plain, reading.timeZone);
    if (reading.format.startsWith('epoch')) return epochTime(plain, reading.format);
    return patternTime(plain, reading);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

const endsWithOffset = /\d:\d{2}.*(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;

function isoTime(text: string, timeZone: string): number {
  if (endsWithOffset.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
  return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
}

function epochTime(text: string, format: string): number | null {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  return Math.round(Number(text) * (format === 'epochSeconds' ? 1000 : 1));
}

function patternTime(text: string, { format, calendar = 'gregory', timeZone }: TimeReading): number | null {
  const parts = compilePattern(format).exec(text)?.groups;
  if (!parts) return null;
  const local = Temporal.PlainDateTime.from(
    {
      calendar: calendar === 'gregory' ? 'iso8601' : calendar,
      year: Number(parts['yyyy']),
      month: Number(parts['MM']),
      day: Number(parts['dd']),
      hour: hourOf(parts),
      minute: Number(parts['mm'] ?? 0),
      second: Number(parts['ss'] ?? 0),
    },
    { overflow: 'reject' },
  );
  return local.toZonedDateTime(timeZone).epochMilliseconds;
}

/** Half of the day in English, Arabic and Persian; the second of each pair is the afternoon. */
const halves = ['am', 'pm', 'ص', 'م', 'ق.ظ', 'ب.ظ', 'ق.ظ.', 'ب.ظ.'];

function hourOf(parts: Record<string, string | undefined>): number {
  if (parts['hh'] === undefined) return Number(parts['HH'] ?? 0);
  const hour = Number(parts['hh']);
  if (hour < 1 || hour > 12) throw new RangeError('hour');
  const half = halves.indexOf((parts['a'] ?? '').toLowerCase());
  if (half < 0) throw new RangeError('half of the day');
  return (hour % 12) + (half % 2) * 12;
}

const tokens: Record<string, string> = {
  yyyy: '(?<yyyy>\\d{4})',
  MM: '(?<MM>\\d{1,2})',
  dd: '(?<dd>\\d{1,2})',
  HH: '(?<HH>\\d{1,2})',
  hh: '(?<hh>\\d{1,2})',
  mm: '(?<mm>\\d{1,2})',
  ss: '(?<ss>\\d{1,2})(?:\\.\\d+)?',
  a: '(?<a>\\p{L}[\\p{L}.]*)',
};

const patterns = new Map<string, RegExp>();

function compilePattern(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    const source = pattern.replace(/yyyy|MM|dd|HH|hh|mm|ss|a|[^]/g, (part) => tokens[part] ?? literal(part));
    compiled = new RegExp(`^${source}$`, 'u');
    patterns.set(pattern, compiled);
  }
  return compiled;
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

function isTimeFormat(format: string): boolean {
  if (['iso', 'auto', 'epochSeconds', 'epochMilliseconds'].includes(format)) return true;
  const found: string[] = format.match(/yyyy|MM|dd|HH|hh|mm|ss|a/g) ?? [];
  const rest = format.replace(/yyyy|MM|dd|HH|hh|mm|ss|a|T/g, '');
  return (
    new Set(found).size === found.length &&
    !/[A-Za-z]/.test(rest) &&
    ['yyyy', 'MM', 'dd'].every((token) => found.includes(token)) &&
    found.includes('hh') === found.includes('a')
  );
}
