import { type ByteSource, openBytes } from '../files/open-bytes.ts';
import { readNdjson } from '../files/read-ndjson.ts';
import { readTable } from '../files/read-table.ts';
import type { FileRecord, RawEvent } from '../files/records.ts';
import type { ImportOptions } from './options.ts';

export interface SourceFile {
  bytes: ByteSource;
  records: AsyncIterable<FileRecord>;
}

export async function openSourceFile({ file, mapping }: Pick<ImportOptions, 'file' | 'mapping'>): Promise<SourceFile> {
  const bytes = await openBytes(file);
  return { bytes, records: mapping ? readTable(bytes.chunks, mapping) : readNdjson(bytes.chunks) };
}

/** What an import adds: its source where the event names none, and that it is history, so nothing is sent. */
export function asHistory(event: RawEvent, source: string): RawEvent {
  return { source, ...event, history: true };
}
