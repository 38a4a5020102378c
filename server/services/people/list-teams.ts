import type { Context } from '../../context.ts';
import { listAgents } from './list-agents.ts';

export interface Team {
  teamId: string;
  name: string | null;
  /** Who is in it now. */
  agentIds: string[];
}

/** The workspace's teams: those with a name, those somebody is in, and those at work; in the order of their ids. */
export async function listTeams(context: Context): Promise<Team[]> {
  const { workspace, warehouse } = context;
  const [agents, known] = await Promise.all([
    listAgents({ present: true }, context),
    warehouse.rows<[string, string]>(teamsSql, { workspaceId: workspace.id }),
  ]);
  const names = new Map(known);
  const ids = new Set([...names.keys(), ...agents.flatMap(({ stays }) => stays.map(({ teamId }) => teamId))]);
  return [...ids].toSorted().map((teamId) => ({
    teamId,
    name: names.get(teamId) || null,
    agentIds: agents.filter(({ teamIds }) => teamIds.includes(teamId)).map(({ agentId }) => agentId),
  }));
}

const own = 'workspace_id = {workspaceId:UInt32}';

const teamsSql = `
  SELECT team_id, max(told) FROM (
    SELECT subject_id AS team_id, argMax(name, (at, source, id)) AS told FROM names
    WHERE ${own} AND kind = 'team' GROUP BY subject_id
    UNION ALL SELECT DISTINCT team_id, '' FROM assignments WHERE ${own} AND team_id != ''
  ) GROUP BY team_id ORDER BY team_id LIMIT 20000`;
