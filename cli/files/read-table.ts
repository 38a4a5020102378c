import { finished } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { type CsvError, type Parser, parse } from 'csv-parse';
import { invalid } from '../../contract/refusal.ts';
import { RidaError } from '../../core/errors.ts';
import { mapRow, mappedColumns } from '../../core/events/mapping/map-row.ts';
import type { Mapping } from '../../core/events/mapping/schema.ts';
import type { FileRecord } from './records.ts';

interface ParsedRow {
  record: Record<string, string>;
  info: { lines: number };
  raw: string;
}

/** A row that is never closed must not gather the rest of the file in memory. */
const maxRowBytes = 1024 * 1024;

/**
 * Reads a CSV file with a header row through a mapping. A row with too many or too few cells, or with
 * broken quotes, is refused alone. The order and the number of records depend on the content only, so
 * an interrupted import can count them. Throws `invalidRequest` when a column of the mapping is missing
 * (problem `missingColumns`) or a row does not end (`endlessRow`: most often a quote that is never
 * closed), and `unsupportedEncoding` when the bytes are not in the mapping's encoding.
 */
export async function* readTable(chunks: AsyncIterable<Buffer>, mapping: Mapping): AsyncGenerator<FileRecord> {
  const records: FileRecord[] = [];
  let rowNumber = 0;
  let endlessRowLine: number | null = null;
  const parser = parse({
    columns: (header: string[]) =>
      checkHeader(
        header.map((name) => name.trim()),
        mapping,
      ),
    delimiter: mapping.delimiter,
    bom: true,
    info: true,
    raw: true,
    max_record_size: maxRowBytes,
    skip_empty_lines: true,
    skip_records_with_error: true,
    // both hooks run while a chunk is written, one after the other: rows come out in the file's order
    on_record: (row: ParsedRow) => {
      records.push(mappedRow(mapping, row, ++rowNumber));
      return null;
    },
    on_skip: (error, raw) => {
      if (error?.code === 'CSV_MAX_RECORD_SIZE') endlessRowLine = lineOf(error);
      else records.push(brokenRow(error, raw));
      return undefined;
    },
  });
  // an error reaches us through the write that caused it
  parser.on('error', () => undefined).resume();
  for await (const text of decoded(chunks, mapping.encoding)) {
    await written(parser, text);
    if (endlessRowLine !== null) throw new RidaError('invalidRequest', { problem: 'endlessRow', line: endlessRowLine });
    yield* records.splice(0);
  }
  parser.end();
  await finished(parser);
  yield* records;
}

function written(parser: Parser, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function mappedRow(mapping: Mapping, { record, info, raw }: ParsedRow, rowNumber: number): FileRecord {
  const { events, refused } = mapRow(mapping, record, rowNumber);
  const text = raw.trimEnd();
  return {
    line: info.lines,
    events,
    unreadable: refused.map(({ code, params, type }) => ({ code, params: { ...params, type }, raw: text })),
  };
}

function checkHeader(header: string[], mapping: Mapping): string[] {
  const missing = mappedColumns(mapping).filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new RidaError('invalidRequest', { problem: 'missingColumns', columns: missing.join(', ') });
  }
  return header;
}

function brokenRow(error: CsvError | undefined, raw: string | undefined): FileRecord {
  const text = (raw ?? '').trimEnd();
  return { line: lineOf(error), events: [], unreadable: [{ ...invalid('', text, 'row'), raw: text }] };
}

function lineOf(error: CsvError | undefined): number {
  return typeof error?.['lines'] === 'number' ? error['lines'] : 0;
}

async function* decoded(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = decoderFor(encoding);
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new RidaError('unsupportedEncoding', { encoding });
  }
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new RidaError('unsupportedEncoding', { encoding });
  }
}
