import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/** The text encrypted (AES-256-GCM) under a key of 32 bytes. */
export function sealText(key: Buffer, text: string): Buffer {
  const iv = randomBytes(ivLength);
  const cipherer = createCipheriv(cipher, key, iv);
  const sealed = Buffer.concat([cipherer.update(text, 'utf8'), cipherer.final()]);
  return Buffer.concat([iv, cipherer.getAuthTag(), sealed]);
}

/** What `sealText` sealed. Throws for what another key sealed. */
export function openText(key: Buffer, sealed: Buffer): string {
  const decipherer = createDecipheriv(cipher, key, sealed.subarray(0, ivLength));
  decipherer.setAuthTag(sealed.subarray(ivLength, ivLength + tagLength));
  const text = sealed.subarray(ivLength + tagLength);
  return Buffer.concat([decipherer.update(text), decipherer.final()]).toString('utf8');
}
