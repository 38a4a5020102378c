import { Temporal } from 'temporal-polyfill/full';
import { latinDigits } from '../language/digits.ts';
import type { CalendarId } from './units.ts';

/** The years that a calendar of ours can count: what the warehouse can hold. */
const [earliest, latest] = ['1970-01-01', '2199-12-31'];

/**
 * The ISO date of one written as year, month and day of a calendar (`1447-09-01`, `۱۴۰۵-۰۱-۰۱`), in any digits.
 * Null for what is none, or lies outside 1970–2199.
 */
export function isoDate(text: string, calendar: CalendarId): string | null {
  const written = /^(\d{4})-(\d{2})-(\d{2})$/.exec(latinDigits(text.trim()));
  if (written === null) return null;
  const [year, month, day] = written.slice(1).map(Number) as [number, number, number];
  try {
    const date = Temporal.PlainDate.from({ year, month, day, calendar }, { overflow: 'reject' });
    const iso = date.withCalendar('iso8601').toString();
    return iso >= earliest && iso <= latest ? iso : null;
  } catch {
    return null;
  }
}
