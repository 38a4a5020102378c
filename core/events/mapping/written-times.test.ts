import { describe, expect, test } from 'vitest';
import { readWritten } from './written-times.ts';

const riyadh = { timeZone: 'Asia/Riyadh' };
const iso = (text: string, reading: Partial<Parameters<typeof readWritten>[1]> = {}) => {
  const at = readWritten(text, { ...riyadh, ...reading });
  return typeof at === 'number' ? new Date(at).toISOString().slice(0, 19) : at;
};

describe('dates with their year first, in any digits', () => {
  test.each([
    ['2026-11-25', '2026-11-24T21:00:00'],
    ['2026-11-25T14:30:00', '2026-11-25T11:30:00'],
    ['2026-11-25 14:30:15.250', '2026-11-25T11:30:15'],
    ['2026-11-25T14:30Z', '2026-11-25T14:30:00'],
    ['2026-11-25T14:30:00+05:30', '2026-11-25T09:00:00'],
    ['2026/11/25 02:30 م', '2026-11-25T11:30:00'],
    ['٢٠٢٦/١١/٢٥ ٠٢:٣٠ ص', '2026-11-24T23:30:00'],
    ['2026.11.25', '2026-11-24T21:00:00'],
    ['20261125', '2026-11-24T21:00:00'],
    ['۱۴۰۴/۰۵/۱۲', '2025-08-02T21:00:00'],
    ['1404-05-12 14:30', '2025-08-03T11:30:00'],
    ['۱۴۰۴/۵/۱۲ ساعت ۰۲:۳۰ ب.ظ', '2025-08-03T11:30:00'],
    ['۱۴۰۴/۰۵/۱۲ ۰۸:۱۵ ق.ظ.', '2025-08-03T05:15:00'],
    ['١٤٤٧/٠٣/١٥ هـ', '2025-09-06T21:00:00'],
    ['1447-03-15', '2025-09-06T21:00:00'],
    ['\u200f١٤٤٧/٠٣/١٥\u200e ٠٩:٠٠ ص', '2025-09-07T06:00:00'],
  ])('%s', (text, expected) => expect(iso(text)).toBe(expected));
});

describe('dates with a month by name', () => {
  test.each([
    ['۱۲ مرداد ۱۴۰۴', '2025-08-02T21:00:00'],
    ['یکشنبه ۱۲ مرداد ۱۴۰۴، ساعت ۱۴:۳۰', '2025-08-03T11:30:00'],
    ['١٥ ربيع الأول ١٤٤٧', '2025-09-06T21:00:00'],
    ['١٥ ربيع الأول ١٤٤٧ هـ', '2025-09-06T21:00:00'],
    ['1 رمضان 1447', '2026-02-17T21:00:00'],
    ['1 جمادى الآخرة 1447', '2025-11-21T21:00:00'],
    ['الأربعاء، 25 نوفمبر 2026 02:30 مساءً', '2026-11-25T11:30:00'],
    ['٢٥ نوفمبر ٢٠٢٦ م', '2026-11-24T21:00:00'],
    ['25 تشرين الثاني 2026', '2026-11-24T21:00:00'],
    ['1 كانون الأول 2026', '2026-11-30T21:00:00'],
    ['1 آذار 2026', '2026-02-28T21:00:00'],
    ['3 غشت 2026', '2026-08-02T21:00:00'],
    ['۲۵ نوامبر ۲۰۲۶', '2026-11-24T21:00:00'],
    ['25-Nov-2026 2:30 PM', '2026-11-25T11:30:00'],
    ['Nov 25, 2026, 12:05 AM', '2026-11-24T21:05:00'],
    ['Wednesday, November 25th, 2026 at 14:30', '2026-11-25T11:30:00'],
    ['2026 Nov 25', '2026-11-24T21:00:00'],
  ])('%s', (text, expected) => expect(iso(text)).toBe(expected));
});

describe('dates with their year last', () => {
  test.each([
    ['25/11/2026', undefined, '2026-11-24T21:00:00'],
    ['11/25/2026', undefined, '2026-11-24T21:00:00'],
    ['03/04/2026', undefined, 'ambiguous'],
    ['04/04/2026', undefined, '2026-04-03T21:00:00'],
    ['03/04/2026', 'dayFirst', '2026-04-02T21:00:00'],
    ['03/04/2026', 'monthFirst', '2026-03-03T21:00:00'],
    ['25/11/2026', 'monthFirst', null],
    ['11/25/2026', 'dayFirst', null],
    ['25.11.26 14:30', undefined, '2026-11-25T11:30:00'],
    ['12/05/1404', undefined, '2025-08-02T21:00:00'],
    ['15/03/1447', undefined, '2025-09-06T21:00:00'],
  ] as const)('%s, %s', (text, order, expected) => expect(iso(text, { order })).toBe(expected));
});

describe('counts of days and seconds', () => {
  test.each([
    ['46351', '2026-11-24T21:00:00'],
    ['46351.604166667', '2026-11-25T11:30:00'],
    ['1795618200', '2026-11-25T14:50:00'],
    ['1795618200000', '2026-11-25T14:50:00'],
  ])('%s', (text, expected) => expect(iso(text)).toBe(expected));
});

test.each([
  '',
  'yesterday',
  '2026-02-30',
  '1404/07/31',
  '1447/13/01',
  '2026-11-25 25:00',
  '2026-11-25 10:75',
  '2026-11-25 13:00 ص',
  '12345',
  '5',
  '1999999',
  '1/2/3',
  '25 nov',
  '25/11',
  '2026-11-25-01',
  '25 مرداد 2026',
  '12 نوفمبر 2026 هـ',
  '2026-11-25 approximately',
  'x'.repeat(100_000),
])('%j is no time', (text) => expect(iso(text)).toBeNull());

test('a calendar that was settled is held to', () => {
  expect(iso('1404/05/12', { calendar: 'persian' })).toBe('2025-08-02T21:00:00');
  expect(iso('2026-11-25', { calendar: 'persian' })).toBeNull();
});

test('an hour that clocks skip is read after the gap, one that they repeat the first time', () => {
  // Cairo: clocks went from 24 April 00:00 to 01:00, and go back on 30 October 2026 at 00:00.
  expect(iso('2026-04-24 00:30', { timeZone: 'Africa/Cairo' })).toBe('2026-04-23T22:30:00');
  expect(iso('2026-10-29 23:30', { timeZone: 'Africa/Cairo' })).toBe('2026-10-29T20:30:00');
});
