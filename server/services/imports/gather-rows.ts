import type { FileRecord, UnreadableEvent } from '../../ingest/files/records.ts';
import { asHistory } from './imports.ts';

/** Rows of a file that are taken in together. */
export interface RowBatch {
  /** Rows of the file that are done when it is. */
  rows: number;
  events: { row: FileRecord; event: Record<string, unknown> }[];
  unreadable: { row: FileRecord; refusal: UnreadableEvent }[];
}

/** Enough for a commit to be worth its while, few enough for undoing and stopping to be quick. */
const batchEvents = 2_000;
const batchCharacters = 4_000_000;

/** Rows of a file in batches; a row is never split between two. The first `skip` rows are passed over. */
export async function* gatherRows(
  records: AsyncIterable<FileRecord>,
  { skip, source }: { skip: number; source: string },
): AsyncGenerator<RowBatch> {
  let rows = 0;
  let characters = 0;
  let batch: RowBatch = { rows, events: [], unreadable: [] };
  for await (const row of records) {
    if (rows++ < skip) continue;
    for (const event of row.events) batch.events.push({ row, event: asHistory(event, source) });
    for (const refusal of row.unreadable) batch.unreadable.push({ row, refusal });
    batch.rows = rows;
    characters += (row.cells ?? []).reduce((sum, cell) => sum + cell.length, 0) * Math.max(1, row.events.length);
    if (batch.events.length + batch.unreadable.length < batchEvents && characters < batchCharacters) continue;
    yield batch;
    batch = { rows, events: [], unreadable: [] };
    characters = 0;
  }
  if (batch.rows > skip && rows > skip) yield batch;
}
