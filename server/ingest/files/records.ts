import type { Refusal } from '../../../contract/refusal.ts';

/** An event as the sender wrote it; the ingest path judges it. */
export type RawEvent = Record<string, unknown>;

/** What could not even be read as an event, found before anything is sent. */
export interface UnreadableEvent extends Refusal {
  /** The line or row as it stood in the file. */
  raw: string;
}

/** What one line (NDJSON) or one row of a table gives. Never split between two batches. */
export interface FileRecord {
  /** Line of the file, from 1, for people; of a row over several lines the last. */
  line: number;
  /** The row as it stood; null for a line of NDJSON. */
  cells: string[] | null;
  events: RawEvent[];
  unreadable: UnreadableEvent[];
}
