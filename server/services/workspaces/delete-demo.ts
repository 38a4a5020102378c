import type { Kysely } from 'kysely';
import { RidaError } from '../../../core/errors.ts';
import type { Schema } from '../../database/schema.ts';
import { scopedTables } from '../../database/scoped-tables.ts';
import type { Folding } from '../../ingest/folding/folding.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { Caller } from '../access/caller.ts';
import { listWorkspaces } from './list-workspaces.ts';

export interface DeletionPorts {
  db: Kysely<Schema>;
  now: () => number;
  warehouse: Warehouse;
  folding: Pick<Folding, 'settled'>;
}

/** Deletes a demo of whoever asks: its owner or the command line. A key is `notAllowed`. */
export async function deleteOwnDemo(workspaceId: number, caller: Caller, ports: DeletionPorts): Promise<void> {
  if (caller.actor.kind === 'apiKey') throw new RidaError('notAllowed');
  const own = await listWorkspaces(caller, ports);
  if (!own.some(({ id }) => id === workspaceId)) throw new RidaError('notFound');
  await deleteDemo(workspaceId, ports);
}

/**
 * Removes a demo workspace with everything in it from both engines. Its keys go first,
 * so nothing new arrives; then what was on its way is folded; then the rows go, and the name last,
 * so that a deletion that was cut off can be asked for again.
 * Throws `notFound`, and `notAllowed` for a workspace that is not a demo.
 */
export async function deleteDemo(workspaceId: number, ports: DeletionPorts): Promise<void> {
  const { db, warehouse, folding } = ports;
  const workspace = await db.selectFrom('workspaces').select('demo').where('id', '=', workspaceId).executeTakeFirst();
  if (!workspace) throw new RidaError('notFound');
  if (!workspace.demo) throw new RidaError('notAllowed');
  await db.deleteFrom('api_keys').where('workspace_id', '=', workspaceId).execute();
  await folding.settled();
  for (const table of await tablesOfWorkspaces(warehouse)) {
    await warehouse.command(
      'fold',
      `ALTER TABLE ${table} DELETE WHERE workspace_id = {workspaceId:UInt32} SETTINGS mutations_sync = 2`,
      { workspaceId },
    );
  }
  await db.transaction().execute(async (trx) => {
    for (const table of scopedTableNames) {
      await trx.deleteFrom(table).where('workspace_id', '=', workspaceId).execute();
    }
    await trx.deleteFrom('workspaces').where('id', '=', workspaceId).execute();
  });
}

const scopedTableNames = Object.keys(scopedTables) as (keyof typeof scopedTables)[];

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
