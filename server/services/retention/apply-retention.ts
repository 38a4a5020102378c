import { defaultRetention, type RetentionPeriods } from '../../../core/people/retention.ts';
import type { Kysely } from 'kysely';
import { inTurn } from '../../database/alone.ts';
import type { Schema } from '../../database/schema.ts';
import { ScopedDatabase } from '../../database/scoped.ts';
import { removeOldParts, removingWords } from '../../warehouse/old-parts.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { deletedWorkspaces } from '../workspaces/deletions.ts';
import { dueNow } from './preview-retention.ts';
import { keptClasses } from './retention-classes.ts';
import { readAllRetention } from './retention.ts';

export interface RetentionPorts {
  db: Kysely<Schema>;
  warehouse: Warehouse;
}

/**
 * Removes from every workspace what it keeps no longer, class by class, and writes down how much went. Cut off anywhere, the
 * next night does the rest. Returns how many workspaces lost something.
 */
export async function applyRetention(ports: RetentionPorts, now: number): Promise<number> {
  const { db } = ports;
  const set = await readAllRetention(db);
  const workspaces = await db
    .selectFrom('workspaces')
    .select('id')
    .where('id', 'not in', deletedWorkspaces(db))
    .orderBy('id')
    .execute();
  let touched = 0;
  for (const { id } of workspaces) {
    await inTurn(db, removingWords, async () => {
      if (await applyTo(id, set.get(id) ?? defaultRetention, now, ports)) touched++;
    });
  }
  return touched;
}

/** Written down before anything goes: what was cut off is then said once too often, never kept quiet. */
async function applyTo(
  workspaceId: number,
  periods: RetentionPeriods,
  now: number,
  { db, warehouse }: RetentionPorts,
): Promise<boolean> {
  const database = new ScopedDatabase(db, workspaceId);
  const all = await dueNow(periods, now, { database, warehouse: warehouse.forWorkspace(workspaceId) });
  const due = all.filter(({ count }) => count > 0);
  if (due.length === 0) return false;
  const removed = JSON.stringify(Object.fromEntries(due.map((each) => [each.class, each.count])));
  await database.insertInto('retention_runs').values({ at: now, removed }).execute();
  const touched = new Set<string>();
  for (const kept of keptClasses) {
    const own = due.find((each) => each.class === kept.name);
    if (own === undefined) continue;
    await kept.remove(own.before, { database, warehouse });
    for (const table of kept.tables) touched.add(table);
  }
  await removeOldParts(warehouse, [...touched]);
  return true;
}
