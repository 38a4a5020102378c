import type { RatingPolicy } from '../../../core/people/rating-policy.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';

/** Sets what employees learn of ratings about themselves; it counts from the next request on. */
export async function changeRatingPolicy(policy: RatingPolicy, context: Context): Promise<void> {
  const written = JSON.stringify(policy);
  await context.database.transaction(async (trx) => {
    await trx
      .insertInto('rating_policies')
      .values({ policy: written })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ policy: written }))
      .execute();
    const { conversations, terminals, sources } = policy;
    await noteInWorkspace(trx, context, 'ratingPolicyChanged', 'ratingPolicy', {
      conversations,
      terminals,
      sources: Object.entries(sources).map((each) => each.join(': ')),
    });
  });
}
