import { type DatedPolicy, defaultPolicy, type Policy, policyAt, readPolicy } from '../../../core/sessions/policy.ts';
import type { Context } from '../../context.ts';

/** A policy of the workspace, who set it and when. */
export interface SetPolicy extends DatedPolicy {
  setAt: number;
  setBy: string;
}

export interface Policies {
  /** What holds before the first policy, and for what a policy leaves out. */
  defaults: Policy;
  inForce: Policy;
  /** In the order of their beginning. */
  policies: SetPolicy[];
}

/** The workspace's dated policies, and the one in force now. */
export async function listPolicies({ database, now }: Context): Promise<Policies> {
  const policies = await readPolicies(database);
  return { defaults: defaultPolicy, inForce: policyAt(policies, now()), policies };
}

/** The workspace's policies, ascending by the instant from which they hold. */
export async function readPolicies(database: Context['database']): Promise<SetPolicy[]> {
  const rows = await database
    .selectFrom('policies')
    .select(['valid_from as validFrom', 'policy', 'set_at as setAt', 'set_by as setBy'])
    .orderBy('valid_from')
    .execute();
  return rows.map((row) => ({ ...row, policy: readPolicy(row.policy) }));
}
