import { expect, test } from 'vitest';
import { alikeAmong, type Known } from './alike.ts';

const known = (id: string, phones: string[], emails: string[] = []): Known => ({ id, phones, emails });

test('who shares a phone or an address is proposed once, a switchboard’s number tells nothing', () => {
  const people = [
    known('b', ['+966501234567'], ['a@x.com']),
    known('a', ['+966501234567'], ['a@x.com']),
    known('c', ['+966112223333'], ['c@x.com']),
    known('d', ['+966112223333'], ['c@x.com']),
    known('e', ['+966112223333']),
    known('f', ['+966112223333']),
  ];
  expect(alikeAmong('customer', people)).toEqual([
    { kind: 'customer', one: 'a', other: 'b', because: 'phone' },
    { kind: 'customer', one: 'c', other: 'd', because: 'email' },
  ]);
});

test('nobody is like nobody', () => {
  expect(alikeAmong('agent', [])).toEqual([]);
  expect(alikeAmong('agent', [known('a', []), known('b', [])])).toEqual([]);
  expect(alikeAmong('agent', [known('a', ['1']), known('a', ['1'])])).toEqual([]);
});
