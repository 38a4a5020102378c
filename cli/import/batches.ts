import type { FileRecord, RawEvent, UnreadableEvent } from '../../server/ingest/files/records.ts';

/** Events of some lines, together one request. */
export interface Batch {
  /** Place of the last of its records in the file: all up to it are done when the batch is. */
  records: number;
  /** NDJSON, one event a line. */
  body: string;
  events: { record: FileRecord; event: RawEvent }[];
  unreadable: { record: FileRecord; refusal: UnreadableEvent }[];
}

export interface BatchLimits {
  events: number;
  bytes: number;
}

/** Half of what a request may hold: smooth progress, and room for what grows on the way. */
export const batchLimits: BatchLimits = { events: 5_000, bytes: 8 * 1024 * 1024 };

/**
 * Gathers records into batches; a record is never split between two. `prepare` gives an event what the
 * import adds to it. The first `skip` records are passed over: an earlier run has sent them.
 */
export async function* gatherBatches(
  records: AsyncIterable<FileRecord>,
  prepare: (event: RawEvent) => RawEvent,
  { skip, limits }: { skip: number; limits: BatchLimits },
): AsyncGenerator<Batch> {
  let count = 0;
  let batch = emptyBatch();
  let bytes = 0;
  const take = (): Batch => {
    const full = { ...batch, records: count };
    batch = emptyBatch();
    bytes = 0;
    return full;
  };
  for await (const record of records) {
    if (count < skip) {
      count++;
      continue;
    }
    const lines = record.events.map((event) => `${JSON.stringify(prepare(event))}\n`);
    const size = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
    const isFull = batch.events.length + lines.length > limits.events || bytes + size > limits.bytes;
    if (isFull && batch.events.length > 0) yield take();
    count++;
    bytes += size;
    batch.body += lines.join('');
    for (const event of record.events) batch.events.push({ record, event });
    for (const refusal of record.unreadable) batch.unreadable.push({ record, refusal });
    // a file that gives nothing but refusals must not gather them all
    if (batch.unreadable.length >= limits.events) yield take();
  }
  if (batch.events.length + batch.unreadable.length > 0 || count > skip) yield take();
}

function emptyBatch(): Batch {
  return { records: 0, body: '', events: [], unreadable: [] };
}
