import { type OwnFigures, ownFigures } from '../../../core/people/own-ratings.ts';
import { type RatingPolicy, visibilityOf } from '../../../core/people/rating-policy.ts';
import type { Context } from '../../context.ts';

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
  const batches = await database
    .selectFrom('rating_batches')
    .select(['class', 'source', 'subject', 'family', 'up_to as upTo'])
    .select(['ratings', 'score_sum as scoreSum', 'satisfied', 'detractors'])
    .where('agent_id', 'in', agentIds.length === 0 ? [''] : [...agentIds])
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
