import { expect, test } from 'vitest';
import { readRating } from './read-rating.ts';
import type { ScaleId } from './scales.ts';

const spellings: [ScaleId, number, unknown[]][] = [
  [
    'smiley3',
    3,
    [
      3,
      '3',
      '٣',
      '۳',
      ' 3 ',
      'satisfied',
      'Satisfied',
      'راضٍ',
      'راضِ',
      'راض',
      'راضي',
      'راضى',
      'راضی',
      'رَاضٍ',
      'راضية',
      '😊',
      '🙂',
      '🤩',
      '☺️',
    ],
  ],
  [
    'smiley3',
    2,
    [2, '٢', 'neutral', 'NEUTRAL', 'محايد', 'محاید', 'مُحايد', 'عادي', 'عادى', 'عادی', 'معمولی', 'معمولي', '😐'],
  ],
  [
    'smiley3',
    1,
    [
      1,
      '١',
      'unsatisfied',
      'dissatisfied',
      'not_satisfied',
      'غير راضٍ',
      'غير راض',
      'غيرراضٍ',
      'غير راضي',
      'غیر راضی',
      'غير راضية',
      'ناراضی',
      'نا\u200cراضی',
      'ناراضي',
      '☹️',
      '☹',
      '🙁',
      '😞',
    ],
  ],
  ['four', 4, [4, '۴', '٤', 'excellent', 'عالی', 'عالي', 'عالى', 'ممتاز']],
  ['four', 3, [3, 'good', 'خوب', 'جيد', 'جید', 'جيّد']],
  ['four', 2, [2, 'bad', 'بد', 'سيئ', 'سيّئ', 'سيء', 'سیئ']],
  [
    'four',
    1,
    [
      1,
      'veryBad',
      'very bad',
      'very_bad',
      'خیلی بد',
      'خیلی\u200cبد',
      'خيلي بد',
      'سيئ جدًا',
      'سيئ جداً',
      'سيئ جدا',
      'سيء جدا',
    ],
  ],
  [
    'stars5',
    5,
    [
      5,
      '5',
      '٥',
      '۵',
      '5.0',
      '⭐⭐⭐⭐⭐',
      '⭐️⭐️⭐️⭐️⭐️',
      '★★★★★',
      'very satisfied',
      'راضٍ جدًا',
      'راضي جدا',
      'کاملاً راضی',
      'کاملا راضي',
    ],
  ],
  ['stars5', 4, [4, '★★★★☆', '⭐⭐⭐⭐', 'satisfied', 'راضٍ', 'راضی']],
  ['stars5', 3, [3, '★★★☆☆', 'neutral', 'محايد', 'نه راضی نه ناراضی']],
  ['stars5', 2, [2, '🌟🌟', 'unsatisfied', 'غير راضٍ', 'ناراضی']],
  ['stars5', 1, [1, '★', '★☆☆☆☆', 'very unsatisfied', 'غير راضٍ إطلاقًا', 'غير راض اطلاقا', 'کاملاً ناراضی']],
  ['nps', 0, [0, '0', '٠', '۰', -0]],
  ['nps', 10, [10, '10', '١٠', '۱۰']],
  ['ces7', 7, [7, '۷', '٧']],
  ['yesNo', 1, [1, '1', true, 'yes', 'Yes', 'true', 'نعم', 'بله', '👍', '👍🏽']],
  ['yesNo', 0, [0, '0', false, 'no', 'لا', 'خیر', 'خير', 'نه', '👎']],
  ['custom', 12, [12, '١٢']],
];

test.each(spellings.flatMap(([scale, value, written]) => written.map((raw) => [scale, raw, value] as const)))(
  '%s: %j is %d',
  (scale, raw, value) => {
    expect(readRating(scale, raw)).toStrictEqual(value);
  },
);

const unreadable: [string, unknown[]][] = [
  [
    'smiley3',
    [
      0,
      4,
      100,
      2.5,
      '50',
      '4',
      'ok',
      'meh',
      'ممتاز',
      'عالی',
      '',
      ' ',
      '⭐⭐⭐',
      '👍',
      '😐😐',
      true,
      null,
      [3],
      { value: 3 },
    ],
  ],
  ['four', [0, 5, 'average', 'متوسط', 'محايد', 'راضٍ', 'very', '٥']],
  ['stars5', [0, 6, '4.5', '٦', '⭐⭐⭐⭐⭐⭐', '★☆', '☆☆☆☆☆', '4/5', 'five', 'عالی', false]],
  ['nps', [-1, 11, 'promoter', 'nine', '9,5', Number.NaN, Number.POSITIVE_INFINITY]],
  ['ces7', [0, 8, 'easy']],
  ['yesNo', [2, 'maybe', 'شايد', 'شاید']],
  ['custom', [-1, 1.5, 'red', 10_000]],
  ['stars10', [5, 'good']],
  ['__proto__', [1]],
  ['toString', [1]],
];

test.each(unreadable.flatMap(([scale, written]) => written.map((raw) => [scale, raw] as const)))(
  '%s: %j is refused, never guessed',
  (scale, raw) => {
    expect(readRating(scale, raw)).toBeNull();
  },
);

test('a label of a million letters costs nothing', () => {
  expect(readRating('smiley3', 'ر'.repeat(1_000_000))).toBeNull();
});
