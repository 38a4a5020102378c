import { expect, test } from 'vitest';
import type { FileRecord } from '../../server/ingest/files/records.ts';
import { type Batch, gatherBatches } from './batches.ts';

const refusal = { code: 'invalidEvent', params: {}, raw: '?' } as const;

async function* records(...sizes: number[]): AsyncGenerator<FileRecord> {
  for (const [index, size] of sizes.entries()) {
    const events = Array.from({ length: size }, (_, number) => ({ id: `${index + 1}.${number}` }));
    yield { line: index + 1, cells: null, events, unreadable: size === 0 ? [refusal] : [] };
  }
}

async function gather(
  source: AsyncIterable<FileRecord>,
  { skip = 0, events = 3, bytes = 1000 } = {},
): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of gatherBatches(source, (event) => event, { skip, limits: { events, bytes } }))
    batches.push(batch);
  return batches;
}

const shapes = (batches: Batch[]) =>
  batches.map((batch) => [batch.records, batch.events.length, batch.unreadable.length]);

test('a record is never split between two batches', async () => {
  expect(shapes(await gather(records(2, 2, 1, 1, 1)))).toEqual([
    [1, 2, 0],
    [3, 3, 0],
    [5, 2, 0],
  ]);
});

test('bytes limit a batch as they are sent, in UTF-8', async () => {
  async function* arabic(): AsyncGenerator<FileRecord> {
    for (let line = 1; line <= 3; line++)
      yield { line, cells: null, events: [{ text: 'ن'.repeat(100) }], unreadable: [] };
  }
  expect(shapes(await gather(arabic(), { bytes: 450 }))).toEqual([
    [2, 2, 0],
    [3, 1, 0],
  ]);
  expect(shapes(await gather(arabic(), { bytes: 300 }))).toEqual([
    [1, 1, 0],
    [2, 1, 0],
    [3, 1, 0],
  ]);
});

test('refused records count for the place, too, and only them make a batch without events', async () => {
  expect(shapes(await gather(records(0, 1, 0)))).toEqual([[3, 1, 2]]);
  expect(shapes(await gather(records(0, 0, 0, 0)))).toEqual([
    [3, 0, 3],
    [4, 0, 1],
  ]);
});

test('what an earlier run has sent is passed over, and the place goes on from there', async () => {
  const whole = await gather(records(2, 2, 0, 1));
  const rest = await gather(records(2, 2, 0, 1), { skip: 1 });
  expect(shapes(whole)).toEqual([
    [1, 2, 0],
    [4, 3, 1],
  ]);
  expect(rest).toEqual(whole.slice(1));
});

test('an empty file gives nothing', async () => {
  expect(await gather(records())).toEqual([]);
});

test('the body is NDJSON in the order of the events', async () => {
  const [batch] = await gather(records(1, 1));
  expect(batch?.body).toBe('{"id":"1.0"}\n{"id":"2.0"}\n');
  expect(batch?.events.map(({ record }) => record.line)).toEqual([1, 2]);
});
