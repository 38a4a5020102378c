import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText } from './folding.ts';
import { searchPattern } from './search-pattern.ts';

/** The same pattern for JavaScript's engine: RE2 writes a code point `\x{…}`, it `\u{…}`. */
function finds(words: string, text: string): boolean {
  const pattern = searchPattern(words);
  return pattern !== null && new RegExp(pattern.replaceAll('\\x{', '\\u{'), 'u').test(text);
}

describe('finds however it was written', () => {
  test.each([
    ['أحمد', 'احمد'],
    ['احمد', 'السيد أَحْمَـــد علي'],
    ['میتواند', 'او می\u200cتواند بیاید'],
    ['می\u200cتواند', 'ميتواند'],
    ['كتاب', 'کتاب'],
    ['فاطمة', 'فاطمه'],
    ['۴۵۶', 'order 456'],
    ['456', 'طلب ٤٥٦'],
    ['ali', 'ALI'],
    ['ＡＬＩ', 'ali'],
    ['لا شكرا', 'ﻻ  شكرًا'],
    ['احمد', 'الاحمد'.replace('لا', 'ﻻ')],
    ['الله', 'بسم ﷲ'],
    ['office', 'oﬃce'],
    ['علی رضا', 'علي\u00a0\u200f رضا'],
    ['José', 'Jose\u0301'],
    ['a.b*c', 'xx A.B*C'],
    ['😀', 'hi 😀'],
  ])('%s in %s', (words, text) => {
    expect(finds(words, text)).toBe(true);
  });

  test.each([
    ['احمد', 'محمد'],
    ['a.c', 'abc'],
    ['میتواند', 'می تواند'],
    ['456', '4 5 6'],
    ['علی', 'عل'],
  ])('%s is not in %s', (words, text) => {
    expect(finds(words, text)).toBe(false);
  });
});

test('there is nothing to look for in marks and spaces alone', () => {
  expect(['', '  ', '\u200f\u0640', '\u064b'].map(searchPattern)).toEqual([null, null, null, null]);
});

// ﷺ, a sentence in one character, may be missed: it is no word that anybody looks for.
test('what is in the folded text is found in the text itself, and nothing else', () => {
  const letter = fc.constantFrom(
    ...'أإآاٱؤويئىیيكکةهۀلاﻻﻷﷲﬁfi١۱1２ٰ\u064e\u0640\u200c\u200f \u00a0 AaİßSs.*[\\-^ حمد😀…™',
  );
  const text = fc.array(letter, { minLength: 0, maxLength: 14 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 1, max: 5 }), text, (written, start, length, other) => {
      const folded = [...foldText(written)];
      if (folded.length > 0) {
        const from = start % folded.length;
        const part = folded
          .slice(from, from + length)
          .join('')
          .trim();
        if (part !== '') expect(finds(part, written), JSON.stringify([part, written])).toBe(true);
      }
      const looked = foldText(other);
      if (looked !== '')
        expect(finds(other, written), JSON.stringify([other, written])).toBe(foldText(written).includes(looked));
    }),
    { numRuns: 2_000 },
  );
});

test('a pattern stays short and quick to make', () => {
  const pattern = searchPattern('لا إله إلا الله محمد رسول الله ' + 'fffifflﷲﷺ'.repeat(10)) ?? '';
  expect(pattern.length).toBeLessThan(250_000);
});
