import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeTestDirectory, removeTestDirectory } from '../../../tests/support/directories.ts';
import { rowsXml, sheetXml, type Workbook, workbookOf, zipOf } from '../../../tests/support/xlsx.ts';
import { openTable } from './open-table.ts';
import { type TableLimits, tableLimits } from './table-limits.ts';

const directory = makeTestDirectory();
afterAll(() => removeTestDirectory(directory));

async function open(bytes: Buffer, choices = {}, limits: TableLimits = tableLimits) {
  const path = join(directory, 'book');
  await writeFile(path, bytes);
  return openTable(path, choices, limits);
}

async function read(book: Workbook | Buffer, choices = {}, limits: TableLimits = tableLimits) {
  const table = await open(Buffer.isBuffer(book) ? book : workbookOf(book), choices, limits);
  const rows: [number, string[], string?][] = [];
  for await (const { line, cells, broken } of table.rows()) rows.push(broken ? [line, cells, broken] : [line, cells]);
  return { format: table.format, columns: table.columns, rows };
}

const heading =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>';

describe('a workbook', () => {
  test('texts of every kind: shared, with runs and phonetics, inline, of formulas, true and false, errors', async () => {
    const { columns, rows } = await read({
      sharedStrings: [
        '<t>الاسم</t>',
        '<r><rPr><b/></rPr><t>تقي</t></r><r><t xml:space="preserve">يم </t></r><rPh><t>nothing</t></rPh>',
        '<t>a &amp; b &lt;c&gt; &#x1F642; &#10;</t>',
      ],
      sheets: {
        one:
          '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>c</t></is></c></row>' +
          '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c></row>' +
          `<row r="4"><c r="A4" t="str"><f>HYPERLINK("http://x","y")</f><v>y</v></c><c r="C4"><f>1+1</f><v>2</v></c></row>` +
          '<row r="5"><c r="B5" t="str"><f>cmd|calc!A0</f></c></row>' +
          '<row r="6"><c r="A6" t="inlineStr"><is><t><![CDATA[<=1>]]></t></is></c></row>',
      },
    });
    expect(columns).toEqual(['الاسم', 'تقييم', 'c']);
    expect(rows).toEqual([
      [3, ['a & b <c> 🙂 \n', 'true', '#N/A']],
      [4, ['y', '', '2']],
      [6, ['<=1>', '', '']],
    ]);
  });

  test('dates, times and durations by their format, in both systems; numbers as a person sees them', async () => {
    const book: Workbook = {
      formats: ['yyyy\\-mm\\-dd hh:mm', '[h]:mm:ss', '0.00'],
      sheets: {
        s:
          heading +
          '<row r="2"><c r="A2" s="1"><v>46351.604166666664</v></c><c r="B2" s="2"><v>1.0868055555555556</v></c></row>' +
          '<row r="3"><c r="A3" s="3"><v>0.30000000000000004</v></c><c r="B3"><v>966500000000</v></c></row>' +
          '<row r="4"><c r="A4"><v>1E+20</v></c><c r="B4" t="d"><v>2026-11-25T00:00:00</v></c></row>',
      },
    };
    expect((await read(book)).rows.map(([, cells]) => cells)).toEqual([
      ['2026-11-25T14:30:00', '26:05:00'],
      ['0.3', '966500000000'],
      ['100000000000000000000', '2026-11-25T00:00:00'],
    ]);
    expect((await read({ ...book, date1904: true })).rows[0]?.[1][0]).toBe('2030-11-26T14:30:00');
  });

  test('the first sheet that is not hidden, or the one that is named', async () => {
    const book = {
      sheets: { notes: rowsXml([['x']]), data: rowsXml([['y']]), more: rowsXml([['z']]) },
      hidden: ['notes'],
    };
    expect((await read(book)).format).toEqual({ kind: 'xlsx', sheet: 'data', sheets: ['data', 'more'] });
    expect((await read(book, { sheet: 'more' })).columns).toEqual(['z']);
    await expect(read(book, { sheet: 'other' })).rejects.toThrow('sheetMissing');
  });

  test('cells without references, prefixed names, rows that are shorter and rows that are longer', async () => {
    const { rows } = await read({
      sheets: { s: '' },
      parts: {
        'xl/worksheets/sheet1.xml':
          '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c><x:c t="str"><x:v>b</x:v></x:c></x:row>' +
          '<x:row><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c/><x:c/><x:c t="str"><x:v>late</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    });
    expect(rows).toEqual([
      [2, ['1', '']],
      [3, ['', '', 'late'], 'row'],
    ]);
  });

  test('fifty thousand rows, with far more formatted than filled', async () => {
    const data = Array.from(
      { length: 50_000 },
      (_, i) => `<row r="${i + 2}"><c r="A${i + 2}"><v>${i}</v></c><c r="XFD${i + 2}" s="1"/></row>`,
    );
    const { rows } = await read({ sheets: { s: heading + data.join('') } });
    expect([rows.length, rows.at(-1)]).toEqual([50_000, [50_001, ['49999', '']]]);
  });
});

describe('hostile workbooks', () => {
  const bomb = (says?: number) => {
    const content = sheetXml(`${heading}<row><c t="inlineStr"><is><t>${'x'.repeat(40_000_000)}</t></is></c></row>`);
    const [sheet, ...rest] = [
      { name: 'xl/worksheets/sheet1.xml', content, ...(says !== undefined && { says }) },
      ...['_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels'].map((name) => ({
        name,
        content: partsOf(name),
      })),
    ];
    return zipOf([sheet!, ...rest]);
  };

  test('a bomb that says what it is', async () => {
    const before = process.memoryUsage().rss;
    const bytes = bomb();
    expect(bytes.length).toBeLessThan(100_000);
    await expect(read(bytes)).rejects.toThrow('fileExpandsTooMuch');
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  test('a bomb that lies is left at what it said', async () => {
    await expect(read(bomb(1_000))).rejects.toThrow('fileDamaged');
  });

  test('a part that is too large', async () => {
    const limits = { ...tableLimits, partBytes: 100 };
    await expect(read({ sheets: { s: rowsXml([['x'.repeat(200)]]) } }, {}, limits)).rejects.toThrow('fileTooLarge');
  });

  test('a flood of parts', async () => {
    const parts = Array.from({ length: 3_000 }, (_, i) => ({ name: `p${i}`, content: '' }));
    await expect(read(zipOf(parts))).rejects.toThrow('fileTooLarge');
  });

  test('one cell of a hundred million signs', async () => {
    const content = sheetXml(`${heading}<row><c t="str"><v>${'ab'.repeat(25_000_000)}</v></c></row>`);
    const limits = { ...tableLimits, partRatio: 100_000 };
    const book = workbookOf({ sheets: { s: '' }, parts: { 'xl/worksheets/sheet1.xml': content } });
    await expect(read(book, {}, limits)).rejects.toThrow('cellTooLong');
  });

  test('more shared text than is held', async () => {
    const sharedStrings = Array.from({ length: 100 }, (_, i) => `<t>${i} ${'x'.repeat(1_000)}</t>`);
    const limits = { ...tableLimits, sharedText: 50_000 };
    await expect(read({ sheets: { s: heading }, sharedStrings }, {}, limits)).rejects.toThrow('fileTooLarge');
  });

  test('a million columns', async () => {
    await expect(read({ sheets: { s: rowsXml([Array.from({ length: 1_001 }, (_, i) => `c${i}`)]) } })).rejects.toThrow(
      'tooManyColumns',
    );
  });

  test('more rows than are allowed', async () => {
    const rows = Array.from({ length: 12 }, () => ['x']);
    await expect(read({ sheets: { s: rowsXml(rows) } }, {}, { ...tableLimits, rows: 10 })).rejects.toThrow(
      'tooManyRows',
    );
  });

  test.each([
    [
      'entities that grow without end',
      `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><worksheet>&lol2;</worksheet>`,
    ],
    ['an outer entity', `<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>`],
    ['an unknown entity', `<worksheet><sheetData><row><c t="str"><v>&lol;</v></c></row></sheetData></worksheet>`],
  ])('%s', async (_name, xml) => {
    await expect(read({ sheets: { s: '' }, parts: { 'xl/worksheets/sheet1.xml': xml } })).rejects.toThrow(
      'fileForbiddenXml',
    );
  });

  test.each([
    ['a sheet that is cut off', '<worksheet><sheetData><row><c><v>1</v>'],
    ['a sheet that is no XML', 'hello < world'],
    ['a tag without end', `<worksheet ${'a'.repeat(300_000)}`],
    ['a shared text that is not there', `<worksheet><row><c t="s"><v>7</v></c></row></worksheet>`],
    ['a cell that is nowhere', `<worksheet><row><c r="?"><v>7</v></c></row></worksheet>`],
  ])('%s', async (_name, xml) => {
    await expect(read({ sheets: { s: '' }, parts: { 'xl/worksheets/sheet1.xml': xml } })).rejects.toThrow(
      'fileDamaged',
    );
  });

  test('an archive that is cut off anywhere is damaged, and never half a table', async () => {
    const bytes = workbookOf({ sheets: { s: rowsXml([['a'], ['1'], ['2']]) } });
    for (const share of [0.05, 0.3, 0.6, 0.9, 0.99]) {
      await expect(read(bytes.subarray(0, Math.floor(bytes.length * share)))).rejects.toThrow('fileDamaged');
    }
  });

  test('bytes changed at random end in an error or in a table, never in anything else', async () => {
    const bytes = workbookOf({
      sheets: {
        s: rowsXml([
          ['a', 'b'],
          ['1', '2'],
        ]),
      },
      sharedStrings: ['<t>x</t>'],
    });
    let seed = 7;
    const next = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
    for (let round = 0; round < 150; round++) {
      const changed = Buffer.from(bytes);
      for (let i = 0; i < 3; i++) changed[next(changed.length)] = next(256);
      await read(changed).catch((error: Error) => expect(error.name).toBe('RidaError'));
    }
  });

  test('another archive is no workbook, and an empty sheet no table', async () => {
    await expect(read(zipOf([{ name: 'hello.txt', content: 'hello' }]))).rejects.toThrow('fileFormatUnknown');
    await expect(read({ sheets: {} })).rejects.toThrow('fileEmpty');
    await expect(read({ sheets: { s: '' } })).rejects.toThrow('fileEmpty');
  });
});

function partsOf(name: string): string {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  if (name === '_rels/.rels')
    return `<Relationships><Relationship Id="r" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
  if (name === 'xl/workbook.xml') return '<workbook><sheets><sheet name="s" r:id="r1"/></sheets></workbook>';
  return `<Relationships><Relationship Id="r1" Type="${type}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;
}
