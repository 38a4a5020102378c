/**
 * Connections of the pool, by use: one appends to the log, one folds, the rest answer reports.
 * One connection runs one statement at a time; waiting statements are served oldest first.
 */
export type WarehouseUse = 'append' | 'fold' | 'report';

export type SqlParams = Readonly<Record<string, unknown>>;

/** Rows of one table as JSON arrays, a line each, in the order of `columns`. */
export interface TextRows {
  table: string;
  columns: readonly string[];
  rows: number;
  text: string;
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
  insertText(use: WarehouseUse, rows: TextRows): Promise<void>;
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
