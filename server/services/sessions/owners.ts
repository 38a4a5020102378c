import type { FactRow, Outcome } from '../../../core/sessions/facts.ts';
import type { Context } from '../../context.ts';
import { readNames, shownName } from '../reports/names.ts';

/** An owner of a session: his interval and what he did in it. Times are epoch ms. */
export interface Owner {
  agentId: string | null;
  agentName: string | null;
  teamId: string | null;
  teamName: string | null;
  assignedAt: number;
  /** When he last stopped owning it; null while he owns it. */
  ownedUntil: number | null;
  /** null on sessions that an agent began and nobody answered. */
  outcome: Outcome | null;
  responseSeconds: number | null;
  handleSeconds: number | null;
  resolutionSeconds: number | null;
  messages: number;
}

export interface PeopleNames {
  agents: ReadonlyMap<string, string>;
  teams: ReadonlyMap<string, string>;
}

export async function readPeopleNames(
  people: readonly { agentId: string; teamId: string }[],
  context: Context,
): Promise<PeopleNames> {
  const [agents, teams] = await Promise.all([
    readNames('agent', [...new Set(people.map(({ agentId }) => agentId))], context),
    readNames('team', [...new Set(people.map(({ teamId }) => teamId))], context),
  ]);
  return { agents, teams };
}

/** Ids and names of an agent and a team; null for none. */
export function namedPeople({ agentId, teamId }: { agentId: string; teamId: string }, { agents, teams }: PeopleNames) {
  return {
    agentId: agentId || null,
    agentName: shownName(agents, agentId),
    teamId: teamId || null,
    teamName: shownName(teams, teamId),
  };
}

export function ownerOf(row: FactRow<'assignment'>, names: PeopleNames): Owner {
  return {
    ...namedPeople(row, names),
    assignedAt: row.assignedAt,
    ownedUntil: row.ownedUntil,
    outcome: outcomeOf(row),
    responseSeconds: seconds(row.responseAfterAssignmentMs),
    handleSeconds: seconds(row.handleMs),
    resolutionSeconds: seconds(row.resolutionMs),
    messages: row.agentMessages,
  };
}

/** What became of a session for an owner; null on one that an agent began and nobody answered. */
export function outcomeOf({ outcome }: FactRow<'assignment'>): Outcome | null {
  return (outcome || null) as Outcome | null;
}

export function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1000;
}
