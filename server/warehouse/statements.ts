import { type ClickHouseSettings, SettingsMap } from '@clickhouse/client';
import type { Logger } from 'pino';
import { RidaError, reasonOf } from '../../core/errors.ts';
import type { BlockSender, Client } from './clients.ts';
import { createLeftovers } from './leftovers.ts';
import { BlockWriter, type ColumnTypes } from './native/block.ts';
import type { ConnectionQueue } from './queue.ts';
import { type RowBlock, type SqlParams, type Warehouse, type WarehouseUse, maxRowsPerStatement } from './warehouse.ts';

export interface WarehouseLimits {
  /** How long a statement may wait for a connection of its use. */
  waitMs: number;
  /** How long one statement may run. */
  statementSeconds: Record<WarehouseUse, number>;
  /** Memory of one statement. */
  statementMemoryMb: number;
}

/** Table -> condition that the engine adds wherever the table is read. */
export type TableFilters = Readonly<Record<string, string>>;

export interface Statements extends Pick<Warehouse, 'insert' | 'insertBlock' | 'command'> {
  read<Row extends readonly unknown[]>(
    use: WarehouseUse,
    sql: string,
    params: SqlParams,
    filters?: TableFilters,
  ): Promise<Row[]>;
}

export interface StatementOptions {
  queues: Record<WarehouseUse, ConnectionQueue<Client>>;
  sendBlock: BlockSender;
  columnTypes: (table: string) => Promise<ColumnTypes>;
  limits: WarehouseLimits;
  /** Comment of every statement of a use, by which it is found among the engine's running ones. */
  commentOf: (use: WarehouseUse) => string;
  log: Logger;
}

/** Runs single statements on the pool; what the engine says when it fails goes to the log. */
export function createStatements({
  queues,
  sendBlock,
  columnTypes,
  limits,
  commentOf,
  log,
}: StatementOptions): Statements {
  // In chDB a setting stays on its connection: every statement therefore names all of them.
  const settings = (use: WarehouseUse, filters: TableFilters = {}): ClickHouseSettings => ({
    max_memory_usage: String(limits.statementMemoryMb * 1_000_000),
    max_execution_time: limits.statementSeconds[use],
    max_result_rows: String(maxRowsPerStatement),
    result_overflow_mode: 'throw',
    max_partitions_per_insert_block: '0',
    // The fold writes a place once a pass, and the log may hold repeats: looking for them here is for nothing.
    optimize_on_insert: 0,
    output_format_json_quote_64bit_integers: 0,
    wait_end_of_query: 1,
    log_comment: commentOf(use),
    additional_table_filters: SettingsMap.from(filters),
  });

  const leftovers = createLeftovers();

  async function attempt<Result>(
    use: WarehouseUse,
    what: string,
    explain: (error: unknown) => Error,
    work: (client: Client) => Promise<Result>,
  ): Promise<Result> {
    return queues[use].run(async (client) => {
      try {
        await leftovers.clear(client);
        return await work(client);
      } catch (error) {
        leftovers.mayBeIn(client);
        const cause = explain(error);
        log.error({ use, what, reason: reasonOf(cause) }, 'warehouse statement failed');
        throw new RidaError('unavailable', {}, { cause });
      }
    });
  }

  async function read<Row extends readonly unknown[]>(
    use: WarehouseUse,
    sql: string,
    params: SqlParams,
    filters?: TableFilters,
  ): Promise<Row[]> {
    return attempt(use, sql, engineError, async (client) => {
      const result = await client.query({
        query: sql,
        query_params: params,
        format: 'JSONCompactEachRow',
        clickhouse_settings: settings(use, filters),
      });
      return result.json<Row>();
    });
  }

  async function command(use: WarehouseUse, sql: string, params: SqlParams = {}): Promise<void> {
    await attempt(use, sql, engineError, (client) =>
      client.command({ query: sql, query_params: params, clickhouse_settings: settings(use) }),
    );
  }

  async function insert(
    use: WarehouseUse,
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const types = await columnTypes(table);
    await attempt(use, `insert of ${rows.length} rows into ${table}`, insertError, async (client) => {
      const writer = new BlockWriter(table, columns, types);
      for (const row of rows) writer.add(row);
      await sendBlock(client, writer.block(), settings(use));
    });
  }

  async function insertBlock(use: WarehouseUse, block: RowBlock): Promise<void> {
    if (block.rows === 0) return;
    await attempt(use, `insert of ${block.rows} rows into ${block.table}`, insertError, (client) =>
      sendBlock(client, block, settings(use)),
    );
  }

  return { read, command, insert, insertBlock };
}

function engineError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The engine may quote what it could not read, which may be a person's words: only the kind is kept. */
function insertError(error: unknown): Error {
  if (error instanceof TypeError || error instanceof RangeError) return error;
  const { code, type } = error as { code?: string; type?: string };
  return new Error(`ClickHouse error ${code ?? '?'} ${type ?? ''}`.trim());
}
