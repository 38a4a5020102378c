import { defaultPolicy, type Policy, policyAt } from '../../../core/sessions/policy.ts';
import type { Context } from '../../context.ts';
import { readPolicies, type SetPolicy } from '../../database/policies.ts';

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
