import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Client, connect } from './clients.ts';
import { type ConnectionQueue, createQueue } from './queue.ts';
import type { ColumnTypes } from './native/block.ts';
import { checkScopedSql, workspaceFilters } from './scope.ts';
import { type WarehouseLimits, createStatements } from './statements.ts';
import type { ScopedWarehouse, Warehouse, WarehouseUse } from './warehouse.ts';

export interface WarehouseOptions {
  /** A ClickHouse server; without it the engine runs in this process on `dataDir`/warehouse. */
  url?: string | undefined;
  dataDir: string;
  log: Logger;
  limits?: Partial<WarehouseLimits>;
}

export const defaultWarehouseLimits: WarehouseLimits = {
  waitMs: 30_000,
  statementSeconds: { append: 60, fold: 300, report: 60 },
  statementMemoryMb: 2_000,
};

/** Opens the warehouse and creates its database; tables come from `migrate`. */
export async function openWarehouse(options: WarehouseOptions): Promise<Warehouse> {
  const { clients, control, database, sendBlock, release } = await connect(options.url, options.dataDir);
  const limits = { ...defaultWarehouseLimits, ...options.limits };
  const queues: Record<WarehouseUse, ConnectionQueue<Client>> = {
    append: createQueue(clients.append, limits.waitMs),
    fold: createQueue(clients.fold, limits.waitMs),
    report: createQueue(clients.report, limits.waitMs),
  };
  const instance = randomUUID();
  const commentOf = (use: WarehouseUse): string => `rida ${use} ${instance}`;
  const { read, insert, insertBlock, command } = createStatements({
    queues,
    sendBlock,
    columnTypes,
    limits,
    commentOf,
    log: options.log,
  });
  const typesByTable = new Map<string, ColumnTypes>();
  let scopedTables: Promise<readonly string[]> | null = null;

  /** Every table that has a `workspace_id`, as database.table; read again after a change of tables. */
  function tablesOfWorkspaces(): Promise<readonly string[]> {
    scopedTables ??= readTablesOfWorkspaces().catch((error: unknown) => {
      scopedTables = null;
      throw error;
    });
    return scopedTables;
  }

  async function readTablesOfWorkspaces(): Promise<readonly string[]> {
    const sql = `
      SELECT concat(database, '.', table) FROM system.columns
      WHERE database = {database:String} AND name = 'workspace_id'`;
    const rows = await read<[string]>('report', sql, { database });
    return rows.map(([table]) => table);
  }

  /** Read again after a change of tables. */
  async function columnTypes(table: string): Promise<ColumnTypes> {
    const known = typesByTable.get(table);
    if (known !== undefined) return known;
    const sql = `
      SELECT name, type FROM system.columns WHERE database = {database:String} AND table = {table:String}`;
    const rows = await read<[string, string]>('report', sql, { database, table });
    const types: ColumnTypes = Object.fromEntries(rows);
    typesByTable.set(table, types);
    return types;
  }

  function forWorkspace(workspaceId: number): ScopedWarehouse {
    return {
      workspaceId,
      async rows(sql, params = {}) {
        checkScopedSql(sql);
        const filters = workspaceFilters(await tablesOfWorkspaces(), workspaceId);
        return read('report', sql, { ...params, workspaceId }, filters);
      },
    };
  }

  /** What is written is finished; reports, which may run for long, are ended. */
  async function close(): Promise<void> {
    const idle = Promise.all(Object.values(queues).map((queue) => queue.close()));
    await control
      .command({
        query: `KILL QUERY WHERE Settings['log_comment'] = {comment:String}`,
        query_params: { comment: commentOf('report') },
      })
      .catch((error: unknown) => options.log.warn({ err: error }, 'running reports could not be ended'));
    await idle;
    for (const client of [control, ...Object.values(clients).flat()]) await client.close();
    release();
  }

  return {
    rows: (use, sql, params = {}) => read(use, sql, params),
    insert,
    insertBlock,
    columnTypes,
    async command(use, sql, params) {
      await command(use, sql, params);
      if (!/^\s*(create|drop|rename|alter|exchange)\b/i.test(sql)) return;
      scopedTables = null;
      typesByTable.clear();
    },
    forWorkspace,
    close,
  };
}
