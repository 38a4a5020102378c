import type { Refusal } from '../../contract/refusal.ts';

/** An event as the sender wrote it; the ingest path judges it. */
export type RawEvent = Record<string, unknown>;

/** What could not even be read as an event, found before anything is sent. */
export interface UnreadableEvent extends Refusal {
  /** The line or row as it stood in the file. */
  raw: string;
}

/** What one line (NDJSON) or one row (CSV) of a file gives. Never split between two batches. */
export interface FileRecord {
  /** Line of the file, from 1, for people; of a row over several lines the last. */
  line: number;
  events: RawEvent[];
  unreadable: UnreadableEvent[];
}
