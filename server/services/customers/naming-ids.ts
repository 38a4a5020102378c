import type { Warehouse } from '../../warehouse/warehouse.ts';
import { listed } from './listed-streams.ts';
import { namesPerson } from './mentions-person.ts';
import type { Person } from './person.ts';

const idsPerPage = 10_000;

/** How many of his streams and their events have an id that names him: a sender took his phone number for one. */
export async function countNamingIds(
  { workspaceId, erasureId, identifiers }: Person,
  warehouse: Warehouse,
): Promise<number> {
  const names = namesPerson(identifiers);
  let count = 0;
  for (let after = ''; ;) {
    const rows = await warehouse.rows<[string]>(
      'fold',
      `SELECT DISTINCT arrayJoin([stream, id]) AS name FROM events
       WHERE workspace_id = {workspaceId:UInt32} AND stream IN ${listed('stream')} AND name > {after:String}
       ORDER BY name LIMIT ${idsPerPage}`,
      { workspaceId, erasureId, after },
    );
    count += rows.filter(([name]) => names(name)).length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < idsPerPage) return count;
    [after] = last;
  }
}
