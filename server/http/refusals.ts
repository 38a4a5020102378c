import type { ErrorCode, ErrorParams } from '../../core/errors.ts';
import type { Locale } from '../../core/language/locales.ts';
import { message } from '../../locales/messages.ts';

/** A refusal with its reason as a sentence in the asker's language. */
export function explained<T extends { code: ErrorCode; params: ErrorParams }>(
  refusal: T,
  locale: Locale,
): T & { message: string } {
  return { ...refusal, message: message(locale, `errors.${refusal.code}.detail`, refusal.params) };
}
