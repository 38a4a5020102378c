import { describe, expect, test } from 'vitest';
import { countryOfZone, e164 } from './e164.ts';

describe('one number in all its writings', () => {
  test.each([
    '0501234567',
    '501234567',
    '00966501234567',
    '+966501234567',
    '966501234567',
    '٠٥٠١٢٣٤٥٦٧',
    '+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧',
    '(050) 123-4567',
    '\u200e+966 50 123 4567\u202c',
    '۰۵۰۱۲۳۴۵۶۷',
  ])('%s', (phone) => expect(e164(phone, 'SA')).toBe('+966501234567'));
});

test.each([
  ['09123456789', 'IR', '+989123456789'],
  ['۰۹۱۲ ۳۴۵ ۶۷۸۹', 'IR', '+989123456789'],
  ['01001234567', 'EG', '+201001234567'],
  ['+966501234567', 'EG', '+966501234567'],
  ['0501234567', 'AE', '+971501234567'],
  ['+966501234567', undefined, '+966501234567'],
  ['0501234567', undefined, null],
  ['19999', 'SA', null],
  ['none', 'SA', null],
  ['', 'SA', null],
  ['0501234567', 'XX', null],
])('%s in %s is %s', (phone, country, number) => expect(e164(phone, country)).toBe(number));

test('the country of a zone, also under an old or a new name of it', () => {
  const zones = ['Asia/Riyadh', 'Asia/Tehran', 'Africa/Cairo', 'Asia/Kuwait', 'Asia/Kolkata', 'UTC'];
  expect(zones.map(countryOfZone)).toEqual(['SA', 'IR', 'EG', 'KW', 'IN', undefined]);
});
