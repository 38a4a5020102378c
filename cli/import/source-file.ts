import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Mapping } from '../../core/events/mapping/schema.ts';
import { openBytes } from '../../server/ingest/files/open-bytes.ts';
import { openTable } from '../../server/ingest/files/open-table.ts';
import { readNdjson } from '../../server/ingest/files/read-ndjson.ts';
import { readTable } from '../../server/ingest/files/read-table.ts';
import type { FileRecord, RawEvent } from '../../server/ingest/files/records.ts';
import type { Table } from '../../server/ingest/files/table.ts';
import { fileProblem } from './file-problem.ts';
import type { ImportOptions } from './options.ts';
import { understandTable } from './understand-table.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** A file that is ready to be read. */
export interface SourceFile {
  /** What a table is read with; null for NDJSON. */
  mapping: Mapping | null;
  /** Columns of a table. */
  columns: string[];
  /** Bytes on disk, and how many of them have been read; null where nobody knows. */
  size(): number | null;
  bytesRead(): number;
  /** Its records; times that name no zone are read in `zone` unless the mapping names another. */
  records(zone: string): AsyncIterable<FileRecord>;
}

/**
 * Opens the file; a table without a mapping is read once and says itself what it holds. Throws UsageError, now or while it
 * is read, when the file is not what can be imported.
 */
export async function openSourceFile(options: ImportOptions, terminal: Terminal): Promise<SourceFile> {
  try {
    return (await isTable(options)) ? await openAsTable(options, terminal) : await openAsNdjson(options.file);
  } catch (error) {
    throw fileProblem(error, options.file);
  }
}

/** What an import adds: its source where the event names none, and that it is history, so nothing is sent. */
export function asHistory(event: RawEvent, source: string): RawEvent {
  return { source, ...event, history: true };
}

/** Told by the mapping, the name or the first bytes: a workbook is an archive, events are objects. */
async function isTable({ file, mapping, sheet }: ImportOptions): Promise<boolean> {
  if (mapping !== null || sheet !== undefined || /\.(csv|tsv|xlsx)(\.gz)?$/i.test(file)) return true;
  if (file === '-') return false;
  const { chunks } = await openBytes(file);
  for await (const chunk of chunks) return chunk.subarray(0, 2).toString('latin1') === 'PK';
  return false;
}

async function openAsNdjson(file: string): Promise<SourceFile> {
  const bytes = await openBytes(file);
  return {
    mapping: null,
    columns: [],
    size: () => bytes.size,
    bytesRead: () => bytes.bytesRead(),
    records: () => explained(readNdjson(bytes.chunks), file),
  };
}

async function openAsTable(options: ImportOptions, terminal: Terminal): Promise<SourceFile> {
  const { file, mapping: sent, sheet } = options;
  const path = file === '-' ? await spooled() : file;
  const choices = { sheet: sheet ?? sent?.sheet, encoding: sent?.encoding, delimiter: sent?.delimiter };
  const table = await openTable(path, choices);
  const mapping = sent ?? (await understandTable(table, options, terminal));
  return {
    mapping,
    columns: table.columns,
    size: () => sizeOf(table, file),
    bytesRead: () => table.bytesRead(),
    records: (zone) => explained(readTable(table, { ...mapping, timeZone: mapping.timeZone ?? zone }), file),
  };
}

function sizeOf(table: Table, file: string): number | null {
  return file === '-' ? null : table.size;
}

/** The standard input on disk, because a table is read twice. It goes with the process. */
async function spooled(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'rida-import-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'input');
  await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
  return path;
}

async function* explained(records: AsyncIterable<FileRecord>, file: string): AsyncGenerator<FileRecord> {
  try {
    yield* records;
  } catch (error) {
    throw fileProblem(error, file);
  }
}
