import { createHmac, hkdfSync } from 'node:crypto';
import { openText, sealText } from './sealed-text.ts';

/** An answer as it went out. */
export interface SentAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[]>>;
  /** '' for none. */
  body: string;
}

/** What an Idempotency-Key opens: only who sends it again can read the answer or tell what was asked. */
export interface Seal {
  /** The same for the same content under the same key and salt. */
  macOf(content: string): Buffer;
  seal(answer: SentAnswer): Buffer;
  /** Throws for what another key or salt sealed. */
  open(sealed: Buffer): SentAnswer;
}

/** `salt`: 16 random bytes, new for every request. */
export function sealWith(idempotencyKey: string, salt: Buffer): Seal {
  const derived = Buffer.from(hkdfSync('sha256', idempotencyKey, salt, 'rida idempotent request', 64));
  const [macKey, cipherKey] = [derived.subarray(0, 32), derived.subarray(32)];
  return {
    macOf: (content) => createHmac('sha256', macKey).update(content, 'utf8').digest(),
    seal: (answer) => sealText(cipherKey, JSON.stringify(answer)),
    // Sealed by `seal` above, or the tag would not fit.
    open: (sealed) => JSON.parse(openText(cipherKey, sealed)) as SentAnswer,
  };
}
