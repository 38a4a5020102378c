import type { Selectable } from 'kysely';
import { calendarSettings } from '../../../core/calendar/settings.ts';
import type { CalendarId, CalendarSettings } from '../../../core/calendar/units.ts';
import { kpis } from '../../../core/kpis/kpis.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import type { JudgedUnit, Target } from '../../../core/targets/target.ts';
import type { Context } from '../../context.ts';
import type { TargetsTable } from '../../database/tables/targets.ts';

/** A unit of a calendar that figures are judged over. */
export interface JudgedCalendar {
  unit: JudgedUnit;
  calendar: CalendarId;
}

export const targetColumns = [
  'id',
  'kpi',
  'subject_kind',
  'subject_id',
  'unit',
  'calendar',
  'value',
  'minimum',
  'valid_from',
  'valid_to',
] as const;

export function asTarget(row: Pick<Selectable<TargetsTable>, (typeof targetColumns)[number]>): Target {
  const { id, kpi, unit, calendar, value, minimum } = row;
  return {
    id,
    kpi,
    subject: { kind: row.subject_kind, id: row.subject_id },
    unit,
    calendar,
    value,
    minimum,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}

/** Every target of the workspace that anything was or will be judged by; of one unit and calendar where named. */
export async function readTargets({ database }: Pick<Context, 'database'>, judged?: JudgedCalendar): Promise<Target[]> {
  let query = database
    .selectFrom('targets')
    .select(targetColumns)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', eb.ref('valid_from'))]))
    .orderBy('id');
  if (judged) query = query.where('unit', '=', judged.unit).where('calendar', '=', judged.calendar);
  const rows = await query.execute();
  return rows.map(asTarget);
}

/** How the units of a target are counted in this workspace. */
export function settingsFor({ workspace }: Pick<Context, 'workspace'>, calendar?: CalendarId): CalendarSettings {
  const usual = calendarSettings(workspace);
  return { ...usual, calendar: calendar ?? usual.calendar };
}

/** The KPIs that targets are set for, in their usual order. */
export function kpisOf(targets: readonly Target[]): Kpi[] {
  const named = new Set(targets.map(({ kpi }) => kpi));
  return kpis.filter(({ id }) => named.has(id));
}

/** The units and calendars that targets are judged over. */
export function calendarsOf(targets: readonly Target[]): JudgedCalendar[] {
  const found = new Map(targets.map(({ unit, calendar }) => [`${unit} ${calendar}`, { unit, calendar }]));
  return [...found.values()];
}
