import { RidaError } from '../../../core/errors.ts';
import type { WrittenPolicy } from '../../../core/sessions/policy.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { changeRules } from './change-rules.ts';

/** The most policies that a workspace may have: each costs a little in every fold. */
const mostPolicies = 200;

/**
 * Sets the policy that holds from an instant (epoch ms) up to the next one; it replaces one that begins at the
 * same instant. Returns the replay that folds the past anew; null where it begins in the future.
 * Throws RidaError('limitReached') when there are too many already.
 */
export async function setPolicy(validFrom: number, written: WrittenPolicy, context: Context): Promise<number | null> {
  const { actor, now } = context;
  const policy = JSON.stringify(written);
  const set = { set_at: now(), set_by: `${actor.kind}:${actor.id}` };
  return context.database.transaction(async (trx) => {
    const { count } = await trx
      .selectFrom('policies')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('valid_from', '!=', validFrom)
      .executeTakeFirstOrThrow();
    if (count >= mostPolicies) throw new RidaError('limitReached', { max: mostPolicies });
    await trx
      .insertInto('policies')
      .values({ valid_from: validFrom, policy, ...set })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'valid_from']).doUpdateSet({ policy, ...set }))
      .execute();
    const subject = new Date(validFrom).toISOString();
    await noteInWorkspace(trx, context, 'policySet', `policy:${subject}`, { policy });
    return changeRules(trx, { reason: 'policy', subject, since: validFrom }, context);
  });
}
