import type { JoinKind } from '../../../core/people/joins.ts';
import type { Context } from '../../context.ts';

/** An id that was joined into another; of a customer both are keys. */
export interface Join {
  kind: JoinKind;
  id: string;
  into: string;
  joinedAt: number;
  joinedBy: string;
}

/** The joins of the workspace, the newest first. */
export async function listJoins({ database }: Context): Promise<Join[]> {
  return database
    .selectFrom('joins')
    .select(['kind', 'alias as id', 'into_id as into', 'joined_at as joinedAt', 'joined_by as joinedBy'])
    .orderBy('joined_at', 'desc')
    .orderBy('kind')
    .orderBy('alias')
    .execute();
}
