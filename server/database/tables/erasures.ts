import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';

export interface ErasuresTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  customer_key: string;
  sealed_id: Buffer | null;
  asked_at: number;
  asked_by: string;
  state: Generated<'waiting' | 'removing' | 'done'>;
  removed: ColumnType<Record<string, number>, string | undefined, string>;
  ids_left: Generated<number>;
  figures_before: JSONColumnType<FiguresPrint> | null;
  figures_after: JSONColumnType<FiguresPrint> | null;
  done_at: number | null;
  look_again_at: number | null;
}

/** Figures and facts as fingerprints, to compare before and after. */
export interface FiguresPrint {
  kpis: number;
  totals: string;
  facts: number;
  rows: string;
  events: number;
}

export interface ErasedCustomersTable {
  workspace_id: number;
  customer_key: string;
  readmitted_at: number | null;
}

export interface ErasedStreamsTable {
  workspace_id: number;
  stream_key: string;
}

export interface ErasedVersionsTable {
  workspace_id: number;
  version: number;
}

export interface RetentionTable {
  workspace_id: number;
  periods: JSONColumnType<Record<string, number>>;
}

export interface RetentionRunsTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  at: number;
  removed: JSONColumnType<Record<string, number>>;
}
