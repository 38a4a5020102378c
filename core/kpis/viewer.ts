import type { Extent, Sight } from '../people/roles.ts';
import { defaultRatingPolicy, fullyVisible } from '../people/rating-policy.ts';
import { type FactName, factColumns, factNames } from '../sessions/facts.ts';
import type { Where } from './algebra.ts';
import { type Viewer, factsOf } from './question.ts';
import type { Kpi } from './kpi.ts';

/** Facts of what customers were asked and said; all others are of work. */
export const opinionFacts: readonly FactName[] = ['rating', 'invitation'];

/**
 * What somebody with this sight sees of each fact. A supervisor sees the rows of his teams and of his own work, an employee those of
 * his own work, and of opinions about it what the policy shows in full. Rows that cannot be told apart so (a fact without team
 * or agent) are not seen; only what is nobody's work (articles) is a supervisor's to see as a whole.
 */
export function viewerOf(workspaceId: number, sight: Sight): Viewer {
  const { othersFigures, namedRatings } = sight.sees;
  if (othersFigures === 'everything' && namedRatings === 'everything') return { workspaceId, sees: 'everything' };
  const seen = factNames.map((fact): [FactName, readonly Where[]] => [fact, rowsSeen(fact, sight)]);
  return { workspaceId, sees: Object.fromEntries(seen.filter(([, rows]) => rows.length > 0)) };
}

/** Whether any row of what a KPI is computed from may be seen: else the figure is `notAllowed`. */
export function isSeen(kpi: Kpi, { sees }: Viewer): boolean {
  return sees === 'everything' || factsOf(kpi).every((fact) => sees[fact] !== undefined);
}

function rowsSeen(fact: FactName, sight: Sight): readonly Where[] {
  return opinionFacts.includes(fact)
    ? opinionsSeen(fact, sight.sees.namedRatings, sight)
    : workSeen(fact, sight.sees.othersFigures, sight);
}

const everyRow: readonly Where[] = [{}];

function workSeen(fact: FactName, others: Extent, sight: Sight): readonly Where[] {
  switch (others) {
    case 'everything':
    case 'masked':
      return everyRow;
    case 'ownTeams':
      return isNobodysWork(fact) ? everyRow : ofTeams(fact, sight);
    case 'oneself':
    case 'byPolicy':
    case 'nothing':
      return ofOneself(fact, sight);
  }
}

function opinionsSeen(fact: FactName, extent: Extent, sight: Sight): readonly Where[] {
  switch (extent) {
    case 'everything':
    case 'masked':
      return everyRow;
    case 'ownTeams':
      return ofTeams(fact, sight);
    case 'oneself':
      return ofOneself(fact, sight);
    case 'byPolicy': {
      const full = fullyVisible(sight.ratingPolicy ?? defaultRatingPolicy, fact);
      return ofOneself(fact, sight).flatMap((own) => full.map((where) => ({ ...where, ...own })));
    }
    case 'nothing':
      return [];
  }
}

function isNobodysWork(fact: FactName): boolean {
  return !['conversationId', 'agentId', 'teamId'].some((column) => column in factColumns[fact]);
}

/** By the team that is frozen on the fact; one's own work as well, whatever team it was for. */
function ofTeams(fact: FactName, sight: Sight): readonly Where[] {
  if (!('teamId' in factColumns[fact])) return [];
  return [...among(fact, 'teamId', sight.teamIds), ...ofOneself(fact, sight)];
}

function ofOneself(fact: FactName, { agentIds }: Sight): readonly Where[] {
  return among(fact, 'agentId', agentIds);
}

/** '' is nobody, and nobody's rows are not his. */
function among(fact: FactName, column: string, ids: readonly string[]): readonly Where[] {
  const named = [...new Set(ids)].filter((id) => id !== '').toSorted();
  return column in factColumns[fact] && named.length > 0 ? [{ [column]: { oneOf: named } }] : [];
}
