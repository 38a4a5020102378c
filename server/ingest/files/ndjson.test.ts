import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { splitLines } from './lines.ts';
import { openBytes } from './open-bytes.ts';
import { readNdjson } from './read-ndjson.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rida-files-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** The bytes in pieces of `size`, so that no reader may count on whole lines or whole characters. */
async function* pieces(text: string | Buffer, size = 3): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('lines', () => {
  test('LF and CRLF end lines, the last needs none, and every piece size gives the same lines', async () => {
    for (const size of [1, 2, 3, 100]) {
      const lines = await all(splitLines(pieces('a\r\n\nنص\nend', size), 100));
      expect(lines.map((line) => [line.number, line.bytes?.toString()])).toEqual([
        [1, 'a'],
        [2, ''],
        [3, 'نص'],
        [4, 'end'],
      ]);
    }
  });

  test('a line that is too long is named but not kept', async () => {
    const lines = await all(splitLines(pieces(`${'x'.repeat(50)}\nok\n`, 7), 10));
    expect(lines.map((line) => [line.number, line.bytes?.toString()])).toEqual([
      [1, undefined],
      [2, 'ok'],
    ]);
  });
});

describe('files', () => {
  test('gzip is recognised by its bytes, whatever the name', async () => {
    await writeFile(join(directory, 'a.ndjson'), gzipSync('{"id":1}\n'));
    await writeFile(join(directory, 'b.gz'), '{"id":1}\n');
    for (const name of ['a.ndjson', 'b.gz']) {
      const source = await openBytes(join(directory, name));
      const text = Buffer.concat(await all(source.chunks)).toString();
      expect(text).toBe('{"id":1}\n');
      expect(source.bytesRead()).toBe(source.size);
    }
  });

  test('an empty and a one-byte file are files', async () => {
    for (const content of ['', '1']) {
      await writeFile(join(directory, 'small'), content);
      const source = await openBytes(join(directory, 'small'));
      expect(Buffer.concat(await all(source.chunks)).toString()).toBe(content);
    }
  });

  test('gzip that is cut off fails instead of ending early', async () => {
    await writeFile(join(directory, 'cut.gz'), gzipSync('x'.repeat(100_000)).subarray(0, 60));
    const source = await openBytes(join(directory, 'cut.gz'));
    await expect(all(source.chunks)).rejects.toThrow();
  });

  test('a missing file fails at once', async () => {
    await expect(openBytes(join(directory, 'none'))).rejects.toThrow('ENOENT');
  });
});

describe('NDJSON', () => {
  test('bad lines are refused alone, with their number', async () => {
    const text = '\ufeff{"id":"1"}\n\n{"id":\n[1]\n"x"\n{"id":"2"}';
    const records = await all(readNdjson(pieces(text)));
    expect(records.map((record) => [record.line, record.events[0]?.['id'] ?? record.unreadable[0]?.code])).toEqual([
      [1, '1'],
      [3, 'invalidEvent'],
      [4, 'invalidEvent'],
      [5, 'invalidEvent'],
      [6, '2'],
    ]);
  });

  test('a line in another encoding is refused alone', async () => {
    const text = Buffer.concat([
      Buffer.from('{"id":"1"}\n'),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      Buffer.from('{"id":"2"}\n'),
    ]);
    const records = await all(readNdjson(pieces(text)));
    expect(records.map((record) => record.unreadable[0]?.params['rule'])).toEqual([undefined, 'encoding', undefined]);
  });

  test('a file that is one JSON array says so instead of refusing every line', async () => {
    await expect(all(readNdjson(pieces('[\n{"id":"1"}\n]')))).rejects.toThrow('jsonArray');
  });
});
