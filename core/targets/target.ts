import type { CalendarId, Period } from '../calendar/units.ts';
import { rangeOf } from '../kpis/figure.ts';
import type { Kpi } from '../kpis/kpi.ts';
import type { Interval } from '../statistics/normal.ts';

export const subjectKinds = ['workspace', 'team', 'agent'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Whose figure it is. */
export interface Subject {
  kind: SubjectKind;
  /** '' for the workspace. */
  id: string;
}

/** What a target is judged over. */
export const judgedUnits = ['week', 'month', 'quarter'] as const;
export type JudgedUnit = (typeof judgedUnits)[number];

/** What a figure should reach (or, where lower is better, not exceed) in every unit of its validity. */
export interface Target {
  id: number;
  /** KPI id. */
  kpi: string;
  subject: Subject;
  unit: JudgedUnit;
  calendar: CalendarId;
  /** In the KPI's unit. */
  value: number;
  /** A figure of fewer rows is not judged. */
  minimum: number;
  /** Epoch ms, beginnings of units: it holds for units that begin from `validFrom` on and before `validTo`. */
  validFrom: number;
  validTo: number | null;
}

/** Whether a target holds for a unit: what is in force when the unit begins holds to its end. */
export function isInForce({ validFrom, validTo }: Target, { from }: Period): boolean {
  return validFrom <= from && (validTo === null || from < validTo);
}

/** Whether a figure can be good or bad at all, and is computed. */
export function canHaveTarget({ better, measure }: Kpi): boolean {
  return better !== 'none' && measure.kind !== 'none';
}

/**
 * Whether a figure grows with whatever it is asked about: counts and sums. What is asked of a team is then not
 * what is asked of each of its agents, so such a target holds for its own subject alone.
 */
export function isTotal({ measure }: Kpi): boolean {
  return measure.kind === 'count' || measure.kind === 'sum' || measure.kind === 'distinct';
}

/** Rows that a figure must have to be judged, where nobody has said: a total says something from none on. */
export function usualMinimum(kpi: Kpi): number {
  return isTotal(kpi) ? 0 : 10;
}

const anythingUp: Interval = [0, Number.POSITIVE_INFINITY];

/** What a target of a KPI may be, ends included. */
export function valueRange({ unit }: Kpi): Interval {
  const others = { points: [-100, 100], count: anythingUp, perHour: anythingUp } as const;
  return rangeOf[unit] ?? others[unit as keyof typeof others] ?? anythingUp;
}
