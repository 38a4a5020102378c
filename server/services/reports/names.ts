import { otherIdsOf } from '../../../core/people/joins.ts';
import { readJoins } from '../../database/joins.ts';
import type { Context } from '../../context.ts';

/**
 * Display names of agents or teams by id: the newest that was told, of an agent without one that of an id joined into
 * his. An id without a name is not in the map; facts keep ids alone.
 */
export async function readNames(
  kind: 'agent' | 'team',
  ids: readonly string[],
  context: Context,
): Promise<Map<string, string>> {
  const wanted = ids.filter((id) => id !== '');
  if (wanted.length === 0) return new Map();
  const names = await readTold(kind, wanted, context);
  const nameless = wanted.filter((id) => !names.has(id));
  if (kind === 'team' || nameless.length === 0) return names;
  const others = otherIdsOf(await readJoins(context.database, 'agent'), 'agent', nameless);
  if (others.size === 0) return names;
  const told = await readTold(kind, [...others.values()].flat(), context);
  for (const [person, own] of others) {
    const name = own.map((id) => told.get(id)).find((each) => each !== undefined);
    if (name !== undefined) names.set(person, name);
  }
  return names;
}

async function readTold(
  kind: 'agent' | 'team',
  wanted: readonly string[],
  { warehouse, workspace }: Context,
): Promise<Map<string, string>> {
  const rows = await warehouse.rows<[string, string]>(
    `SELECT subject_id, argMax(name, (at, source, id)) FROM names
     WHERE workspace_id = {workspaceId:UInt32} AND kind = {kind:String} AND subject_id IN {ids:Array(String)}
       AND name != ''
     GROUP BY subject_id`,
    { workspaceId: workspace.id, kind, ids: [...wanted] },
  );
  return new Map(rows);
}

/** What a person reads for an id: its name, else the id itself; null for '' (nobody). */
export function shownName(names: ReadonlyMap<string, string>, id: string): string | null {
  return id === '' ? null : (names.get(id) ?? id);
}
