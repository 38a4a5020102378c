import { expect, it } from 'vitest';
import { isApiKey, newApiKey, shownPart } from './api-keys.ts';
import { hashOf, isToken, newToken, sameSecret } from './tokens.ts';

it('gives a hundred thousand different tokens of 256 bits whose bits are even', () => {
  const tokens = Array.from({ length: 100_000 }, newToken);
  expect(new Set(tokens).size).toBe(tokens.length);
  const ones = Array.from({ length: 256 }, () => 0);
  for (const token of tokens) {
    const bytes = Buffer.from(token, 'base64url');
    expect(bytes.length).toBe(32);
    for (let bit = 0; bit < 256; bit++) ones[bit]! += (bytes[bit >> 3]! >> (bit & 7)) & 1;
  }
  // Each bit is a fair coin: 100,000 throws stay within six standard deviations (158 each) of the half.
  for (const count of ones) expect(Math.abs(count - 50_000)).toBeLessThan(6 * 159);
});

it('takes for a token only what can be one', () => {
  const [token, key] = [newToken(), newApiKey()];
  expect([isToken(token), isApiKey(key)]).toEqual([true, true]);
  const strange = [
    '',
    ' ',
    '%00',
    '\0',
    'null',
    'undefined',
    '[]',
    token.slice(1),
    `${token}a`,
    ` ${token}`,
    `${token}\n`,
  ];
  for (const text of strange) expect([text, isToken(text), isApiKey(`rida_${text}`)]).toEqual([text, false, false]);
  expect(isApiKey(token)).toBe(false);
});

it('shows of a key eight of its 43 letters', () => {
  const key = newApiKey();
  expect(key.startsWith(shownPart(key))).toBe(true);
  expect(shownPart(key)).toHaveLength('rida_'.length + 8);
});

it('compares secrets, and never finds an empty one equal', () => {
  expect(sameSecret('abc', 'abc')).toBe(true);
  expect(sameSecret('abc', 'abd')).toBe(false);
  expect(sameSecret('abc', 'abcd')).toBe(false);
  expect(sameSecret('', '')).toBe(false);
});

it('hashes with SHA-256', () => {
  expect(hashOf('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
