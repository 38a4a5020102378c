import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { changeRules } from './change-rules.ts';

/**
 * Takes back the policy that begins at an instant (epoch ms): the one before it holds on. Returns the replay that
 * folds the past anew; null where it was to begin in the future. Throws RidaError('notFound').
 */
export async function removePolicy(validFrom: number, context: Context): Promise<number | null> {
  return context.database.transaction(async (trx) => {
    const removed = await trx
      .deleteFrom('policies')
      .where('valid_from', '=', validFrom)
      .returning('policy')
      .executeTakeFirst();
    if (removed === undefined) throw new RidaError('notFound');
    const subject = new Date(validFrom).toISOString();
    await noteInWorkspace(trx, context, 'policyRemoved', `policy:${subject}`, {
      policy: JSON.stringify(removed.policy),
    });
    return changeRules(trx, { reason: 'policy', subject, since: validFrom }, context);
  });
}
