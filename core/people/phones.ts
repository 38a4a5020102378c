import { latinDigits } from '../language/digits.ts';
import { e164 } from './e164.ts';
import { searchPattern } from '../language/search-pattern.ts';

const notDigits = /\D+/g;
const asPhone = /^[+\d\s().\-/\u2010-\u2015\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/;

/** A phone number as E.164, else its digits as they were told, in Latin digits; '' for what holds no digit. */
export function writtenPhone(phone: string, country: string | undefined): string {
  return e164(phone, country) ?? latinDigits(phone).replace(notDigits, '');
}

/** Fewer digits than this are no part of a phone number that anybody would look for. */
const fewestDigits = 4;
/** The national number alone, and the longest country code before it. */
const shortestNational = 7;
const longestCountryCode = 3;

/**
 * A regular expression (RE2) that finds a phone number however it is written: digits of any script, with
 * spaces and signs among them, with 00 or + or a leading 0 or none: 050 123 4567, 00966501234567 and
 * +٩٦٦٥٠١٢٣٤٥٦٧ find each other. Some of the digits in a row find it too. Null for words that are no number.
 */
export function phonePattern(words: string): string | null {
  const plain = latinDigits(words).trim();
  const digits = plain.replace(notDigits, '').replace(/^0+/, '');
  if (!asPhone.test(plain) || digits.length < fewestDigits) return null;
  const isInternational = /^[^\d]*(\+|00)/.test(plain);
  const nationals = Array.from({ length: longestCountryCode }, (_, i) => digits.slice(i + 1)).filter(
    (national) => isInternational && national.length >= shortestNational,
  );
  const whole = nationals.map(
    (national) => `^[^\\pN]*${digitPattern('0')}*${spelled(national.replace(/^0+/, ''))}[^\\pN]*$`,
  );
  return [spelled(digits), ...whole].join('|');
}

/** These digits in a row, whatever else stands between them. */
function spelled(digits: string): string {
  return [...digits].map(digitPattern).join(`[^\\pN]*`);
}

function digitPattern(digit: string): string {
  return searchPattern(digit) ?? digit;
}
