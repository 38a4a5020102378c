import { describe, expect, test } from 'vitest';
import { phonePattern, writtenPhone } from './phones.ts';

function finds(words: string, phone: string): boolean {
  const pattern = phonePattern(words);
  return (
    pattern !== null && new RegExp(pattern.replaceAll('\\x{', '\\u{').replaceAll('\\pN', '\\p{N}'), 'u').test(phone)
  );
}

const writings = [
  '0501234567',
  '+966501234567',
  '00966501234567',
  '٠٥٠١٢٣٤٥٦٧',
  '+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧',
  '(050) 123-4567',
  '\u200e+966 50 123 4567',
];

describe('one number is found by each of its writings', () => {
  test.each(writings.flatMap((words) => writings.map((phone): [string, string] => [words, phone])))(
    '%s finds %s',
    (words, phone) => {
      expect(finds(words, phone)).toBe(true);
    },
  );
});

test.each([
  ['1234567', '+966501234567', true],
  ['4567', '+966501234567', true],
  ['0501234568', '+966501234567', false],
  ['0501234567', '+966501234568', false],
  ['567', '+966501234567', false],
  ['0912 345 6789', '+989123456789', true],
  ['+98 912 345 6789', '۰۹۱۲۳۴۵۶۷۸۹', true],
  ['+966501234567', '1234567', false],
  ['0501234567', '1234567', false],
  ['abc 4567', '+966501234567', false],
  ['+', '+966501234567', false],
])('%s in %s: %s', (words, phone, found) => {
  expect(finds(words, phone)).toBe(found);
});

test.each([
  ['+966 50 123 4567', '+966501234567'],
  ['00966501234567', '+966501234567'],
  ['٠٥٠١٢٣٤٥٦٧', '+966501234567'],
  ['\u200e+٩٦٦٥٠١٢٣٤٥٦٧', '+966501234567'],
  ['(050) 123-4567', '+966501234567'],
  ['12345', '12345'],
  ['none', ''],
  ['', ''],
])('%s is written %s', (phone, written) => {
  expect(writtenPhone(phone, 'SA')).toBe(written);
});
