import { type ByteSource, openBytes } from '../files/open-bytes.ts';
import { readNdjson } from '../files/read-ndjson.ts';
import { readTable } from '../files/read-table.ts';
import type { FileRecord, RawEvent } from '../files/records.ts';
import { fileProblem } from './file-problem.ts';
import type { ImportOptions } from './options.ts';

export interface SourceFile {
  bytes: ByteSource;
  records: AsyncIterable<FileRecord>;
}

/** Throws UsageError, now or while it is read, when the file is not what can be imported. */
export async function openSourceFile({ file, mapping }: Pick<ImportOptions, 'file' | 'mapping'>): Promise<SourceFile> {
  try {
    const bytes = await openBytes(file);
    const records = mapping ? readTable(bytes.chunks, mapping) : readNdjson(bytes.chunks);
    return { bytes, records: explained(records, file) };
  } catch (error) {
    throw fileProblem(error, file);
  }
}

async function* explained(records: AsyncIterable<FileRecord>, file: string): AsyncGenerator<FileRecord> {
  try {
    yield* records;
  } catch (error) {
    throw fileProblem(error, file);
  }
}

/** What an import adds: its source where the event names none, and that it is history, so nothing is sent. */
export function asHistory(event: RawEvent, source: string): RawEvent {
  return { source, ...event, history: true };
}
