import { expect, test } from 'vitest';
import { foldLabel, foldText } from './folding.ts';

test.each([
  ['راضٍ', 'راض'],
  ['رَاضٍ', 'راض'],
  ['راضـــٍ', 'راض'],
  ['علي', 'علی'],
  ['على', 'علی'],
  ['كتاب', 'کتاب'],
  ['خدمة', 'خدمه'],
  ['أحمد إلى آخر ٱلله', 'احمد الی اخر الله'],
  ['خیلی\u200cبد', 'خیلیبد'],
  ['\u202bنص\u202c', 'نص'],
  ['\ufefc', 'لا'],
  ['e\u0301te\u0301', 'été'],
  ['  Very \n Bad ', 'very bad'],
  ['ＯＫ ٤٢ ۴۲', 'ok 42 42'],
])('%j compares as %j', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('labels compare without breaks between words, so keys and spaced words are one', () => {
  const spellings = ['very_bad', 'veryBad', 'VERY-BAD', ' very  bad ', 'Very.Bad'];
  expect(new Set(spellings.map(foldLabel))).toEqual(new Set(['verybad']));
  expect(foldLabel('خیلی بد')).toBe(foldLabel('خيلي\u200cبد'));
});

test('folding a folded text changes nothing', () => {
  for (const text of ['غَيْرُ راضٍ إطلاقًا', 'کاملاً ناراضی', 'ﷺ', 'İstanbul', '٣٫٥']) {
    expect(foldText(foldText(text))).toBe(foldText(text));
  }
});
