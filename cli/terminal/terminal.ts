import { isLocale, type Locale, locales, numberTagOf } from '../../core/language/locales.ts';
import { message, type MessageKey, type MessageParams } from '../../locales/messages.ts';
import { terminalLocale } from '../text.ts';
import { UsageError } from '../usage-error.ts';

/** The person in front: his language, and where answers and remarks go. */
export interface Terminal {
  readonly locale: Locale;
  text(key: MessageKey, params?: MessageParams): string;
  /** An answer: on standard output. */
  print(line: string): void;
  /** A remark: on standard error. */
  say(key: MessageKey, params?: MessageParams): void;
  number(value: number): string;
  /** An instant (epoch ms) in that zone, in the person's calendar and digits. */
  time(at: number, zone: string): string;
}

/** `language` is what `--language` said; without it the system's language, else English. */
export function openTerminal(language?: string): Terminal {
  const locale = language === undefined ? terminalLocale() : localeNamed(language);
  const tag = numberTagOf(locale);
  const numbers = new Intl.NumberFormat(tag);
  const text = (key: MessageKey, params?: MessageParams) => message(locale, key, params);
  return {
    locale,
    text,
    print: (line) => void process.stdout.write(`${line}\n`),
    say: (key, params) => void process.stderr.write(`${text(key, params)}\n`),
    number: (value) => numbers.format(value),
    time: (at, timeZone) => new Intl.DateTimeFormat(tag, { ...timeParts, timeZone }).format(at),
  };
}

const timeParts = {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const;

function localeNamed(language: string): Locale {
  if (isLocale(language)) return language;
  throw new UsageError('cli.unknownLanguage', { language, languages: locales.join(', ') });
}
