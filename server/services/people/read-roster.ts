import { type TeamsChange, type TeamStay, teamStays } from '../../../core/people/roster.ts';
import type { Context } from '../../context.ts';
import { maxRowsPerStatement } from '../../warehouse/warehouse.ts';

/** An agent as events have told of him: named, described, or at work. */
export interface RosterAgent {
  agentId: string;
  /** '' where nobody told it. */
  name: string;
  stays: TeamStay[];
}

type Row = [agentId: string, name: string, changes: [at: number, teamIds: string[]][]];

/** Facts whose agents belong in the roster even where nothing else tells of them. */
const facts = ['assignments', 'calls', 'presence', 'ratings', 'turns', 'visits'];

/** Every agent that the workspace's events know, by id, in the order of the ids. */
export async function readRoster({ workspace, warehouse }: Context): Promise<RosterAgent[]> {
  const agents: RosterAgent[] = [];
  let after = '';
  for (;;) {
    const rows = await warehouse.rows<Row>(rosterSql, { workspaceId: workspace.id, after });
    for (const [agentId, name, changes] of rows)
      agents.push({ agentId, name, stays: teamStays(changes.map(changeOf)) });
    if (rows.length < maxRowsPerStatement) return agents;
    after = rows.at(-1)?.[0] ?? '';
  }
}

function changeOf([at, teamIds]: [number, string[]]): TeamsChange {
  return { at, teamIds };
}

const own = 'workspace_id = {workspaceId:UInt32}';

// Of one id the highest rank holds. What repeats the list before it is left out: some sources tell it every night.
const rosterSql = `
  WITH described AS (
    SELECT JSONExtractString(body, 'agentId') AS agent_id, toUnixTimestamp64Milli(at) AS ms,
      JSONExtract(body, 'teamIds', 'Array(String)') AS teams, sequence, source, id
    FROM (
      SELECT * FROM events WHERE ${own} AND startsWith(stream, 'agent:')
      ORDER BY stream, source, id, rank DESC LIMIT 1 BY stream, source, id
    )
    WHERE JSONHas(body, 'teamIds')
  ),
  changes AS (
    SELECT agent_id, arraySort(groupArray((ms, sequence, source, id, teams))) AS told,
      arrayMap(each -> (each.1, each.5), arrayFilter(
        (each, place) -> place = 1 OR told[place - 1].5 != each.5, told, arrayEnumerate(told))) AS changed
    FROM described GROUP BY agent_id
  ),
  named AS (
    SELECT subject_id AS agent_id, argMax(name, (at, source, id)) AS told_name FROM names
    WHERE ${own} AND kind = 'agent' AND name != '' GROUP BY subject_id
  ),
  known AS (
    SELECT agent_id FROM changes UNION DISTINCT SELECT agent_id FROM named
    ${facts.map((table) => `UNION DISTINCT SELECT DISTINCT agent_id FROM ${table} WHERE ${own}`).join('\n    ')}
  )
  SELECT agent_id, told_name, changed
  FROM known LEFT JOIN named USING (agent_id) LEFT JOIN changes USING (agent_id)
  WHERE agent_id > {after:String} ORDER BY agent_id LIMIT ${maxRowsPerStatement}`;
