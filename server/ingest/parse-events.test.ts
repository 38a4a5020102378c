import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnreadableLine } from '../../contract/refusal.ts';
import { jsonErrorPosition } from './json-error-position.ts';
import { parseEvents } from './parse-events.ts';

const json = 'application/json';

test.each([
  ['an array', '[{"id":"1"},{"id":"2"}]', json, [{ id: '1' }, { id: '2' }]],
  ['an empty array', ' [ ] ', json, []],
  ['one object', '{"id":"1"}', json, [{ id: '1' }]],
  ['one object over several lines', '{\n"id":\n"1"\n}\n', json, [{ id: '1' }]],
  ['lines, by media type', '{"id":"1"}\n\n{"id":"2"}\r\n', 'application/x-ndjson', [{ id: '1' }, { id: '2' }]],
  ['a single line, by media type', '{"id":"1"}', 'application/x-ndjson', [{ id: '1' }]],
  ['lines, by sight', '{"id":"1"}\n{"id":"2"}', json, [{ id: '1' }, { id: '2' }]],
  ['a byte order mark', '\ufeff[{"id":"1"}]', json, [{ id: '1' }]],
  ['no type at all', '[1]', '', [1]],
  ['equal keys: the last', '{"id":"1","id":"2"}', json, [{ id: '2' }]],
])('reads %s', (_name, text, type, events) => {
  expect(parseEvents(text, type)).toEqual(events);
});

test('a line that is no JSON stands for itself and sinks no other', () => {
  const [first, second, third] = parseEvents('{"id":"1"}\n{"id":}\n{"id":"3"}', 'application/x-ndjson');
  expect([first, third]).toEqual([{ id: '1' }, { id: '3' }]);
  expect(second).toEqual(new UnreadableLine('{"id":}', 6));
});

test.each([
  ['', 0],
  ['  ', 2],
  ['[{"id":"1"},]', 12],
  ['[1,2', 4],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['{a:1}', 1],
  ['[1]x', 3],
  ['{"a":1}}', 7],
  ['["a\nb"]', 3],
  ['["\\x"]', 2],
  ['["\\u12"]', 2],
  ['"abc', 4],
  ['[01]', 2],
  ['[1.]', 2],
  ['[tru]', 1],
  ['nul', 0],
  ['[,1]', 1],
  ['{"a":1,}', 7],
  ['[1}', 2],
  ["['a']", 1],
  ['[NaN]', 1],
  ['[-]', 1],
  ['[\u00a01]', 1],
  ['{"a":{"b":[1,{"c":tru}]}}', 18],
])('%j breaks at %d', (text, position) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(jsonErrorPosition(text)).toBe(position);
  expect(() => parseEvents(text, json)).toThrow(
    expect.objectContaining({ code: 'invalidRequest', params: expect.objectContaining({ position }) }),
  );
});

test('what JSON.parse accepts is never said to break before its end', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(jsonErrorPosition(text)).toBe(text.length);
    }),
  );
});

test('a broken character is found at or before where it was put', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.nat(), (text, n) => {
      const place = n % (text.length + 1);
      const broken = `${text.slice(0, place)}\u0001${text.slice(place)}`;
      expect(jsonErrorPosition(broken)).toBeLessThanOrEqual(place);
    }),
  );
});

test('more than 10,000 events are refused before they are looked at', () => {
  expect(parseEvents(`[${Array(10_000).fill('1').join()}]`, json)).toHaveLength(10_000);
  const tooMany = expect.objectContaining({ code: 'tooManyEvents' });
  expect(() => parseEvents(`[${Array(10_001).fill('1').join()}]`, json)).toThrow(tooMany);
  expect(() => parseEvents('1\n'.repeat(10_001), 'application/x-ndjson')).toThrow(tooMany);
});

test('millions of lists or levels are refused for their size, before they take memory', () => {
  const tooLarge = expect.objectContaining({ code: 'bodyTooLarge' });
  expect(() => parseEvents(`${'['.repeat(600_000)}${']'.repeat(600_000)}`, json)).toThrow(tooLarge);
  expect(() => parseEvents(`{"x":[${Array(600_000).fill('{}').join()}]}`, json)).toThrow(tooLarge);
});

test('a hundred thousand levels are a place in a text, not a fall', () => {
  const deep = '['.repeat(100_000);
  expect(jsonErrorPosition(`${deep}x`)).toBe(100_000);
  expect(() => parseEvents(deep, json)).toThrow(expect.objectContaining({ code: 'invalidRequest' }));
  expect(parseEvents(`${deep}${']'.repeat(100_000)}`, json)).toHaveLength(1);
});
