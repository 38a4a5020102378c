import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, 43 letters of base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret: its SHA-256. A secret of 256 random bits needs no slow hash. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

/** True for the same secret; takes the same time wherever they differ. False for '' on either side. */
export function sameSecret(given: string, expected: string): boolean {
  return given !== '' && expected !== '' && timingSafeEqual(hashOf(given), hashOf(expected));
}

/** Whether a text can be a token of ours at all; everything else is refused without a look-up. */
export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}
