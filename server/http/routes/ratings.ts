import * as routes from '../../../contract/routes/ratings.ts';
import { changeRatingPolicy } from '../../services/ratings/change-policy.ts';
import { readOwnRatings } from '../../services/ratings/own-ratings.ts';
import { readRatingPolicy } from '../../services/ratings/rating-policy.ts';
import { type Door, peopleHandler } from '../handler.ts';
import { iso } from '../instants.ts';

export const ratingDoors: Door[] = [
  peopleHandler(routes.readRatingPolicy, async (_input, { workspace }, { db }) => readRatingPolicy(db, workspace.id)),
  peopleHandler(routes.changeRatingPolicy, async ({ body }, context, { db }) => {
    await changeRatingPolicy(body, context);
    return readRatingPolicy(db, context.workspace.id);
  }),
  peopleHandler(routes.readOwnRatings, async (_input, context, { db }) => {
    const policy = await readRatingPolicy(db, context.workspace.id);
    const ratings = await readOwnRatings(policy, context);
    return { policy, ratings: ratings.map(({ upTo, ...figures }) => ({ ...figures, upTo: iso(upTo) })) };
  }),
];
