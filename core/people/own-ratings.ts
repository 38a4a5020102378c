import type { RatingClass } from './rating-policy.ts';

/** Of so many ratings a published figure consists at least, and by so many it moves at least. */
export const leastPublished = 5;

/** A rating as it may be published to whom it is about. */
export interface OwnRating {
  /** Names it for good, among all of the workspace. */
  key: string;
  agentId: string;
  /** Where it was given and what sent it: what the policy looks at. */
  class: RatingClass;
  source: string;
  subject: string;
  family: string;
  answeredAt: number;
  score: number;
  value: number;
  satisfied: boolean;
}

/** Ratings that are published together, summed as they were then; never taken apart, never summed again. */
export interface RatingBatch extends Pick<OwnRating, 'agentId' | 'class' | 'source' | 'subject' | 'family'> {
  keys: readonly string[];
  ratings: number;
  scoreSum: number;
  satisfied: number;
  /** 0–6 of an NPS question; 0 for others. */
  detractors: number;
}

/**
 * What to publish next of ratings that were never published: of each series (agent, class, source, subject, family)
 * the oldest, as many as fives fit in; nothing where there are fewer than five. Every published figure is a sum of
 * such batches, which share no rating: whatever figures are subtracted from one another, what is left is whole
 * batches, so no single rating follows, whether ratings come late, are revised or withdrawn. Nor does a new policy
 * split one: all that it tells apart is told apart here.
 */
export function nextBatches(unpublished: readonly OwnRating[]): RatingBatch[] {
  const series = Map.groupBy(unpublished, (rating) =>
    JSON.stringify([rating.agentId, rating.class, rating.source, rating.subject, rating.family]),
  );
  return [...series.values()].flatMap((ratings) => {
    const oldest = ratings.toSorted((a, b) => a.answeredAt - b.answeredAt || (a.key < b.key ? -1 : 1));
    const batch = oldest.slice(0, ratings.length - (ratings.length % leastPublished));
    return batch.length === 0 ? [] : [batchOf(batch)];
  });
}

function batchOf(ratings: readonly OwnRating[]): RatingBatch {
  const [first] = ratings;
  if (first === undefined) throw new Error('a batch of no ratings');
  const { agentId, class: ratingClass, source, subject, family } = first;
  const isDetractor = ({ value }: OwnRating) => family === 'nps' && value <= 6;
  return {
    agentId,
    class: ratingClass,
    source,
    subject,
    family,
    keys: ratings.map(({ key }) => key),
    ratings: ratings.length,
    scoreSum: ratings.reduce((sum, { score }) => sum + score, 0),
    satisfied: ratings.filter(({ satisfied }) => satisfied).length,
    detractors: ratings.filter(isDetractor).length,
  };
}

/** What is shown of batches that were published. */
export interface OwnFigures {
  n: number;
  averageScore: number;
  satisfiedShare: number;
  /** −100–100; null for what is no NPS question. */
  nps: number | null;
}

/** The figures of batches of one family, at least one. */
export function ownFigures(
  family: string,
  batches: readonly Pick<RatingBatch, 'ratings' | 'scoreSum' | 'satisfied' | 'detractors'>[],
): OwnFigures {
  const sum = (part: 'ratings' | 'scoreSum' | 'satisfied' | 'detractors') =>
    batches.reduce((all, batch) => all + batch[part], 0);
  const n = sum('ratings');
  return {
    n,
    averageScore: sum('scoreSum') / n,
    satisfiedShare: sum('satisfied') / n,
    nps: family === 'nps' ? (100 * (sum('satisfied') - sum('detractors'))) / n : null,
  };
}
