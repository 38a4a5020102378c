import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { ErrorCode, ErrorParams } from '../../../core/errors.ts';

export type ImportState = 'sending' | 'waiting' | 'running' | 'done' | 'failed' | 'undoing' | 'undone';

export interface StoredReason {
  code: ErrorCode;
  params: ErrorParams;
}

/** How a file is read: see `TableChoices` and the mapping's schema. */
export interface StoredReading {
  choices: Record<string, string>;
  mapping: Record<string, unknown> | null;
}

export interface ImportsTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  name: string;
  source: string;
  state: ImportState;
  created_at: number;
  created_by: string;
  finished_at: number | null;
  undone_at: number | null;
  checked_at: number | null;
  reading: ColumnType<StoredReading | null, string | null | undefined, string | null>;
  file: string | null;
  file_bytes: Generated<number>;
  bytes_read: Generated<number>;
  columns: ColumnType<string[], string | undefined, string>;
  rows: Generated<number>;
  accepted: Generated<number>;
  duplicate: Generated<number>;
  refused: Generated<number>;
  refused_characters: Generated<number>;
  first_at: number | null;
  last_at: number | null;
  error: ColumnType<StoredReason | null, string | null | undefined, string | null>;
}

export interface ImportRefusalsTable {
  workspace_id: number;
  import_id: number;
  line: number;
  cells: ColumnType<string[], string, never>;
  reasons: ColumnType<StoredReason[], string, never>;
}

export interface ImportStreamsTable {
  workspace_id: number;
  import_id: number;
  stream: string;
  told: Generated<boolean>;
}
