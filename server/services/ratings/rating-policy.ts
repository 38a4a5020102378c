import type { Kysely } from 'kysely';
import { defaultRatingPolicy, type RatingPolicy } from '../../../core/people/rating-policy.ts';
import type { Schema } from '../../database/schema.ts';

/** What a workspace's employees learn of ratings about themselves; the default where nothing was set. */
export async function readRatingPolicy(db: Kysely<Schema>, workspaceId: number): Promise<RatingPolicy> {
  const found = await db
    .selectFrom('rating_policies')
    .select('policy')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return found?.policy ?? defaultRatingPolicy;
}
