import type { ColumnTypes } from './native/block.ts';

/**
 * Connections of the pool, by use: one appends to the log, one folds, the rest answer reports.
 * One connection runs one statement at a time; waiting statements are served oldest first.
 */
export type WarehouseUse = 'append' | 'fold' | 'report';

/** More rows than this no statement may return: chDB holds a whole result before its first row. */
export const maxRowsPerStatement = 20_000;

export type SqlParams = Readonly<Record<string, unknown>>;

/** A column as it is sent: its name in the table, and the type of what is sent, which the engine converts. */
export interface SentColumn {
  name: string;
  type: string;
}

/** Rows of one table in ClickHouse's Native format: see native/block.ts. */
export interface RowBlock {
  table: string;
  columns: readonly SentColumn[];
  rows: number;
  bytes: Uint8Array;
}

/** The warehouse (ClickHouse: embedded chDB or a server), the same code for both. */
export interface Warehouse {
  /**
   * Rows of a SELECT, each an array in column order. `params` fill `{name:Type}` placeholders.
   * Throws RidaError('unavailable') when the engine fails or the wait is too long;
   * at most 20,000 rows a statement: longer reads page by key.
   */
  rows<Row extends readonly unknown[]>(use: WarehouseUse, sql: string, params?: SqlParams): Promise<Row[]>;
  /** Inserts rows given as arrays in the order of `columns`; durable where the table says so. */
  insert(
    use: WarehouseUse,
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
  ): Promise<void>;
  /** The same for rows written out elsewhere, in another thread for one. */
  insertBlock(use: WarehouseUse, block: RowBlock): Promise<void>;
  /** Types of a table's columns, by name; empty where there is no such table. */
  columnTypes(table: string): Promise<ColumnTypes>;
  /** Runs a statement without an answer. */
  command(use: WarehouseUse, sql: string, params?: SqlParams): Promise<void>;
  /**
   * The same warehouse with every read of a workspace's table filtered to this workspace by the
   * engine itself, so that a forgotten WHERE shows nothing of anybody else's.
   */
  forWorkspace(workspaceId: number): ScopedWarehouse;
  close(): Promise<void>;
}

/** Read-only and scoped: all that services get. */
export interface ScopedWarehouse {
  readonly workspaceId: number;
  rows<Row extends readonly unknown[]>(sql: string, params?: SqlParams): Promise<Row[]>;
}
