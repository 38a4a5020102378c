import type { Context } from '../../context.ts';

/**
 * Display names of agents or teams by id: the newest that was told. An id without a name is not in the
 * map; facts keep ids alone.
 */
export async function readNames(
  kind: 'agent' | 'team',
  ids: readonly string[],
  { warehouse, workspace }: Context,
): Promise<Map<string, string>> {
  const wanted = ids.filter((id) => id !== '');
  if (wanted.length === 0) return new Map();
  const rows = await warehouse.rows<[string, string]>(
    `SELECT subject_id, argMax(name, (at, source, id)) FROM names
     WHERE workspace_id = {workspaceId:UInt32} AND kind = {kind:String} AND subject_id IN {ids:Array(String)}
       AND name != ''
     GROUP BY subject_id`,
    { workspaceId: workspace.id, kind, ids: wanted },
  );
  return new Map(rows);
}

/** What a person reads for an id: its name, else the id itself; null for '' (nobody). */
export function shownName(names: ReadonlyMap<string, string>, id: string): string | null {
  return id === '' ? null : (names.get(id) ?? id);
}
