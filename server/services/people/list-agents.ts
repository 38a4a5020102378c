import { idsOf } from '../../../core/people/joins.ts';
import { teamsAt, type TeamStay } from '../../../core/people/roster.ts';
import { foldText } from '../../../core/language/folding.ts';
import type { Context } from '../../context.ts';
import { readJoins } from '../../database/joins.ts';
import { readRoster } from './read-roster.ts';

export interface Agent {
  agentId: string;
  name: string | null;
  /** Teams he is in now. */
  teamIds: string[];
  stays: TeamStay[];
  /** Ids that were joined into his. */
  otherIds: string[];
  /** Date of the workspace's zone. */
  startedOn: string | null;
  leftAt: number | null;
}

export interface AgentsQuery {
  /** Words in the name or the id, however they are written. */
  q?: string | undefined;
  /** Without those who have left. */
  present?: boolean | undefined;
}

/** The workspace's agents, one a person, in the order of their ids; joined ids stand with the person they belong to. */
export async function listAgents({ q = '', present = false }: AgentsQuery, context: Context): Promise<Agent[]> {
  const { database, now } = context;
  const [roster, joins, employments] = await Promise.all([
    readRoster(context),
    readJoins(database),
    database.selectFrom('employments').select(['agent_id', 'started_on', 'left_at']).execute(),
  ]);
  const employmentOf = new Map(employments.map((row) => [row.agent_id, row]));
  const told = new Map(roster.map((agent) => [agent.agentId, agent]));
  const ids = [...new Set([...told.keys(), ...employmentOf.keys(), ...joins.agent.values()])].toSorted();
  const agents = ids
    .filter((id) => !joins.agent.has(id))
    .map((agentId): Agent => {
      const [, ...otherIds] = idsOf(joins, 'agent', agentId);
      const known = [agentId, ...otherIds].flatMap((id) => told.get(id) ?? []);
      const stays = known.flatMap((each) => each.stays);
      const employment = employmentOf.get(agentId);
      return {
        agentId,
        name: known.find(({ name }) => name !== '')?.name ?? null,
        teamIds: [...new Set(teamsAt(stays, now()))],
        stays,
        otherIds,
        startedOn: employment?.started_on ?? null,
        leftAt: employment?.left_at ?? null,
      };
    });
  const words = foldText(q);
  return agents.filter(({ leftAt, agentId, name }) => {
    if (present && leftAt !== null && leftAt <= now()) return false;
    return words === '' || [agentId, name ?? ''].some((text) => foldText(text).includes(words));
  });
}
