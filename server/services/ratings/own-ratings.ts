import { otherIdsOf } from '../../../core/people/joins.ts';
import { type OwnFigures, ownFigures } from '../../../core/people/own-ratings.ts';
import { type RatingPolicy, visibilityOf } from '../../../core/people/rating-policy.ts';
import type { Context } from '../../context.ts';
import { readJoins } from '../../database/joins.ts';

export interface OwnRatings extends OwnFigures {
  subject: string;
  family: string;
  /** End of the last week that was looked at, epoch ms. */
  upTo: number;
}

/**
 * What was published to whoever asks of the ratings of his own work, where the policy still is to show it so: a
 * figure a subject and family, none where there are fewer than five ratings, for a person without agent ids none.
 */
export async function readOwnRatings(policy: RatingPolicy, { actor, database }: Context): Promise<OwnRatings[]> {
  const { agentIds } = actor.sight;
  // What was shown under an id before it was joined into his stays shown.
  const others = otherIdsOf(await readJoins(database, 'agent'), 'agent', agentIds);
  const everyId = ['', ...agentIds, ...[...others.values()].flat()];
  const batches = await database
    .selectFrom('rating_batches')
    .select(['class', 'source', 'subject', 'family', 'up_to as upTo'])
    .select(['ratings', 'score_sum as scoreSum', 'satisfied', 'detractors'])
    .where('agent_id', 'in', everyId)
    .orderBy('id')
    .execute();
  const shown = batches.filter((batch) => visibilityOf(policy, batch.class, batch.source) === 'aggregated');
  const bySubject = Map.groupBy(shown, ({ subject, family }) => JSON.stringify([subject, family]));
  return [...bySubject.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const { subject, family } = first;
    return [{ subject, family, ...ownFigures(family, alike), upTo: Math.max(...alike.map(({ upTo }) => upTo)) }];
  });
}
