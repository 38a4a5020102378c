import { expect, test } from 'vitest';
import { customerKeyOf, PersonKeys } from './keys.ts';

test('a key is the same for ever, also after many other people', () => {
  const keys = new PersonKeys('secret');
  const first = keys.keyOf('u-1');
  for (let i = 0; i < 25_000; i++) keys.keyOf(`other ${i}`);
  expect(keys.keyOf('u-1')).toBe(first);
  expect(customerKeyOf('secret', 'u-1')).toBe(first);
});

test('it is the published HMAC: 128 bits, keyed by the workspace', () => {
  // printf u-1 | openssl dgst -sha256 -hmac secret
  expect(customerKeyOf('secret', 'u-1')).toBe('8a756f7a5508f73fdfa425b9e762443b');
  expect(customerKeyOf('another', 'u-1')).not.toBe(customerKeyOf('secret', 'u-1'));
});
