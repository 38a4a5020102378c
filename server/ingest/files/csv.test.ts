import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { makeTestDirectory, removeTestDirectory } from '../../../tests/support/directories.ts';
import { CsvRows } from './csv-rows.ts';
import { openTable } from './open-table.ts';
import type { TableLine } from './table.ts';
import { tableLimits } from './table-limits.ts';

const directory = makeTestDirectory();
afterAll(() => removeTestDirectory(directory));

/** The rows of a text that comes in pieces of `size`. */
function rowsOf(text: string, { size = 3, delimiter = ',', row = 1_000 } = {}): TableLine[] {
  const rows = new CsvRows(delimiter, { row, columns: 100 });
  const lines: TableLine[] = [];
  const take = (line: TableLine) => {
    if (lines.push(line) === 1) rows.expect(line.cells.length);
  };
  for (let at = 0; at < text.length; at += size) for (const line of rows.push(text.slice(at, at + size))) take(line);
  for (const line of rows.end()) take(line);
  return lines;
}

const short = (lines: TableLine[]) => lines.map(({ line, cells, broken }) => [line, cells.join('|'), broken ?? '']);

async function open(content: string | Buffer, choices = {}) {
  const path = join(directory, 'table');
  await writeFile(path, content);
  return openTable(path, choices);
}

async function cellsOf(content: string | Buffer, choices = {}): Promise<string[][]> {
  const table = await open(content, choices);
  const rows: string[][] = [table.columns];
  for await (const { cells } of table.rows()) rows.push(cells);
  return rows;
}

describe('rows', () => {
  test('quotes, line breaks in cells, both line ends, empty lines, and no end at the end, in pieces of any size', () => {
    const text = 'a,b\r\n1,"x ""y"",\r\nz" \n\n,\n"",2\r3,4';
    const whole = rowsOf(text, { size: 1_000 });
    expect(short(whole)).toEqual([
      [1, 'a|b', ''],
      [3, '1|x "y",\r\nz', ''],
      [6, '|2', ''],
      [7, '3|4', ''],
    ]);
    for (const size of [1, 2, 3, 5, 7]) expect(rowsOf(text, { size })).toEqual(whole);
  });

  test('a delimiter may have several signs', () => {
    expect(short(rowsOf('a::b\n1::"2::3"\n', { delimiter: '::' })).map(([, cells]) => cells)).toEqual([
      'a|b',
      '1|2::3',
    ]);
  });

  test('a quote inside a cell is a sign like any other', () => {
    expect(short(rowsOf('a,b\n5" screen,it\'s "fine"\n'))).toEqual([
      [1, 'a|b', ''],
      [2, '5" screen|it\'s "fine"', ''],
    ]);
  });

  test('too many or too few cells refuse their row alone', () => {
    expect(short(rowsOf('a,b\n1\n1,2\n1,2,3\n4,5'))).toEqual([
      [1, 'a|b', ''],
      [2, '1', 'row'],
      [3, '1|2', ''],
      [4, '1|2|3', 'row'],
      [5, '4|5', ''],
    ]);
  });
});

describe('a lone quote costs its own line and no other', () => {
  const lines = 'a,b\n1,x\n2,"never closed\n3,z\n';

  test('at the end of the file', () => {
    for (const size of [1, 4, 100]) {
      expect(short(rowsOf(lines, { size }))).toEqual([
        [1, 'a|b', ''],
        [2, '1|x', ''],
        [3, '2|"never closed', 'unclosedQuote'],
        [4, '3|z', ''],
      ]);
    }
  });

  test('closed by the next one, many lines below', () => {
    const text = `${lines}${Array.from({ length: 50 }, (_, i) => `${i},y`).join('\n')}\n7,"also open\n8,w\n`;
    const read = rowsOf(text);
    expect(read).toHaveLength(56);
    expect(short(read).filter(([, , broken]) => broken !== '')).toEqual([
      [3, '2|"never closed', 'unclosedQuote'],
      [55, '7|"also open', 'unclosedQuote'],
    ]);
  });

  test('in a file far longer than a row may be', () => {
    const text = `${lines}${'4,v\n'.repeat(5_000)}`;
    const read = rowsOf(text, { size: 4_096 });
    expect(read).toHaveLength(5_004);
    expect(short(read).filter(([, , broken]) => broken !== '')).toEqual([[3, '2|"never closed', 'unclosedQuote']]);
  });

  test('however many there are', () => {
    const read = rowsOf(`a,b\n${'1,"x\n'.repeat(2_001)}2,y\n`);
    expect(read.filter(({ broken }) => broken === undefined).length).toBeGreaterThanOrEqual(2);
    expect(read).toHaveLength(2_003);
  });
});

test('a row without end is passed over in little memory, and the next is read', async () => {
  const rows = new CsvRows(',', { row: 1_000, columns: 100 });
  const read: TableLine[] = [...rows.push('a,b\n')];
  rows.expect(2);
  const before = process.memoryUsage().rss;
  const piece = 'x'.repeat(1_000_000);
  for (let i = 0; i < 100; i++) read.push(...rows.push(piece));
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  read.push(...rows.push('\n1,2\n'), ...rows.end());
  expect(short(read).map(([line, , broken]) => [line, broken])).toEqual([
    [1, ''],
    [2, 'rowTooLong'],
    [3, ''],
  ]);
});

describe('files', () => {
  const arabic = 'الاسم;التقييم\nسارة;راضٍ\n';
  // The same in Windows-1256.
  const bytes1256 = Buffer.from('c7e1c7d3e33bc7e1cadeedede30ad3c7d1c93bd1c7d6f20a', 'hex');

  test.each([
    ['UTF-8', Buffer.from(arabic), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${arabic}`), 'utf-8'],
    ['UTF-16', Buffer.from(`\ufeff${arabic}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 of the other order', Buffer.from(`\ufeff${arabic}`, 'utf16le').swap16(), 'utf-16be'],
    ['gzip', gzipSync(arabic), 'utf-8'],
  ])('%s', async (_name, bytes, encoding) => {
    const table = await open(bytes);
    expect([table.format, table.columns]).toEqual([{ kind: 'csv', encoding, delimiter: ';' }, ['الاسم', 'التقييم']]);
    expect(await cellsOf(bytes)).toEqual([
      ['الاسم', 'التقييم'],
      ['سارة', 'راضٍ'],
    ]);
  });

  test('Windows-1256 is recognised, and read where somebody says so', async () => {
    const table = await open(bytes1256);
    expect(table.format).toMatchObject({ encoding: 'windows-1256', delimiter: ';' });
    expect((await cellsOf(bytes1256))[1]).toEqual(['سارة', 'راضٍ']);
    await expect(open(bytes1256, { encoding: 'utf-8' }).then((found) => found.columns)).rejects.toThrow(
      'fileEncodingUnknown',
    );
  });

  test('another code page is not taken for Arabic', async () => {
    await expect(open(Buffer.from('name;ville\nRené;Besançon\nZoë;Angoulême\n', 'latin1'))).rejects.toThrow(
      'fileEncodingUnknown',
    );
  });

  test.each([
    [',', 'a,b,c\n1,"2;3;4",5\n'],
    [';', 'a;b\n1,5;2,5\n3,5;4,5\n'],
    ['\t', 'a\tb, c\n1\t2, 3\n'],
    ['|', 'a|b\n1|2\n'],
    ['؛', 'a؛b\n1؛2\n'],
    [',', 'single\nvalue\n'],
  ])('the delimiter %j is recognised', async (delimiter, text) => {
    expect((await open(text)).format).toMatchObject({ delimiter });
  });

  test('columns without a name, or with one name, are told apart', async () => {
    expect((await open('a,,a, b  {c}\n1,2,3,4\n')).columns).toEqual(['a', '#2', 'a #3', 'b c']);
  });

  test('the rows can be read again, from the first', async () => {
    const table = await open('a,b\n1,2\n');
    for (let i = 0; i < 2; i++) {
      const lines: TableLine[] = [];
      for await (const line of table.rows()) lines.push(line);
      expect(lines).toEqual([{ line: 2, cells: ['1', '2'] }]);
    }
    expect(table.bytesRead()).toBe(8);
  });
});

describe('hostile files', () => {
  test.each([
    ['no byte', '', 'fileEmpty'],
    ['only a byte order mark', '\ufeff', 'fileEmpty'],
    ['only empty lines', '\n\n\n', 'fileEmpty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'fileFormatUnknown'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'fileFormatUnknown'],
    ['a PDF', '%PDF-1.7\n', 'fileFormatUnknown'],
    ['a million columns', `${'x,'.repeat(1_000_000)}x\n1\n`, 'tooManyColumns'],
    ['a heading without end', 'x'.repeat(2_000_000), 'cellTooLong'],
    ['gzip that is cut off', gzipSync(Buffer.alloc(100_000, 'a,b\n')).subarray(0, 60), 'fileDamaged'],
  ])('%s', async (_name, content, code) => {
    await expect(open(content)).rejects.toThrow(code);
  });

  test('only a heading is a table without rows', async () => {
    expect(await cellsOf('a,b\n')).toEqual([['a', 'b']]);
  });

  test('what a small gzip unpacks to is never read to its end', async () => {
    const path = join(directory, 'bomb');
    await writeFile(path, gzipSync(Buffer.alloc(50_000_000, 'a,b\n')));
    await expect(openTable(path, {}, { ...tableLimits, textBytes: 1_000_000 })).rejects.toThrow('fileTooLarge');
  });

  test('more rows than are allowed', async () => {
    const path = join(directory, 'rows');
    await writeFile(path, `a,b\n${'1,2\n'.repeat(11)}`);
    const table = await openTable(path, {}, { ...tableLimits, rows: 10 });
    const reading = (async () => {
      for await (const _ of table.rows());
    })();
    await expect(reading).rejects.toThrow('tooManyRows');
  });

  test('NUL bytes far inside and formulas are texts', async () => {
    const rows = await cellsOf(`a,b\n${'x,y\n'.repeat(3_000)}=HYPERLINK(1),\0\n=cmd|' /C calc'!A0,@x\n`);
    expect(rows.slice(-2)).toEqual([
      ['=HYPERLINK(1)', '\0'],
      ["=cmd|' /C calc'!A0", '@x'],
    ]);
  });
});
