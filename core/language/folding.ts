import { latinDigits } from './digits.ts';

/** Harakat, Quranic marks and superscript alef: read aloud, often left unwritten. */
const vowelMarks = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g;
/** Tatweel, soft hyphen, joiners, direction marks and emoji presentation selectors. */
const invisible = /[\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff]/g;
const spaces = /\s+/g;
const variantLetters = /[أإآٱؤئيىكةۀ]/g;

/** One letter for the several that Arabic and Persian keyboards give for it. */
const plainLetters: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
  ئ: 'ی',
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
};

/**
 * The text as it is compared, never as it is kept: case, width, vowel marks, tatweel, joiners,
 * direction marks, letter variants (ي/ی/ى, ك/ک, ة/ه, أ/إ/آ/ا), digits and runs of spaces no longer differ.
 */
export function foldText(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(vowelMarks, '')
    .replace(invisible, '')
    .replace(variantLetters, (letter) => plainLetters[letter] ?? letter)
    .replace(spaces, ' ')
    .trim()
    .toLowerCase();
  return latinDigits(plain);
}

const wordBreaks = /[\s_\-.]+/g;

/**
 * A label as it is looked up: `foldText` without breaks between words, so that `very_bad`, `veryBad`,
 * `Very bad`, «خیلی بد» and «خیلی‌بد» are written in one way each.
 */
export function foldLabel(text: string): string {
  return foldText(text).replace(wordBreaks, '');
}
