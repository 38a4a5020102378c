import { expect, test } from 'vitest';
import { serialKind, serialText } from './serials.ts';

test.each([
  [46351, 'date', false, '2026-11-25'],
  [46351.604166667, 'date', false, '2026-11-25T14:30:00'],
  [44889, 'date', true, '2026-11-25'],
  [61, 'date', false, '1900-03-01'],
  [59, 'date', false, '1900-02-28'],
  [1, 'date', false, '1900-01-01'],
  [0.604166667, 'time', false, '14:30:00'],
  [1.5, 'time', false, '36:00:00'],
  [46351, 'number', false, null],
  [-1, 'date', false, null],
  [3_000_000, 'date', false, null],
  [Number.NaN, 'date', false, null],
] as const)('%d as %s (1904: %s) is %s', (serial, kind, date1904, text) => {
  expect(serialText(serial, kind, date1904)).toBe(text);
});

test.each([
  [14, undefined, 'date'],
  [22, undefined, 'date'],
  [21, undefined, 'time'],
  [46, undefined, 'time'],
  [0, undefined, 'number'],
  [164, 'yyyy\\-mm\\-dd', 'date'],
  [164, '[$-2000401]dd/mm/yyyy', 'date'],
  [164, '[h]:mm:ss', 'time'],
  [164, 'mm:ss.0', 'time'],
  [164, 'mmmm', 'date'],
  [164, '#,##0.00 "days"', 'number'],
  [164, '[Red]0.00', 'number'],
  [164, '0.00E+00', 'number'],
  [164, 'General', 'number'],
] as const)('format %d %s is a %s', (id, code, kind) => expect(serialKind(id, code)).toBe(kind));
