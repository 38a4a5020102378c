import { RidaError } from '../../../core/errors.ts';
import { columnNames, type Table, type TableChoices, type TableLine } from './table.ts';
import type { TableLimits } from './table-limits.ts';
import { partText, readBook } from './xlsx-book.ts';
import { type SheetRow, SheetRows } from './xlsx-sheet.ts';
import { XmlScanner } from './xml.ts';
import { openZip } from './zip.ts';

/**
 * Opens one sheet of an XLSX workbook: the one that is named, else the first visible one. Throws what `openZip` throws,
 * `fileForbiddenXml`, `fileEmpty`, `sheetMissing`, `tooManyColumns`, `cellTooLong`; reading its rows may, too, and
 * `tooManyRows`.
 */
export async function openXlsx(path: string, choices: TableChoices, limits: TableLimits): Promise<Table> {
  const book = await readBook(await openZip(path, limits), limits);
  const { sheets } = book;
  const sheet = choices.sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === choices.sheet);
  if (sheet === undefined) throw sheetMissing(choices.sheet, sheets);
  const { packedBytes = 0 } = book.zip.parts.get(sheet.part) ?? {};
  let read = 0;

  async function* lines(): AsyncGenerator<SheetRow> {
    const rows = new SheetRows(book, limits);
    const scanner = new XmlScanner(rows);
    for await (const text of partText(book.zip, sheet?.part ?? '', (packed) => (read = packed))) {
      scanner.push(text);
      yield* rows.ready.splice(0);
    }
    scanner.end();
    yield* rows.ready;
  }

  const columns = await headingOf(lines());
  async function* body(): AsyncGenerator<TableLine> {
    let count = -1;
    for await (const row of lines()) {
      if (++count === 0) continue;
      if (count > limits.rows) throw new RidaError('tooManyRows', { limit: limits.rows });
      yield asLong(row, columns.length);
    }
  }
  const format = { kind: 'xlsx', sheet: sheet.name, sheets: sheets.map(({ name }) => name) } as const;
  return { format, columns, rows: body, size: packedBytes, bytesRead: () => read };
}

async function headingOf(lines: AsyncIterable<SheetRow>): Promise<string[]> {
  for await (const { cells } of lines) return columnNames(cells);
  throw new RidaError('fileEmpty');
}

function asLong({ line, cells }: SheetRow, width: number): TableLine {
  while (cells.length < width) cells.push('');
  return cells.length === width ? { line, cells } : { line, cells, broken: 'row' };
}

function sheetMissing(wanted: string | undefined, sheets: readonly { name: string }[]): RidaError {
  if (wanted === undefined) return new RidaError('fileEmpty');
  return new RidaError('sheetMissing', { sheet: wanted, sheets: sheets.map(({ name }) => name).join(', ') });
}
