import type { Context } from '../../context.ts';
import type { Whose } from '../people/sight.ts';
import { readFacts, type StoredFact } from '../sessions/read-facts.ts';

/** Whom a row of the satisfaction report names. */
export type Attribute = 'rated' | 'closer' | 'lastReplier';

export interface Attributed extends Whose {
  kind: 'agent' | 'bot' | 'system' | 'customer' | 'nobody';
}

const nobody: Attributed = { kind: 'nobody', agentId: '', teamId: '' };

/** Says of ratings whom they are attributed to, with the team of then. */
export async function readAttribution(
  attribute: Attribute,
  ratings: readonly StoredFact<'rating'>[],
  context: Context,
): Promise<(rating: StoredFact<'rating'>) => Attributed> {
  const streams = ratings.map(({ stream }) => stream);
  switch (attribute) {
    case 'rated':
      return ({ ratedOwner, agentId, teamId }) => ({ kind: ratedOwner as 'agent' | 'bot' | 'nobody', agentId, teamId });
    case 'closer': {
      const closures = Map.groupBy(await readFacts('closure', streams, context), ({ stream }) => stream);
      return (rating) => closerOf(rating, closures.get(rating.stream) ?? []);
    }
    case 'lastReplier': {
      const turns = Map.groupBy(await readFacts('turn', streams, context), ({ stream }) => stream);
      return (rating) => lastReplierOf(rating, turns.get(rating.stream) ?? []);
    }
  }
}

function closerOf({ closedAt }: StoredFact<'rating'>, closures: readonly StoredFact<'closure'>[]): Attributed {
  const closure = closures.findLast((each) => each.closedAt === closedAt);
  if (closure === undefined) return nobody;
  return { kind: closure.closedBy as Attributed['kind'], agentId: closure.agentId, teamId: closure.teamId };
}

/** The author of the last answer before the rating was asked for. */
function lastReplierOf(
  { askedAt, answeredAt }: StoredFact<'rating'>,
  turns: readonly StoredFact<'turn'>[],
): Attributed {
  const turn = turns.findLast(({ repliedAt }) => repliedAt <= (askedAt ?? answeredAt));
  return turn === undefined ? nobody : { kind: 'agent', agentId: turn.agentId, teamId: turn.teamId };
}
