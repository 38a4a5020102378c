import { RidaError } from '../../../core/errors.ts';
import { setsTargetsOf } from '../../../core/targets/sight.ts';
import type { Target } from '../../../core/targets/target.ts';
import type { Context } from '../../context.ts';
import type { ScopedDatabase } from '../../database/scoped.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { asTarget, targetColumns } from './targets.ts';

/**
 * Inserts a target and notes it. Throws RidaError('targetHolds') where one of the same KPI, unit, calendar and subject
 * holds for any of the same units.
 */
export async function insertTarget(target: Omit<Target, 'id'>, trx: ScopedDatabase, context: Context): Promise<Target> {
  requireSight(target, context);
  await holdSeries(target, trx, context.now());
  const others = await readSeries(target, trx);
  if (others.some((other) => overlap(other, target))) throw new RidaError('targetHolds');
  const { kpi, subject, unit, calendar, value, minimum, validFrom, validTo } = target;
  const row = await trx
    .insertInto('targets')
    .values({
      kpi,
      subject_kind: subject.kind,
      subject_id: subject.id,
      unit,
      calendar,
      value,
      minimum,
      valid_from: validFrom,
      valid_to: validTo,
      created_at: context.now(),
      created_by: `${context.actor.kind}:${context.actor.id}`,
    })
    .returning(targetColumns)
    .executeTakeFirstOrThrow();
  await noteInWorkspace(trx, context, 'targetSet', `target:${row.id}`, {
    kpi,
    subject: `${subject.kind}:${subject.id}`,
    unit,
    calendar,
    value,
    minimum,
    validFrom,
    validTo: validTo ?? '',
  });
  return asTarget(row);
}

/** Ends a target and notes it; at its own beginning it is withdrawn. */
export async function closeTarget(
  { id }: Target,
  validTo: number,
  trx: ScopedDatabase,
  context: Context,
): Promise<Target> {
  const row = await trx
    .updateTable('targets')
    .set({ valid_to: validTo })
    .where('id', '=', id)
    .returning(targetColumns)
    .executeTakeFirstOrThrow();
  await noteInWorkspace(trx, context, 'targetEnded', `target:${id}`, { validTo });
  return asTarget(row);
}

/** A target that is to be changed, with its series held. Throws `notFound` for another workspace's. */
export async function holdTarget(
  id: number,
  trx: ScopedDatabase,
  context: Context,
): Promise<{ target: Target; createdAt: number }> {
  const read = () =>
    trx.selectFrom('targets').select(targetColumns).select('created_at').where('id', '=', id).executeTakeFirst();
  const found = await read();
  if (found === undefined) throw new RidaError('notFound');
  requireSight(asTarget(found), context);
  await holdSeries(asTarget(found), trx, context.now());
  const held = (await read()) ?? found;
  return { target: asTarget(held), createdAt: held.created_at };
}

/** Throws `notAllowed` for the target of somebody whose figures are not one's to set goals for. */
function requireSight({ subject }: Pick<Target, 'subject'>, { actor }: Context): void {
  if (!setsTargetsOf(actor.sight, subject)) throw new RidaError('notAllowed');
}

type Series = Pick<Target, 'kpi' | 'unit' | 'calendar' | 'subject'>;

/** Whoever else changes targets of the series waits until this transaction has ended. */
async function holdSeries({ kpi, unit, calendar, subject }: Series, trx: ScopedDatabase, now: number): Promise<void> {
  const series = JSON.stringify([kpi, unit, calendar, subject.kind, subject.id]);
  await trx
    .insertInto('target_series')
    .values({ series, changed_at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'series']).doUpdateSet({ changed_at: now }))
    .execute();
}

async function readSeries({ kpi, unit, calendar, subject }: Series, trx: ScopedDatabase): Promise<Target[]> {
  const rows = await trx
    .selectFrom('targets')
    .select(targetColumns)
    .where('kpi', '=', kpi)
    .where('unit', '=', unit)
    .where('calendar', '=', calendar)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .execute();
  return rows.map(asTarget);
}

type Validity = Pick<Target, 'validFrom' | 'validTo'>;

function overlap(one: Validity, other: Validity): boolean {
  const end = ({ validTo }: Validity) => validTo ?? Number.POSITIVE_INFINITY;
  return one.validFrom < end(other) && other.validFrom < end(one) && end(one) > one.validFrom;
}
