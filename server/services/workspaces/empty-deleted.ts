import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { alone } from '../../database/alone.ts';
import { tellFactsChanged } from '../../database/facts-notices.ts';
import { scopedTables } from '../../database/scoped-tables.ts';
import type { Schema } from '../../database/schema.ts';
import type { Folding } from '../../ingest/folding/folding.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

export interface DeletionPorts {
  db: Kysely<Schema>;
  now: () => number;
  warehouse: Warehouse;
  folding: Pick<Folding, 'settled'>;
  /** Ends it between two tables; what is left is done by the next call. */
  stopping: AbortSignal;
}

/** A request that came in before the deletion has ended by then, and what it brought is in the tables. */
const stragglersMs = 10 * 60_000;

/** What is on its way into facts is waited for this long; what comes later goes with the stragglers. */
const settleMs = 30_000;

/** With the workspace's number, names the lock of its deletion: the letters of "ride". */
const lockSpace = 0x72696465;

/** What the owner needs to read how far it is, and what makes a workspace deleted: these go with the name. */
const keptToTheLast: ReadonlySet<string> = new Set(['memberships', 'deletions']);

/**
 * Empties the workspaces whose deletion was asked for, of everything in both engines. Ten minutes after
 * it was asked for each is looked at again, for what was under way then, and its name goes last: so
 * a deletion that was cut off anywhere is taken up again, and nothing can be left behind.
 */
export async function emptyDeletedWorkspaces(ports: DeletionPorts): Promise<void> {
  const { db, now } = ports;
  const waiting = await db
    .selectFrom('deletions')
    .select(['workspace_id as workspaceId', 'emptied_at as emptiedAt'])
    .where((eb) => eb.or([eb('emptied_at', 'is', null), eb('asked_at', '<=', now() - stragglersMs)]))
    .orderBy('asked_at')
    .execute();
  for (const { workspaceId, emptiedAt } of waiting) {
    if (ports.stopping.aborted) return;
    await alone(db, { space: lockSpace, number: workspaceId }, async () => {
      if (!(await emptyTables(workspaceId, ports))) return;
      if (emptiedAt === null) await noteEmpty(workspaceId, ports);
      else await forgetWorkspace(workspaceId, ports);
    });
  }
}

/** False when it was stopped before the end. */
async function emptyTables(workspaceId: number, ports: DeletionPorts): Promise<boolean> {
  const { db, warehouse, folding, stopping } = ports;
  await Promise.race([folding.settled(), atMost(settleMs, stopping)]);
  const tables = await tablesOfWorkspaces(warehouse);
  const note = (done: number) =>
    db
      .updateTable('deletions')
      .set({ tables: tables.length, tables_done: done })
      .where('workspace_id', '=', workspaceId)
      .execute();
  for (const [done, table] of tables.entries()) {
    if (stopping.aborted) return false;
    await note(done);
    await emptyTable(table, workspaceId, warehouse);
  }
  await note(tables.length);
  return true;
}

async function atMost(ms: number, stopping: AbortSignal): Promise<void> {
  await pause(ms, undefined, { ref: false, signal: stopping }).catch(() => {});
}

/** Every stored table whose rows belong to workspaces, asked of the engine: none can be forgotten. */
async function tablesOfWorkspaces(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.rows<[string]>(
    'fold',
    `SELECT table FROM system.columns
     WHERE database = currentDatabase() AND name = 'workspace_id'
       AND table IN (SELECT name FROM system.tables
                     WHERE database = currentDatabase() AND engine LIKE '%MergeTree')
     ORDER BY table`,
  );
  return rows.map(([table]) => table);
}

async function emptyTable(table: string, workspaceId: number, warehouse: Warehouse): Promise<void> {
  const own = 'WHERE workspace_id = {workspaceId:UInt32}';
  const found = await warehouse.rows('fold', `SELECT 1 FROM ${table} ${own} LIMIT 1`, { workspaceId });
  if (found.length === 0) return;
  await warehouse.command('fold', `ALTER TABLE ${table} DELETE ${own} SETTINGS mutations_sync = 2`, { workspaceId });
}

async function noteEmpty(workspaceId: number, { db, now }: DeletionPorts): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await deleteRows(trx, workspaceId);
    await trx.updateTable('deletions').set({ emptied_at: now() }).where('workspace_id', '=', workspaceId).execute();
    await tellFactsChanged(trx, [workspaceId]);
  });
}

async function forgetWorkspace(workspaceId: number, { db }: DeletionPorts): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await deleteRows(trx, workspaceId);
    await trx.deleteFrom('workspaces').where('id', '=', workspaceId).execute();
  });
}

async function deleteRows(trx: Kysely<Schema>, workspaceId: number): Promise<void> {
  for (const table of scopedTableNames) {
    if (!keptToTheLast.has(table)) await trx.deleteFrom(table).where('workspace_id', '=', workspaceId).execute();
  }
}

const scopedTableNames = Object.keys(scopedTables) as (keyof typeof scopedTables)[];
