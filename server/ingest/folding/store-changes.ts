import type { RowBlock, Warehouse } from '../../warehouse/warehouse.ts';
import type { FoldedRows } from './protocol.ts';

/** Places where a fault may be injected: between each two steps of a pass. */
export type Step =
  | 'loaded'
  | 'folded'
  | 'keysStored'
  | 'factsStored'
  | 'tombstonesStored'
  | 'keysForgotten'
  | 'committed';

/**
 * Stores what folding changed, so that a crash at any point leaves no row that nobody knows of: first
 * the keys about to be written join those already listed, then the rows and the tombstones of vanished
 * ones are written, and only then do the vanished keys leave the list.
 */
export async function storeChanges(
  warehouse: Warehouse,
  { newKeys, facts, tombstones, vanishedKeys }: FoldedRows,
  at: (step: Step) => Promise<void>,
): Promise<void> {
  await insertAll(warehouse, newKeys);
  await at('keysStored');
  await insertAll(warehouse, facts);
  await at('factsStored');
  await insertAll(warehouse, tombstones);
  await at('tombstonesStored');
  await insertAll(warehouse, vanishedKeys);
  await at('keysForgotten');
}

/** Tables side by side. Ends when all have ended, failed ones too, so that no late row overtakes a repeated pass. */
async function insertAll(warehouse: Warehouse, blocks: readonly RowBlock[]): Promise<void> {
  const results = await Promise.allSettled(blocks.map((block) => warehouse.insertBlock('fold', block)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
