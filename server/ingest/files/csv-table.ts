import { detectDelimiter } from '../../../core/events/mapping/delimiters.ts';
import { RidaError } from '../../../core/errors.ts';
import { CsvRows } from './csv-rows.ts';
import { decoded, detectEncoding } from './encodings.ts';
import { openBytes } from './open-bytes.ts';
import { columnNames, type Table, type TableChoices, type TableLine } from './table.ts';
import type { TableLimits } from './table-limits.ts';

const sampleCharacters = 64 * 1024;

/**
 * Opens a CSV file, plain or gzip. Throws `fileEmpty`, `fileEncodingUnknown`, `fileFormatUnknown`, `fileDamaged`,
 * `tooManyColumns`; reading its rows may throw `fileTooLarge`, `tooManyRows` and `fileDamaged`.
 */
export async function openCsv(path: string, choices: TableChoices, limits: TableLimits): Promise<Table> {
  const encoding = choices.encoding ?? (await detectEncoding(bytesOf(path, limits)));
  const delimiter = choices.delimiter ?? detectDelimiter(await beginningOf(path, encoding, limits));
  let read = 0;
  let size = 0;

  async function* lines(columns: number | null): AsyncGenerator<TableLine> {
    const source = await openBytes(path);
    size = source.size ?? 0;
    const rows = new CsvRows(delimiter, limits);
    const expect = (): void => {
      if (columns !== null) rows.expect(columns);
    };
    let count = 0;
    for await (const text of decoded(bounded(source.chunks, limits), encoding)) {
      read = source.bytesRead();
      for (const line of rows.push(text)) {
        yield line;
        if (count++ === 0) expect();
      }
    }
    for (const line of rows.end()) {
      yield line;
      if (count++ === 0) expect();
    }
  }

  const columns = await headingOf(lines(null), limits);
  async function* body(): AsyncGenerator<TableLine> {
    let count = -1;
    for await (const line of lines(columns.length)) {
      if (++count === 0) continue;
      if (count > limits.rows) throw new RidaError('tooManyRows', { limit: limits.rows });
      yield tooLongCell(line, limits) ?? line;
    }
  }
  return { format: { kind: 'csv', encoding, delimiter }, columns, rows: body, size, bytesRead: () => read };
}

async function headingOf(lines: AsyncIterable<TableLine>, limits: TableLimits): Promise<string[]> {
  for await (const { cells, broken, line } of lines) {
    if (cells.length > limits.columns) throw new RidaError('tooManyColumns', { limit: limits.columns });
    if (broken === 'rowTooLong') throw new RidaError('cellTooLong', { line, limit: limits.row });
    return columnNames(cells);
  }
  throw new RidaError('fileEmpty');
}

function tooLongCell(line: TableLine, { cell }: TableLimits): TableLine | null {
  if (line.broken !== undefined || line.cells.every((each) => each.length <= cell)) return null;
  return { ...line, cells: line.cells.map((each) => each.slice(0, 1_000)), broken: 'rowTooLong' };
}

async function beginningOf(path: string, encoding: string, limits: TableLimits): Promise<string> {
  let text = '';
  for await (const piece of decoded(bytesOf(path, limits), encoding)) {
    text += piece;
    if (text.length >= sampleCharacters) break;
  }
  return text.slice(0, sampleCharacters);
}

async function* bytesOf(path: string, limits: TableLimits): AsyncGenerator<Buffer> {
  yield* bounded((await openBytes(path)).chunks, limits);
}

/** What a small gzip would unpack to is never read to its end. */
async function* bounded(chunks: AsyncIterable<Buffer>, { textBytes }: TableLimits): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > textBytes) throw new RidaError('fileTooLarge', { limit: textBytes });
      yield chunk;
    }
  } catch (error) {
    throw isBrokenGzip(error) ? new RidaError('fileDamaged', {}, { cause: error }) : error;
  }
}

function isBrokenGzip(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
