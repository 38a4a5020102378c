import { factNames, factSpecs } from '../../core/sessions/facts.ts';
import { columnsOf, rowValues } from '../../server/ingest/folding/rows.ts';
import type { Warehouse } from '../../server/warehouse/warehouse.ts';
import type { FactRows } from './oracle.ts';
import { type History, factsOf } from './random-facts.ts';

const stream = 'conversation:parity';

/** Writes the current rows of a history as a fold would: over older versions, beside tombstones. */
export async function writeHistory(warehouse: Warehouse, workspaceId: number, history: History): Promise<void> {
  await write(warehouse, workspaceId, onPlacesOf(history.replaced, history.current), { version: 1, deleted: 0 });
  await write(warehouse, workspaceId, onPlacesOf(history.replaced, history.current), { version: 2, deleted: 1 });
  await write(warehouse, workspaceId, history.current, { version: 3, deleted: 0 });
}

/** The replaced rows at the places of current ones, so that a new version meets an old one. */
function onPlacesOf(replaced: FactRows, current: FactRows): FactRows {
  const moved = factNames.map((fact) => {
    const { at } = factSpecs[fact];
    const rows: Record<string, unknown>[] = replaced[fact];
    const places: Record<string, unknown>[] = current[fact];
    return [fact, rows.map((row, i) => ({ ...row, [at]: places[i]?.[at] ?? row[at] }))];
  });
  return Object.fromEntries(moved) as FactRows;
}

export async function write(
  warehouse: Warehouse,
  workspaceId: number,
  facts: FactRows,
  { version, deleted }: { version: number; deleted: 0 | 1 } = { version: 1, deleted: 0 },
): Promise<void> {
  const all = factsOf(facts);
  for (const fact of factNames) {
    const rows = all.filter((each) => each.fact === fact).map((each) => rowValues(workspaceId, stream, each));
    const values = rows.map((row) => [...row, version, deleted]);
    await warehouse.insert('fold', factSpecs[fact].table, columnsOf(fact), values);
  }
}
