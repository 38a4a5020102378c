import { type FactName, factNames, factSpecs } from '../../../core/sessions/facts.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { StreamChange } from './protocol.ts';
import { columnsOf, tombstoneColumns } from './rows.ts';

/** Places where a fault may be injected: between each two steps of a pass. */
export type Step = 'loaded' | 'folded' | 'keysStored' | 'factsStored' | 'tombstonesStored' | 'keysForgotten' | 'committed';

/** A change with the version its rows get: the lane's epoch and a counter, higher than all before. */
export interface VersionedChange extends StreamChange {
  version: number;
}

const keyColumns = ['workspace_id', 'stream', 'fact', 'at', 'key', 'version', 'is_deleted'];

/**
 * Stores what folding changed, so that a crash at any point leaves no row that nobody knows of: first
 * the keys about to be written join those already listed, then the rows and the tombstones of vanished
 * ones are written, and only then do the vanished keys leave the list.
 */
export async function storeChanges(
  warehouse: Warehouse,
  changes: readonly VersionedChange[],
  at: (step: Step) => Promise<void>,
): Promise<void> {
  await insert(warehouse, 'folds', keyColumns, changes.flatMap((change) => newKeys(change)));
  await at('keysStored');
  for (const fact of factNames) {
    await insert(warehouse, factSpecs[fact].table, columnsOf(fact), changes.flatMap((change) => rowsOf(change, fact)));
  }
  await at('factsStored');
  for (const fact of factNames) {
    await insert(warehouse, factSpecs[fact].table, tombstoneColumns, changes.flatMap((change) => tombstonesOf(change, fact)));
  }
  await at('tombstonesStored');
  await insert(warehouse, 'folds', keyColumns, changes.flatMap((change) => vanishedKeys(change)));
  await at('keysForgotten');
}

async function insert(warehouse: Warehouse, table: string, columns: string[], rows: unknown[][]): Promise<void> {
  if (rows.length > 0) await warehouse.insert('fold', table, columns, rows);
}

function newKeys({ workspaceId, stream, puts, version }: VersionedChange): unknown[][] {
  return puts.filter(({ isNew }) => isNew).map(({ fact, at, key }) => [workspaceId, stream, fact, at, key, version, 0]);
}

function rowsOf({ puts, version }: VersionedChange, fact: FactName): unknown[][] {
  return puts.filter((put) => put.fact === fact).map(({ values }) => [...values, version, 0]);
}

function tombstonesOf({ workspaceId, stream, deletes, version }: VersionedChange, fact: FactName): unknown[][] {
  return deletes.filter((place) => place.fact === fact).map(({ at, key }) => [workspaceId, at, stream, key, version, 1]);
}

function vanishedKeys({ workspaceId, stream, deletes, version }: VersionedChange): unknown[][] {
  return deletes.map(({ fact, at, key }) => [workspaceId, stream, fact, at, key, version, 1]);
}
