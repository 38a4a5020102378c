import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../core/errors.ts';
import { type Locale, locales, preferredLocale } from '../core/language/locales.ts';
import { message, messageKeys } from '../locales/messages.ts';

const folder = new URL('../locales/', import.meta.url);
const files = readdirSync(new URL('en/', folder));

type Texts = { [name: string]: string | Texts };

function textsOf(locale: Locale, file: string): Map<string, string> {
  const texts: Texts = JSON.parse(readFileSync(new URL(`${locale}/${file}`, folder), 'utf8'));
  return new Map(leaves(texts, ''));
}

function leaves(texts: Texts, prefix: string): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + name, value]] : leaves(value, `${prefix}${name}.`),
  );
}

interface Shape {
  placeholders: string[];
  /** Forms of each plural in it. */
  plurals: string[][];
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

function shapeOf(text: string): Shape {
  const shape: Shape = { placeholders: [], plurals: [] };
  const visit = (element: Element): void => {
    if (!('value' in element) || element.type === literal) return;
    shape.placeholders.push(element.value);
    if (!('options' in element)) return;
    const forms = Object.entries(element.options);
    if ('pluralType' in element)
      shape.plurals.push(forms.map(([form]) => form).filter((form) => !form.startsWith('=')));
    forms.forEach(([, option]) => option.value.forEach(visit));
  };
  new IntlMessageFormat(text).getAst().forEach(visit);
  return shape;
}

/** `TYPE.literal` of the parser, which has its types only as a const enum. */
const literal = 0;

for (const locale of locales) {
  describe(`the texts in ${locale}`, () => {
    it('are in the same files as the English ones', () => {
      expect(readdirSync(new URL(`${locale}/`, folder))).toEqual(files);
    });

    for (const file of files) {
      const [own, english] = [textsOf(locale, file), textsOf('en', file)];

      it(`${file}: have the keys and the placeholders of the English ones`, () => {
        expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
        for (const [key, text] of own) {
          const names = (written: string) => [...new Set(shapeOf(written).placeholders)].sort();
          expect([key, names(text)]).toEqual([key, names(english.get(key) ?? '')]);
        }
      });

      it(`${file}: have every plural form that the language has`, () => {
        const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
        for (const [key, text] of own) {
          for (const plural of shapeOf(text).plurals) expect([key, plural.toSorted()]).toEqual([key, forms]);
        }
      });

      it(`${file}: are written, without blanks around them and without another script’s letters`, () => {
        for (const [key, text] of own) {
          // A separator between words is all blank and point.
          if (/\p{L}/u.test(text)) expect([key, text.trim()]).toEqual([key, text]);
          expect([key, text === '']).toEqual([key, false]);
          if (locale === 'fa') expect([key, /[يكةى٠-٩]/.exec(text)]).toEqual([key, null]);
          if (locale === 'ar') expect([key, /[یکگچپژ۰-۹]/.exec(text)]).toEqual([key, null]);
          if (locale === 'en') expect([key, /[\u0600-\u06ff]/.exec(text)]).toEqual([key, null]);
        }
      });
    }
  });
}

it('says every error in every language', () => {
  for (const locale of locales) {
    const keys = new Set<string>(messageKeys(locale));
    for (const code of Object.keys(errorCodes)) {
      expect(keys).toContain(`errors.${code}.title`);
      expect(keys).toContain(`errors.${code}.detail`);
    }
  }
});

it('counts as Arabic counts', () => {
  const said = [0, 1, 2, 3, 11, 100, 103].map((seconds) => message('ar', 'errors.tooManyRequests.detail', { seconds }));
  expect(said).toEqual([
    'حاول مرة أخرى الآن.',
    'حاول مرة أخرى بعد ثانية واحدة.',
    'حاول مرة أخرى بعد ثانيتين.',
    'حاول مرة أخرى بعد 3 ثوانٍ.',
    'حاول مرة أخرى بعد 11 ثانية.',
    'حاول مرة أخرى بعد 100 ثانية.',
    'حاول مرة أخرى بعد 103 ثوانٍ.',
  ]);
  expect(message('fa', 'errors.tooManyRequests.detail', { seconds: 12 })).toBe('۱۲ ثانیه دیگر دوباره تلاش کنید.');
});

it('throws where a text and its caller disagree', () => {
  expect(() => message('en', 'errors.tooManyRequests.detail')).toThrow();
});

it('chooses the language that a reader likes best', () => {
  expect(preferredLocale('fa-IR,fa;q=0.9,en;q=0.8', 'ar')).toBe('fa');
  expect(preferredLocale('de;q=1, en;q=0.4, ar;q=0.6', 'fa')).toBe('ar');
  expect(preferredLocale('ar;q=0, en', 'fa')).toBe('en');
  expect(preferredLocale('de, *', 'fa')).toBe('fa');
  expect(preferredLocale('', 'ar')).toBe('ar');
  expect(preferredLocale(undefined, 'ar')).toBe('ar');
  expect(preferredLocale(';;;,q=,=;q=x', 'en')).toBe('en');
});
