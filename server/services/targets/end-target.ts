import { RidaError } from '../../../core/errors.ts';
import { unitAt } from '../../../core/targets/periods.ts';
import type { Target } from '../../../core/targets/target.ts';
import type { Context } from '../../context.ts';
import { closeTarget, holdTarget } from './change-series.ts';
import { settingsFor } from './targets.ts';

/**
 * Ends a target with the running unit; one that was set within it, or is still to begin, is withdrawn. Throws
 * `notFound` for another workspace's, `targetEnded` for one that ends by then anyway.
 */
export async function endTarget(targetId: number, context: Context): Promise<Target> {
  return context.database.transaction(async (trx) => {
    const { target, createdAt } = await holdTarget(targetId, trx, context);
    const running = unitAt(context.now(), target.unit, settingsFor(context, target.calendar));
    const isNew = target.validFrom >= running.from && createdAt >= running.from;
    const validTo = isNew || target.validFrom >= running.to ? target.validFrom : running.to;
    if (target.validTo !== null && target.validTo <= validTo) throw new RidaError('targetEnded');
    return closeTarget(target, validTo, trx, context);
  });
}
