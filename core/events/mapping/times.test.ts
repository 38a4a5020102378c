import { expect, test } from 'vitest';
import { readCellNumber } from './numbers.ts';
import { readTime } from './times.ts';

const at = (text: string, reading: Partial<Parameters<typeof readTime>[1]> = {}) => {
  const time = readTime(text, { format: 'iso', calendar: 'gregory', timeZone: 'UTC', ...reading });
  return time === null ? null : new Date(time).toISOString();
};

test.each([
  ['2026-01-01T09:12:58', '2026-01-01T09:12:58.000Z'],
  ['2026-01-01 09:12', '2026-01-01T09:12:00.000Z'],
  ['2026-01-01', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01T09:12:58.25+03:30', '2026-01-01T05:42:58.250Z'],
  ['2026-01-01T09:12:58Z', '2026-01-01T09:12:58.000Z'],
  ['\u200f٢٠٢٦-٠١-٠١T٠٩:١٢', '2026-01-01T09:12:00.000Z'],
])('%s is read as ISO 8601', (text, instant) => {
  expect(at(text)).toBe(instant);
});

test.each(['', 'yesterday', '2026-02-30', '2026-01-01T25:00', '01/02/2026', '2026-01-01T09:00+99:00'])(
  '"%s" names no time',
  (text) => {
    expect(at(text)).toBeNull();
  },
);

test('a naive time is read in the zone of the mapping, summer time included', () => {
  expect(at('2026-07-01T12:00', { timeZone: 'Africa/Cairo' })).toBe('2026-07-01T09:00:00.000Z');
  expect(at('2026-01-01T12:00', { timeZone: 'Africa/Cairo' })).toBe('2026-01-01T10:00:00.000Z');
  expect(at('2022-06-01T12:00', { timeZone: 'Asia/Tehran' })).toBe('2022-06-01T07:30:00.000Z');
});

test('Cairo 2026-04-24 skips 00:00–00:59: the time after the gap is taken', () => {
  expect(at('2026-04-24T00:30', { timeZone: 'Africa/Cairo' })).toBe('2026-04-23T22:30:00.000Z');
});

test('Cairo 2026-10-29 has 23:30 twice: the earlier is taken', () => {
  expect(at('2026-10-29T23:30', { timeZone: 'Africa/Cairo' })).toBe('2026-10-29T20:30:00.000Z');
});

test.each([
  ['dd/MM/yyyy HH:mm', '1/12/2026 9:05', '2026-12-01T09:05:00.000Z'],
  ['MM/dd/yyyy hh:mm:ss a', '12/1/2026 9:05:07 PM', '2026-12-01T21:05:07.000Z'],
  ['yyyy/MM/dd hh:mm a', '٢٠٢٦/١٢/٠١ ١٢:٠٠ ص', '2026-12-01T00:00:00.000Z'],
  ['yyyy.MM.dd', '2026.12.01', '2026-12-01T00:00:00.000Z'],
])('pattern %s reads %s', (format, text, instant) => {
  expect(at(text, { format })).toBe(instant);
});

test('a pattern refuses what does not exist or does not fit', () => {
  expect(at('31/02/2026', { format: 'dd/MM/yyyy' })).toBeNull();
  expect(at('1/13/2026', { format: 'dd/MM/yyyy' })).toBeNull();
  expect(at('1/2/26', { format: 'dd/MM/yyyy' })).toBeNull();
  expect(at('1/2/2026 13:00 PM', { format: 'dd/MM/yyyy hh:mm a' })).toBeNull();
});

test('Jalali and Umm al-Qura dates', () => {
  // 1 Farvardin 1405 is 21 March 2026; 1 Ramadan 1447 is 18 February 2026.
  expect(at('۱۴۰۵/۰۱/۰۱ ۰۰:۰۰', { format: 'yyyy/MM/dd HH:mm', calendar: 'persian', timeZone: 'Asia/Tehran' })).toBe(
    '2026-03-20T20:30:00.000Z',
  );
  expect(at('١٤٤٧/٩/١', { format: 'yyyy/MM/dd', calendar: 'islamic-umalqura' })).toBe('2026-02-18T00:00:00.000Z');
});

test('epoch seconds and milliseconds', () => {
  expect(at('1767225600', { format: 'epochSeconds' })).toBe('2026-01-01T00:00:00.000Z');
  expect(at('1767225600123', { format: 'epochMilliseconds' })).toBe('2026-01-01T00:00:00.123Z');
  expect(at('soon', { format: 'epochSeconds' })).toBeNull();
});

test.each([
  ['12', '.', 12],
  ['-3.5', '.', -3.5],
  ['1,234.5', '.', 1234.5],
  ['1.234,5', ',', 1234.5],
  ['٣٫٥', '.', 3.5],
  ['۱٬۲۳۴', ',', 1234],
  ['\u22125', '.', -5],
  ['', '.', null],
  ['12,5', '.', null],
  ['1,23,4', '.', null],
  ['four', '.', null],
  ['1e3', '.', null],
  ['0x10', '.', null],
] as const)('number %s with decimal %s is %s', (text, decimal, number) => {
  expect(readCellNumber(text, decimal)).toBe(number);
});
