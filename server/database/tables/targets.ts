import type { ColumnType, GeneratedAlways } from 'kysely';
import type { CalendarId } from '../../../core/calendar/units.ts';
import type { JudgedUnit, SubjectKind } from '../../../core/targets/target.ts';
import type { Verdict } from '../../../core/targets/verdict.ts';

export interface TargetSeriesTable {
  workspace_id: number;
  series: string;
  changed_at: number;
}

export interface TargetsTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  kpi: string;
  subject_kind: SubjectKind;
  subject_id: string;
  unit: JudgedUnit;
  calendar: CalendarId;
  value: number;
  minimum: number;
  valid_from: number;
  valid_to: number | null;
  created_at: number;
  created_by: string;
}

export interface TargetPeriodsTable {
  workspace_id: number;
  unit: JudgedUnit;
  calendar: CalendarId;
  period_from: number;
  period_to: number;
  judged_at: number;
}

/** Written once; nothing updates them. */
export interface TargetVerdictsTable {
  workspace_id: ColumnType<number, number, never>;
  unit: ColumnType<JudgedUnit, JudgedUnit, never>;
  calendar: ColumnType<CalendarId, CalendarId, never>;
  period_from: ColumnType<number, number, never>;
  kpi: ColumnType<string, string, never>;
  subject_kind: ColumnType<SubjectKind, SubjectKind, never>;
  subject_id: ColumnType<string, string, never>;
  within_team: ColumnType<string, string, never>;
  target_id: ColumnType<number, number, never>;
  target_value: ColumnType<number, number, never>;
  minimum: ColumnType<number, number, never>;
  verdict: ColumnType<Verdict, Verdict, never>;
  value: ColumnType<number | null, number | null, never>;
  n: ColumnType<number, number, never>;
  interval_low: ColumnType<number | null, number | null, never>;
  interval_high: ColumnType<number | null, number | null, never>;
}
