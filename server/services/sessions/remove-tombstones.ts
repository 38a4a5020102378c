import { factNames, factSpecs } from '../../../core/sessions/facts.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

/** A deleted row stays as a mark this long, so that a late writer's older row cannot come back. */
export const tombstoneDays = 7;

type PartitionRow = [table: string, partitionId: string];

/**
 * Merges the quiet partitions of the fact tables so that deleted rows leave the disk: those that hold
 * tombstones and were not written for `quietDays`. Returns how many partitions it merged.
 */
export async function removeTombstones(warehouse: Warehouse, quietDays = tombstoneDays): Promise<number> {
  let merged = 0;
  for (const [table, partitionId] of await quietPartitions(warehouse, quietDays)) {
    const [row] = await warehouse.rows<[number]>(
      'report',
      `SELECT count() FROM ${table} WHERE _partition_id = {partitionId:String} AND is_deleted = 1`,
      { partitionId },
    );
    if ((row?.[0] ?? 0) === 0) continue;
    // The id comes from the engine's own list of parts, and names no data.
    await warehouse.command('report', `OPTIMIZE TABLE ${table} PARTITION ID '${partitionId}' FINAL CLEANUP`);
    merged++;
  }
  return merged;
}

async function quietPartitions(warehouse: Warehouse, quietDays: number): Promise<PartitionRow[]> {
  return warehouse.rows<PartitionRow>(
    'report',
    `SELECT table, partition_id FROM system.parts
     WHERE database = currentDatabase() AND active AND table IN ({tables:Array(String)})
     GROUP BY table, partition_id HAVING max(modification_time) <= now() - {seconds:UInt32}`,
    { tables: [...factNames.map((fact) => factSpecs[fact].table), 'folds'], seconds: quietDays * 86_400 },
  );
}
