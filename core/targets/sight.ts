import type { Kpi } from '../kpis/kpi.ts';
import { factsOf } from '../kpis/question.ts';
import { opinionFacts } from '../kpis/viewer.ts';
import type { Sight } from '../people/roles.ts';
import type { Subject } from './target.ts';

/**
 * Whether somebody may know a figure and its verdict: everything, or what is wholly of his own teams (a team, an
 * agent within it), or his own. Of his own not what customers said of him, where a policy holds that back.
 */
export function seesFigure(
  { sees, teamIds, agentIds }: Sight,
  kpi: Kpi,
  subject: Subject,
  withinTeam: string,
): boolean {
  if (sees.othersFigures === 'everything') return true;
  if (subject.kind === 'agent' && agentIds.includes(subject.id)) {
    return sees.namedRatings !== 'byPolicy' && sees.namedRatings !== 'nothing'
      ? true
      : !factsOf(kpi).some((fact) => opinionFacts.includes(fact));
  }
  return sees.othersFigures === 'ownTeams' && teamIds.includes(subject.kind === 'team' ? subject.id : withinTeam);
}

/** Whether somebody who may set targets may set them for a subject: his teams', or anybody's. */
export function setsTargetsOf({ sees, teamIds }: Sight, { kind, id }: Subject): boolean {
  if (sees.othersFigures === 'everything') return true;
  return sees.othersFigures === 'ownTeams' && kind === 'team' && teamIds.includes(id);
}
