import { setTimeout as pause } from 'node:timers/promises';
import type { Warehouse } from './warehouse.ts';

/**
 * Lock of whoever removes words and then their old parts: that breaks off what another is removing from the same table,
 * which would have to begin again. The number spells "rdfg".
 */
export const removingWords = { space: 0x72646667, number: 0 };

const tries = 120;
const pauseMs = 500;

/**
 * Takes what a mutation or a merge has replaced in these tables off the disk now: the engine would keep it for minutes, and in
 * a quiet hour for longer. A statement that is still reading an old part keeps it: that is waited for, a minute at most.
 * Returns whether all are gone.
 */
export async function removeOldParts(warehouse: Warehouse, tables: readonly string[]): Promise<boolean> {
  if ((await tablesWithOldParts(warehouse, tables)).length === 0) return true;
  // Parts that are written meanwhile are flushed, so that nothing rests on those that go.
  await alterAll(warehouse, tables, 'MODIFY SETTING old_parts_lifetime = 0, min_rows_to_fsync_after_merge = 1');
  try {
    return await removeUntilGone(warehouse, tables);
  } finally {
    await alterAll(warehouse, tables, 'RESET SETTING old_parts_lifetime, min_rows_to_fsync_after_merge');
  }
}

async function removeUntilGone(warehouse: Warehouse, tables: readonly string[]): Promise<boolean> {
  for (let i = 0; i < tries; i++) {
    const left = await tablesWithOldParts(warehouse, tables);
    if (left.length === 0) return true;
    if (i > 0) await pause(pauseMs);
    // Dropping a partition clears all old parts of the table at once; no partition has this name.
    await alterAll(warehouse, left, "DROP PARTITION ID 'none'");
  }
  return false;
}

async function alterAll(warehouse: Warehouse, tables: readonly string[], change: string): Promise<void> {
  for (const table of tables) await warehouse.command('fold', `ALTER TABLE ${table} ${change}`);
}

async function tablesWithOldParts(warehouse: Warehouse, tables: readonly string[]): Promise<string[]> {
  const rows = await warehouse.rows<[string]>(
    'fold',
    `SELECT DISTINCT table FROM system.parts
     WHERE database = currentDatabase() AND NOT active AND table IN ({tables:Array(String)}) ORDER BY table`,
    { tables },
  );
  return rows.map(([table]) => table);
}
