import { expect, test } from 'vitest';
import { deeperThan, storableJson, storableText } from './storable.ts';

test.each([
  ['می\u200cشود', 'می\u200cشود'],
  ['\u202eabc\u2069\u061c', '\u202eabc\u2069\u061c'],
  ['👩\u200d👩\u200d👧', '👩\u200d👩\u200d👧'],
  ['a\0b', 'a\ufffdb'],
  ['\ud800x', '\ufffdx'],
  ['x\udc00\0', 'x\ufffd\ufffd'],
  ['e\u0301', 'e\u0301'],
])('%j is kept as %j: only what no store can hold is replaced', (text, kept) => {
  expect(storableText(text)).toBe(kept);
});

test('keys are made storable too, and __proto__ is a key like any other', () => {
  const value = JSON.parse('{"a\\u0000":{"\\ud800":["\\u0000",1,null,true]},"__proto__":{"polluted":1}}');
  expect(JSON.stringify(storableJson(value))).toBe(
    '{"__proto__":{"polluted":1},"a\ufffd":{"\ufffd":["\ufffd",1,null,true]}}',
  );
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('depth is measured without following it to the end', () => {
  const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  expect(deeperThan(deep, 64)).toBe(true);
  expect(deeperThan([[{ a: 1 }]], 3)).toBe(false);
  expect(deeperThan([[{ a: 1 }]], 2)).toBe(true);
  expect(deeperThan('text', 0)).toBe(false);
});

test('equal values have equal texts, whatever the order of their keys', () => {
  expect(JSON.stringify(storableJson({ b: { d: 1, c: 2 }, a: [] }))).toBe('{"a":[],"b":{"c":2,"d":1}}');
});
