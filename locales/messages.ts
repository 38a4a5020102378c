import { IntlMessageFormat } from 'intl-messageformat';
import { type Locale, locales, numberTagOf } from '../core/language/locales.ts';
import arAudit from './ar/audit.json' with { type: 'json' };
import arCli from './ar/cli.json' with { type: 'json' };
import arErrors from './ar/errors.json' with { type: 'json' };
import arImports from './ar/imports.json' with { type: 'json' };
import arKpis from './ar/kpis.json' with { type: 'json' };
import arReference from './ar/reference.json' with { type: 'json' };
import arWeb from './ar/web.json' with { type: 'json' };
import enAudit from './en/audit.json' with { type: 'json' };
import enCli from './en/cli.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enImports from './en/imports.json' with { type: 'json' };
import enKpis from './en/kpis.json' with { type: 'json' };
import enReference from './en/reference.json' with { type: 'json' };
import enWeb from './en/web.json' with { type: 'json' };
import faAudit from './fa/audit.json' with { type: 'json' };
import faCli from './fa/cli.json' with { type: 'json' };
import faErrors from './fa/errors.json' with { type: 'json' };
import faImports from './fa/imports.json' with { type: 'json' };
import faKpis from './fa/kpis.json' with { type: 'json' };
import faReference from './fa/reference.json' with { type: 'json' };
import faWeb from './fa/web.json' with { type: 'json' };

/** Every text by language; English is the shape that the others must have (see messages.test.ts). */
const catalogue = {
  en: {
    audit: enAudit,
    cli: enCli,
    errors: enErrors,
    imports: enImports,
    kpis: enKpis,
    reference: enReference,
    web: enWeb,
  },
  ar: {
    audit: arAudit,
    cli: arCli,
    errors: arErrors,
    imports: arImports,
    kpis: arKpis,
    reference: arReference,
    web: arWeb,
  },
  fa: {
    audit: faAudit,
    cli: faCli,
    errors: faErrors,
    imports: faImports,
    kpis: faKpis,
    reference: faReference,
    web: faWeb,
  },
} satisfies Record<Locale, Texts>;

interface Texts {
  readonly [name: string]: string | Texts;
}

type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];

/** Names of all texts, e.g. `errors.notFound.title`. */
export type MessageKey = KeyOf<(typeof catalogue)['en']>;

export type MessageParams = Readonly<Record<string, string | number>>;

/**
 * A text in a language, its ICU placeholders and plural forms filled from `params`.
 * Throws when a placeholder has no value: a text and its caller disagree.
 */
export function message(locale: Locale, key: MessageKey, params: MessageParams = {}): string {
  const format = formats[locale].get(key);
  if (!format) throw new Error(`no text ${key} in ${locale}`);
  return String(format.format({ ...params }));
}

/** All keys, for tests and for checks at start. */
export function messageKeys(locale: Locale): MessageKey[] {
  return [...formats[locale].keys()];
}

const formats = Object.fromEntries(locales.map((locale) => [locale, compile(locale)])) as Record<
  Locale,
  Map<MessageKey, IntlMessageFormat>
>;

function compile(locale: Locale): Map<MessageKey, IntlMessageFormat> {
  const tag = numberTagOf(locale);
  const texts = [...leaves(catalogue[locale], '')];
  // The catalogue of each language has the keys of English: messages.test.ts holds it to that.
  return new Map(texts.map(([key, text]) => [key as MessageKey, new IntlMessageFormat(text, tag)]));
}

function* leaves(texts: Texts, prefix: string): Generator<[string, string]> {
  for (const [name, value] of Object.entries(texts)) {
    if (typeof value === 'string') yield [`${prefix}${name}`, value];
    else yield* leaves(value, `${prefix}${name}.`);
  }
}
