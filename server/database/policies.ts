import { type DatedPolicy, readPolicy } from '../../core/sessions/policy.ts';
import type { ScopedDatabase } from './scoped.ts';

/** A policy of the workspace, who set it and when. */
export interface SetPolicy extends DatedPolicy {
  setAt: number;
  setBy: string;
}

/** The workspace's policies, ascending by the instant from which they hold. */
export async function readPolicies(database: ScopedDatabase): Promise<SetPolicy[]> {
  const rows = await database
    .selectFrom('policies')
    .select(['valid_from as validFrom', 'policy', 'set_at as setAt', 'set_by as setBy'])
    .orderBy('valid_from')
    .execute();
  return rows.map((row) => ({ ...row, policy: readPolicy(row.policy) }));
}
