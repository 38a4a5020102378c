import { parsePeriod } from '../../../core/calendar/period.ts';
import type { CalendarId, CalendarSettings } from '../../../core/calendar/units.ts';
import { RidaError } from '../../../core/errors.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import { kpis } from '../../../core/kpis/kpis.ts';
import { lackedDimensions } from '../../../core/kpis/question.ts';
import { unitAt } from '../../../core/targets/periods.ts';
import {
  canHaveTarget,
  type JudgedUnit,
  type SubjectKind,
  type Target,
  usualMinimum,
  valueRange,
} from '../../../core/targets/target.ts';
import type { Context } from '../../context.ts';
import { insertTarget } from './change-series.ts';
import { settingsFor } from './targets.ts';

export interface NewTarget {
  kpi: string;
  subjectKind: SubjectKind;
  /** '' for the workspace. */
  subjectId: string;
  unit: JudgedUnit;
  /** By default the workspace's. */
  calendar?: CalendarId | undefined;
  value: number;
  minimum?: number | undefined;
  /** Dates of the workspace's zone; see `createTarget`. */
  validFrom?: string | undefined;
  validTo: string | null;
}

/**
 * Sets a target from the unit that holds `validFrom` (by default, and at the earliest, the running one) to the
 * unit that holds `validTo`. Throws RidaError('invalidRequest') for a KPI without a good direction or not of such
 * a subject, a value that the KPI cannot have or a validity that cannot be; ('targetHolds') where another holds.
 */
export async function createTarget(wanted: NewTarget, context: Context): Promise<Target> {
  const kpi = judgeable(wanted);
  requireValue(kpi, wanted.value);
  const settings = settingsFor(context, wanted.calendar);
  const { unit, subjectKind, subjectId, value } = wanted;
  const running = unitAt(context.now(), unit, settings).from;
  const validFrom = wanted.validFrom === undefined ? running : beginOf(wanted.validFrom, unit, settings);
  if (validFrom < running) throw new RidaError('invalidRequest', { field: 'body.validFrom', rule: 'in_the_past' });
  return context.database.transaction((trx) =>
    insertTarget(
      {
        kpi: kpi.id,
        subject: { kind: subjectKind, id: subjectId },
        unit,
        calendar: settings.calendar,
        value,
        minimum: wanted.minimum ?? usualMinimum(kpi),
        validFrom,
        validTo: endOf(wanted.validTo, validFrom, unit, settings),
      },
      trx,
      context,
    ),
  );
}

function judgeable({ kpi: id, subjectKind }: NewTarget): Kpi {
  const refuse = (rule: string) => new RidaError('invalidRequest', { field: 'body.kpi', rule });
  const kpi = kpis.find((each) => each.id === id);
  if (kpi === undefined) throw refuse('unknown_kpi');
  if (!canHaveTarget(kpi)) throw refuse('no_better_direction');
  if (subjectKind !== 'workspace' && lackedDimensions(kpi, [subjectKind]).length > 0) throw refuse('not_by_this');
  return kpi;
}

/** Throws RidaError('invalidRequest') for what a KPI cannot be. */
export function requireValue(kpi: Kpi, value: number): void {
  const [least, most] = valueRange(kpi);
  if (value < least || value > most)
    throw new RidaError('invalidRequest', { field: 'body.value', rule: 'out_of_range' });
}

function beginOf(day: string, unit: JudgedUnit, settings: CalendarSettings): number {
  return unitAt(beginOfDay(day, settings), unit, settings).from;
}

/** Where a validity ends that reaches to the unit of a day. Throws RidaError('invalidRequest') before its beginning. */
export function endOf(
  day: string | null,
  validFrom: number,
  unit: JudgedUnit,
  settings: CalendarSettings,
): number | null {
  if (day === null) return null;
  const { to } = unitAt(beginOfDay(day, settings), unit, settings);
  if (to <= validFrom) throw new RidaError('invalidRequest', { field: 'body.validTo', rule: 'not_after_from' });
  return to;
}

/** The first moment of a written day; throws RidaError('invalidRequest') for what is none. */
export function beginOfDay(day: string, settings: CalendarSettings): number {
  return parsePeriod({ from: day, to: day }, 0, settings).from;
}
