import { expect, test } from 'vitest';
import { latinDigits, readNumber } from './digits.ts';

test.each([
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
  ['०१२३४५६७८९', '0123456789'],
  ['０１２３４５６７８９', '0123456789'],
  ['𝟗𝟘𝟙𝟡𝟢', '90190'],
  ['رقم ٤٢ و ۴۲', 'رقم 42 و 42'],
])('%s is written %s: any script counts the same', (text, folded) => {
  expect(latinDigits(text)).toBe(folded);
});

test.each([
  ['5', 5],
  ['٥', 5],
  ['۵', 5],
  [' ۱۲ ', 12],
  ['-3', -3],
  ['\u22123', -3],
  ['+7', 7],
  ['3.5', 3.5],
  ['٣٫٥', 3.5],
  ['١٬٢٣٤', 1234],
  ['-1٬234٬567.25', -1_234_567.25],
  ['\u200f٥\u200e', 5],
  ['007', 7],
])('%j is the number %d', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test.each([
  '',
  ' ',
  'five',
  '1e3',
  '0x10',
  '1,234',
  '1٬23',
  'NaN',
  'Infinity',
  '5%',
  '5/5',
  '--5',
  '1.2.3',
  '٤٫',
  '½',
  '²',
  '9'.repeat(400),
])('%j is no number: nothing is guessed', (text) => {
  expect(readNumber(text)).toBeNull();
});
