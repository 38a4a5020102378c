/** What somebody's teams were said to be, from an instant on. */
export interface TeamsChange {
  at: number;
  teamIds: readonly string[];
}

/** A stay in a team, half-open; `to` null: still there. */
export interface TeamStay {
  teamId: string;
  from: number;
  to: number | null;
}

/**
 * The stays that changes tell of: each says the whole list of teams from then on. `changes` ascend by time; none:
 * no stays. Stays are in the order of their beginning, then of the list.
 */
export function teamStays(changes: readonly TeamsChange[]): TeamStay[] {
  const stays: TeamStay[] = [];
  const open = new Map<string, TeamStay>();
  for (const { at, teamIds } of changes) {
    for (const [teamId, stay] of open) {
      if (teamIds.includes(teamId)) continue;
      stay.to = at;
      open.delete(teamId);
    }
    for (const teamId of teamIds) {
      if (open.has(teamId)) continue;
      const stay = { teamId, from: at, to: null };
      open.set(teamId, stay);
      stays.push(stay);
    }
  }
  return stays.filter(({ from, to }) => to === null || to > from);
}

/** The teams somebody is in at an instant. */
export function teamsAt(stays: readonly TeamStay[], at: number): string[] {
  return stays.filter(({ from, to }) => from <= at && (to === null || at < to)).map(({ teamId }) => teamId);
}
