import { RidaError } from '../../../core/errors.ts';
import { kpiOf } from '../../../core/kpis/kpis.ts';
import { unitAt } from '../../../core/targets/periods.ts';
import type { Target } from '../../../core/targets/target.ts';
import type { Context } from '../../context.ts';
import { closeTarget, holdTarget, insertTarget } from './change-series.ts';
import { endOf, requireValue } from './create-target.ts';
import { settingsFor } from './targets.ts';

export interface TargetChange {
  value: number;
  minimum?: number | undefined;
  /** A day of the workspace's zone; undefined: as before. */
  validTo?: string | null | undefined;
}

/**
 * Changes a target from the next unit on (one that is still to begin, from its beginning): the old one ends there
 * and another begins. Throws `notFound` for another workspace's, `targetEnded` for one that has ended by then,
 * `invalidRequest` for a value that the KPI cannot have.
 */
export async function changeTarget(targetId: number, change: TargetChange, context: Context): Promise<Target> {
  return context.database.transaction(async (trx) => {
    const { target } = await holdTarget(targetId, trx, context);
    requireValue(kpiOf(target.kpi), change.value);
    const settings = settingsFor(context, target.calendar);
    const next = unitAt(context.now(), target.unit, settings).to;
    const from = Math.max(next, target.validFrom);
    if (target.validTo !== null && target.validTo <= from) throw new RidaError('targetEnded');
    const validTo = change.validTo === undefined ? target.validTo : endOf(change.validTo, from, target.unit, settings);
    await closeTarget(target, from, trx, context);
    const { id: _id, ...same } = target;
    const minimum = change.minimum ?? target.minimum;
    return insertTarget({ ...same, value: change.value, minimum, validFrom: from, validTo }, trx, context);
  });
}
