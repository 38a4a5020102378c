import type { Kysely } from 'kysely';
import { type DatedPolicy, defaultPolicy } from '../../../core/sessions/policy.ts';
import type { Schema } from '../../database/schema.ts';

/** Every workspace's dated policies, ascending; what one leaves out is as in the defaults. */
export async function readPolicies(db: Kysely<Schema>): Promise<Record<number, DatedPolicy[]>> {
  const rows = await db.selectFrom('policies').selectAll().orderBy('valid_from').execute();
  const policies: Record<number, DatedPolicy[]> = {};
  for (const { workspace_id, valid_from, policy } of rows) {
    (policies[workspace_id] ??= []).push({ validFrom: valid_from, policy: { ...defaultPolicy, ...policy } });
  }
  return policies;
}
