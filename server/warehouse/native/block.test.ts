import { expect, test } from 'vitest';
import fc from 'fast-check';
import { useEngines } from '../../../tests/support/engines.ts';
import { Bytes } from './bytes.ts';
import { BlockWriter, joinBlocks } from './block.ts';

const engines = useEngines();

/** A table with every type that we write. */
const types = {
  i: 'UInt32',
  truth: 'Bool',
  mark: 'UInt8',
  big: 'UInt64',
  ms: 'Int64',
  share: 'Float64',
  measured: 'Nullable(Int64)',
  score: 'Nullable(Float64)',
  at: "DateTime64(3, 'UTC')",
  later: "Nullable(DateTime64(3, 'UTC'))",
  hour: "DateTime('UTC')",
  words: 'String',
  channel: 'LowCardinality(String)',
  tags: 'Array(LowCardinality(String))',
};
const names = Object.keys(types);
const read = `
  SELECT i, truth, mark, toString(big), toString(ms), share, toString(measured), score, toUnixTimestamp64Milli(at),
    toUnixTimestamp64Milli(later), toUnixTimestamp(hour), words, channel, tags`;

const instant = fc.integer({ min: Date.UTC(1970), max: Date.UTC(2100) });
const words = fc.string({ unit: fc.constantFrom('a', 'ي', 'ی', '‌', '\n', '"', '\\', '\u0000', '👩', '\t', "'") });
const row = fc.tuple(
  fc.boolean(),
  fc.constantFrom(0, 1),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.option(fc.maxSafeInteger()),
  fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  instant,
  fc.option(instant),
  instant.map((ms) => Math.floor(ms / 1000)),
  fc.oneof(words, fc.string({ minLength: 40, maxLength: 300 })),
  words,
  fc.array(words, { maxLength: 3 }),
);

test('the engine reads back what was written, whatever the values', async () => {
  await engines.warehouse.command(
    'fold',
    `CREATE TABLE written (${names.map((name) => `${name} ${types[name as keyof typeof types]}`).join(', ')})
     ENGINE = MergeTree ORDER BY i`,
  );
  let next = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (made) => {
      const from = next;
      const rows = made.map((values) => [next++, ...values]);
      await engines.warehouse.insert('append', 'written', names, rows);
      const found = await engines.warehouse.rows('report', `${read} FROM written WHERE i >= {from:UInt32} ORDER BY i`, {
        from,
      });
      expect(found).toEqual(rows.map(asRead));
    }),
    { numRuns: 25, seed: 7 },
  );
});

function asRead(values: unknown[]): unknown[] {
  const [i, truth, mark, big, ms, share, measured, ...others] = values;
  const text = (value: unknown) => (value === null ? null : String(value));
  return [i, truth, mark, text(big), text(ms), share === 0 ? 0 : share, text(measured), ...others.map(positive)];
}

/** JSON has no negative zero. */
function positive(value: unknown): unknown {
  return value === 0 ? 0 : value;
}

test('more different texts than a byte or two can number still come back', async () => {
  await engines.warehouse.command(
    'fold',
    'CREATE TABLE many (i UInt32, name LowCardinality(String)) ENGINE = MergeTree ORDER BY i',
  );
  for (const count of [255, 256, 70_000]) {
    await engines.warehouse.command('fold', 'TRUNCATE TABLE many');
    const rows = Array.from({ length: count }, (_, i) => [i, `n${i}`]);
    await engines.warehouse.insert('append', 'many', ['i', 'name'], rows);
    const sql = `SELECT count(), uniqExact(name), countIf(name != concat('n', toString(i))) FROM many`;
    expect(await engines.warehouse.rows('report', sql)).toEqual([[count, count, 0]]);
  }
});

test('joined blocks hold the rows of all', async () => {
  await engines.warehouse.command(
    'fold',
    'CREATE TABLE joined (s LowCardinality(String)) ENGINE = MergeTree ORDER BY s',
  );
  const blockOf = (...texts: string[]) => {
    const writer = new BlockWriter('joined', ['s'], { s: 'LowCardinality(String)' });
    for (const text of texts) writer.add([text]);
    return writer.block();
  };
  await engines.warehouse.insertBlock('fold', joinBlocks([blockOf('b', 'a'), blockOf('c', 'a')]));
  const rows = await engines.warehouse.rows<[string]>('report', 'SELECT s FROM joined ORDER BY s');
  expect(rows.map(([text]) => text)).toEqual(['a', 'a', 'b', 'c']);
});

test.each([
  ['UInt32', '1', /whole number, not string/],
  ['UInt32', 1.5, /whole number/],
  ['UInt32', -1, /range/],
  ['Int64', null, /whole number, not null/],
  ['Int64', 2 ** 53, /whole number/],
  ['Bool', 1, /true or false/],
  ['String', 7, /a text, not number/],
  ['Array(String)', 'a', /a list, not string/],
  ['Array(String)', [1], /a text/],
  ['Float64', 'secret', /^(?!.*secret)/],
])('%s refuses %j, and tells only of which kind it is', (type, value, message) => {
  const writer = new BlockWriter('t', ['c'], { c: type });
  expect(() => writer.add([value])).toThrow(message);
});

test('a column that the table lacks, a type we do not write and a row too short are our mistakes', () => {
  expect(() => new BlockWriter('t', ['c'], {})).toThrow('t has no column c');
  expect(() => new BlockWriter('t', ['c'], { c: 'UUID' })).toThrow('no way to write UUID');
  const writer = new BlockWriter('t', ['a', 'b'], { a: 'UInt8', b: 'UInt8' });
  expect(() => writer.add([1])).toThrow('has 2 values, not 1');
});

test.each([0, 1, 127, 128, 300, 16_383, 16_384, 2 ** 31, 2 ** 40])(
  'a length of %i takes seven bits a byte',
  (value) => {
    const bytes = new Bytes(1);
    bytes.varint(value);
    let read = 0;
    for (const [i, byte] of bytes.written().entries()) read += (byte & 0x7f) * 2 ** (7 * i);
    expect(read).toBe(value);
    expect(bytes.written().every((byte, i) => byte >= 0x80 === i < bytes.length - 1)).toBe(true);
  },
);
