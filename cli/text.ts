import { type Locale, isLocale } from '../core/language/locales.ts';
import { type MessageKey, type MessageParams, message } from '../locales/messages.ts';

/** Language of the person at the terminal, as the system says it (`LANG=fa_IR.UTF-8`); else English. */
export function terminalLocale(env: Readonly<Record<string, string | undefined>> = process.env): Locale {
  const tag = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const language = tag.slice(0, 2).toLowerCase();
  return isLocale(language) ? language : 'en';
}

/** A text in the terminal's language. */
export function text(key: MessageKey, params?: MessageParams): string {
  return message(terminalLocale(), key, params);
}

/** A line for a person: on standard error, because standard output is for answers. */
export function say(key: MessageKey, params?: MessageParams): void {
  process.stderr.write(`${text(key, params)}\n`);
}
