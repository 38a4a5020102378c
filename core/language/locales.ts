/** Languages that every face, mail and report speaks, in the order of their first users. */
export const locales = ['ar', 'fa', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Writing direction of a language (of a person's own text: `dir="auto"`, never this). */
export function directionOf(locale: Locale): 'rtl' | 'ltr' {
  return locale === 'en' ? 'ltr' : 'rtl';
}

export function isLocale(value: string): value is Locale {
  return locales.some((locale) => locale === value);
}

/** BCP 47 tag with the digits people of a language expect by default: Latin, save in Persian. */
export function numberTagOf(locale: Locale): string {
  return { ar: 'ar-u-nu-latn', fa: 'fa-u-nu-arabext', en: 'en' }[locale];
}

/** The best of our languages for an `Accept-Language` header; `fallback` where none fits. */
export function preferredLocale(header: string | undefined, fallback: Locale): Locale {
  const ranked = (header ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => part.trim().split(';'))
    .map(([tag = '', quality = '']) => ({
      language: (tag.split('-')[0] ?? '').toLowerCase(),
      weight: quality.trim().startsWith('q=') ? Number(quality.trim().slice(2)) : 1,
    }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return ranked.map(({ language }) => language).find(isLocale) ?? fallback;
}
