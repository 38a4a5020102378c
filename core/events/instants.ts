import { latinDigits } from '../language/digits.ts';

const isoWithOffset =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d{2}(?::?\d{2})?)$/;
/** As many digits as epoch milliseconds of this century have: a year alone is no instant. */
const epochMilliseconds = /^\d{12,16}$/;

/**
 * The instant (epoch ms, whole) that a sender's time names: ISO 8601 with an offset, or epoch
 * milliseconds as a number or in digits of any script. Parts of a millisecond are cut off; second 60 is
 * a leap second and reads as the next second.
 * Returns null for anything else: a time without offset names no instant, and 30 February is no day.
 */
export function readInstant(written: string | number): number | null {
  if (typeof written === 'number') return Number.isFinite(written) ? Math.floor(written) : null;
  const text = latinDigits(written.trim());
  if (epochMilliseconds.test(text)) return Number(text);
  const parts = isoWithOffset.exec(text);
  if (!parts) return null;
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  const hour = Number(parts[4]);
  const minute = Number(parts[5]);
  const second = Number(parts[6] ?? 0);
  const offset = offsetMinutes(parts[8] ?? 'Z');
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 60 || offset === null) return null;
  const milliseconds = parts[7] === undefined ? 0 : Number(parts[7].padEnd(3, '0').slice(0, 3));
  // The calendar repeats after 400 years; asked for years below 100, Date.UTC would give 19xx.
  return Date.UTC(year + 400, month - 1, day, hour, minute - offset, second, milliseconds) - msPer400Years;
}

const msPer400Years = 146_097 * 86_400_000;

/** True for a day of the Gregorian calendar, years 1–9999. */
export function isDate(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

function offsetMinutes(written: string): number | null {
  if (written === 'Z' || written === 'z') return 0;
  const hours = Number(written.slice(1, 3));
  const minutes = Number(written.slice(3).replace(':', '') || 0);
  if (hours > 23 || minutes > 59) return null;
  return (written.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
