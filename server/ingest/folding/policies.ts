import type { Kysely, Selectable } from 'kysely';
import { type DatedPolicy, defaultPolicy } from '../../../core/sessions/policy.ts';
import type { PoliciesTable, Schema } from '../../database/schema.ts';

/** Every workspace's dated policies, ascending; what one leaves out is as in the defaults. */
export async function readPolicies(db: Kysely<Schema>): Promise<Record<number, DatedPolicy[]>> {
  const rows = await db.selectFrom('policies').selectAll().orderBy('valid_from').execute();
  const policies: Record<number, DatedPolicy[]> = {};
  for (const row of rows) (policies[row.workspace_id] ??= []).push(datedPolicy(row));
  return policies;
}

/** A policy as it is stored; what it leaves out is as in the defaults. */
export function datedPolicy({
  valid_from,
  policy,
}: Pick<Selectable<PoliciesTable>, 'valid_from' | 'policy'>): DatedPolicy {
  return { validFrom: valid_from, policy: { ...defaultPolicy, ...policy } };
}
