import { verify } from '@node-rs/argon2';
import { expect, it, vi } from 'vitest';
import { networkOf } from './sign-in.ts';
import { hashPassword, isPassword, requireGoodPassword } from './passwords.ts';

vi.mock('@node-rs/argon2', { spy: true });

const code = (password: string, email = 'sara@example.com') => {
  try {
    requireGoodPassword(password, email);
    return 'good';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

it('counts characters as a person does', () => {
  expect(code('۱۲ کبوتر سفید')).toBe('good');
  expect(code('short pass!')).toBe('passwordTooShort');
  expect(code('🦊🐻🐼🐨🦁🐯')).toBe('passwordTooShort');
});

it('refuses what is tried first', () => {
  expect(code('aaaaaaaaaaaa')).toBe('passwordTooEasy');
  expect(code('121212121212')).toBe('passwordTooEasy');
  expect(code('Sara@Example.com')).toBe('passwordTooEasy');
  expect(code('xx sara@example.com')).toBe('passwordTooEasy');
  expect(code('abcdefghijkl', '')).toBe('good');
});

it('keeps argon2id at 19 MiB and two passes, every character of a long password counting', async () => {
  const long = `${'correct horse battery '.repeat(40)}x`;
  const stored = await hashPassword(long);
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword(long, stored)).toBe(true);
  expect(await isPassword(`${long.slice(0, -1)}y`, stored)).toBe(false);
});

it('knows a password written in another form of the same letters', async () => {
  const stored = await hashPassword('pâté en croûte'.normalize('NFC'));
  expect(await isPassword('pâté en croûte'.normalize('NFD'), stored)).toBe(true);
});

it('is wrong where there is no password, and works as hard', async () => {
  const stored = await hashPassword('a good long password');
  const checked = vi.mocked(verify);
  checked.mockClear();
  expect(await isPassword('not the right password', stored)).toBe(false);
  expect(await isPassword('not the right password', null)).toBe(false);
  // The same algorithm at the same cost, on both sides.
  const [known, unknown] = checked.mock.calls.map(([hash]) => String(hash).split('$').slice(1, 4));
  expect(unknown).toEqual(known);
  expect(unknown?.[0]).toBe('argon2id');
});

it('takes a home’s IPv6 network for one address', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('2001:db8:0:1:aaaa::1')).toBe('2001:db8:0:1');
  expect(networkOf('2001:db8:0:1::2')).toBe('2001:db8:0:1');
  expect(networkOf('2001:0db8::1')).toBe('2001:db8:0:0');
  expect(networkOf('::1')).toBe('0:0:0:0');
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
});
