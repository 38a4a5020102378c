import { expect, test } from 'vitest';
import { readDuration } from './durations.ts';

test.each([
  ['90', 90],
  ['٩٠', 90],
  ['۹۰٫۵', 90.5],
  ['1:30', 90],
  ['90:00', 5_400],
  ['1:02:03', 3_723],
  ['٠١:٠٢:٠٣', 3_723],
  ['26:05:00', 93_900],
  ['1.02:03:04', 93_784],
  ['0:01.5', 1.5],
  ['2h 5m', 7_500],
  ['3 min 20 s', 200],
  ['٣ دقائق و ٢٠ ثانية', 200],
  ['۲ ساعت و ۵ دقیقه', 7_500],
  ['1 day', 86_400],
  ['0', 0],
])('%s is %d seconds', (text, seconds) => expect(readDuration(text, '.')).toBe(seconds));

test('the sign before fractions is the table’s', () => {
  expect(readDuration('1,5', ',')).toBe(1.5);
  expect(readDuration('1,5', '.')).toBeNull();
  expect(readDuration('1.234,5', ',')).toBe(1_234.5);
});

test.each(['', '-5', '1:75', '1:75:00', 'soon', '3 parsecs', '5 min late', ':30', '1:2'])('%j is no duration', (text) =>
  expect(readDuration(text, '.')).toBeNull(),
);
