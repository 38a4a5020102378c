import { newToken } from './tokens.ts';

const prefix = 'rida_';

/** A new key: recognisable in a leak, 256 random bits behind it. */
export function newApiKey(): string {
  return prefix + newToken();
}

/** Whether a text can be a key at all. */
export function isApiKey(text: string): boolean {
  return /^rida_[\w-]{43}$/.test(text);
}

/** The beginning of a key, enough for its owner to tell it from others: `rida_Ab3dEf12`. */
export function shownPart(key: string): string {
  return key.slice(0, prefix.length + 8);
}
