import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

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

const cipher = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/** `salt`: 16 random bytes, new for every request. */
export function sealWith(idempotencyKey: string, salt: Buffer): Seal {
  const derived = Buffer.from(hkdfSync('sha256', idempotencyKey, salt, 'rida idempotent request', 64));
  const [macKey, cipherKey] = [derived.subarray(0, 32), derived.subarray(32)];
  return {
    macOf: (content) => createHmac('sha256', macKey).update(content, 'utf8').digest(),
    seal(answer) {
      const iv = randomBytes(ivLength);
      const cipherer = createCipheriv(cipher, cipherKey, iv);
      const text = Buffer.concat([cipherer.update(JSON.stringify(answer), 'utf8'), cipherer.final()]);
      return Buffer.concat([iv, cipherer.getAuthTag(), text]);
    },
    open(sealed) {
      const decipherer = createDecipheriv(cipher, cipherKey, sealed.subarray(0, ivLength));
      decipherer.setAuthTag(sealed.subarray(ivLength, ivLength + tagLength));
      const text = sealed.subarray(ivLength + tagLength);
      // Sealed by `seal` above, or the tag would not fit.
      return JSON.parse(Buffer.concat([decipherer.update(text), decipherer.final()]).toString('utf8')) as SentAnswer;
    },
  };
}
