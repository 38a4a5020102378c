import { laneOf } from '../../../core/events/streams.ts';
import type { Fact, FactName } from '../../../core/sessions/facts.ts';
import type { StoredContact } from '../../../core/sessions/issues.ts';
import type { FoldRules } from '../../../core/sessions/rules.ts';
import type { Signal } from '../../../core/sessions/signals.ts';
import type { ColumnTypes } from '../../warehouse/native/block.ts';
import type { RowBlock } from '../../warehouse/warehouse.ts';
import type { PackedEvent } from './packed-event.ts';

/** A stream within a workspace. */
export interface StreamRef {
  workspaceId: number;
  stream: string;
}

/** Where one fact row stands in its table. */
export interface RowPlace {
  fact: FactName;
  at: number;
  key: string;
}

/** All that storage knows of a stream: its events and the rows it has written. */
export interface StoredStream {
  events: PackedEvent[];
  written: RowPlace[];
  /** Of a customer's stream: what it is folded from. */
  contacts?: StoredContact[];
}

/** One stream to fold: what is new in it, and what storage holds where the worker has forgotten it. */
export interface FoldJob extends StreamRef {
  /** Version of the rows it writes: higher than all before. */
  version: number;
  fresh: PackedEvent[];
  stored: StoredStream | null;
}

export interface FoldRequest {
  now: number;
  jobs: FoldJob[];
}

/** A row to write. */
export interface PutRow {
  fact: Fact;
  /** The stream had not written this place before. */
  isNew: boolean;
}

/** What is known of a stream after its fold, besides its rows. */
export interface FoldedStream extends StreamRef {
  /** Some row is written or deleted. */
  changed: boolean;
  /** A due time to store (null: to remove); absent where what is stored still does. */
  due?: number | null;
  signals: Signal[];
  /** Customers whose contacts changed; absent where none did. */
  customers?: { changed: string[]; left: string[] };
  /** Events in the stream: very long ones are folded less often. */
  length: number;
}

/** What folding a stream changes. */
export interface StreamChange extends FoldedStream {
  puts: PutRow[];
  deletes: RowPlace[];
}

/** Rows to insert, in the order in which they must be stored: see store-changes.ts. */
export interface FoldedRows {
  newKeys: RowBlock[];
  facts: RowBlock[];
  tombstones: RowBlock[];
  vanishedKeys: RowBlock[];
}

/** Streams the worker does not remember come back `forgotten`: ask again with what storage holds. */
export interface FoldAnswer {
  streams: FoldedStream[];
  rows: FoldedRows;
  forgotten: StreamRef[];
}

/** What the worker is started with: the types of the tables that it writes rows for. */
export type TableTypes = Readonly<Record<string, ColumnTypes>>;

/** A workspace's rules, from now on. */
export interface WorkspaceRules {
  workspaceId: number;
  rules: FoldRules;
}

export type WorkerCall =
  | { id: number; call: 'fold'; request: FoldRequest }
  | { id: number; call: 'forget'; streams: StreamRef[] }
  | { id: number; call: 'useRules'; changed: WorkspaceRules[] };

export type WorkerReply = { id: number; answer: FoldAnswer } | { id: number; failure: string };

export function refKey({ workspaceId, stream }: StreamRef): string {
  return `${workspaceId} ${stream}`;
}

/** A stream with its lane: what it is known by in the database. */
export function entryOf({ workspaceId, stream }: StreamRef): StreamRef & { lane: number } {
  return { lane: laneOf(workspaceId, stream), workspaceId, stream };
}
