import type { Period } from '../../../core/calendar/units.ts';
import type { Figure } from '../../../core/kpis/figure.ts';
import type { Judgement } from '../../../core/targets/judge-unit.ts';
import type { Subject } from '../../../core/targets/target.ts';
import type { Verdict } from '../../../core/targets/verdict.ts';
import type { Context } from '../../context.ts';
import type { ScopedDatabase } from '../../database/scoped.ts';
import type { JudgedCalendar } from './targets.ts';

/** A verdict as it was stored: nothing changes it any more. */
export interface StoredVerdict {
  /** Beginning of its unit. */
  from: number;
  kpi: string;
  subject: Subject;
  withinTeam: string;
  targetId: number;
  targetValue: number;
  minimum: number;
  verdict: Verdict;
  figure: Figure;
}

/** A unit that was judged. */
export interface JudgedPeriod extends Period {
  judgedAt: number;
}

/** The units of a calendar that were judged, oldest first; of those that begin within a stretch where one is given. */
export async function readJudgedPeriods(
  { database }: Pick<Context, 'database'>,
  { unit, calendar }: JudgedCalendar,
  within: Period,
): Promise<JudgedPeriod[]> {
  const rows = await database
    .selectFrom('target_periods')
    .select(['period_from as from', 'period_to as to', 'judged_at as judgedAt'])
    .where('unit', '=', unit)
    .where('calendar', '=', calendar)
    .where('period_from', '>=', within.from)
    .where('period_from', '<', within.to)
    .orderBy('period_from')
    .execute();
  return rows;
}

/** The verdicts of some units. */
export async function readStoredVerdicts(
  { database }: Pick<Context, 'database'>,
  { unit, calendar }: JudgedCalendar,
  units: readonly Period[],
): Promise<StoredVerdict[]> {
  if (units.length === 0) return [];
  const rows = await database
    .selectFrom('target_verdicts')
    .selectAll()
    .where('unit', '=', unit)
    .where('calendar', '=', calendar)
    .where(
      'period_from',
      'in',
      units.map(({ from }) => from),
    )
    .execute();
  return rows.map((row) => ({
    from: row.period_from,
    kpi: row.kpi,
    subject: { kind: row.subject_kind, id: row.subject_id },
    withinTeam: row.within_team,
    targetId: row.target_id,
    targetValue: row.target_value,
    minimum: row.minimum,
    verdict: row.verdict,
    figure: { value: row.value, n: row.n, interval: intervalOf(row.interval_low, row.interval_high) },
  }));
}

function intervalOf(low: number | null, high: number | null): [number, number] | null {
  return low === null || high === null ? null : [low, high];
}

const rowsPerInsert = 1_000;

/** Stores the verdicts of a unit, all or none; false where another process has done it already. */
export async function storeVerdicts(
  { unit, calendar }: JudgedCalendar,
  { from, to }: Period,
  judgements: readonly (Judgement & { kpi: string })[],
  now: number,
  database: ScopedDatabase,
): Promise<boolean> {
  const rows = judgements.map(({ kpi, subject, withinTeam, target, figure, verdict }) => ({
    unit,
    calendar,
    workspace_id: database.workspaceId,
    period_from: from,
    kpi,
    subject_kind: subject.kind,
    subject_id: subject.id,
    within_team: withinTeam,
    target_id: target.id,
    target_value: target.value,
    minimum: target.minimum,
    verdict,
    value: figure.value,
    n: figure.n,
    interval_low: figure.interval?.[0] ?? null,
    interval_high: figure.interval?.[1] ?? null,
  }));
  return database.transaction(async (trx) => {
    const first = await trx
      .insertInto('target_periods')
      .values({ unit, calendar, period_from: from, period_to: to, judged_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('period_from')
      .executeTakeFirst();
    if (first === undefined) return false;
    for (let start = 0; start < rows.length; start += rowsPerInsert) {
      await trx
        .insertInto('target_verdicts')
        .values(rows.slice(start, start + rowsPerInsert))
        .execute();
    }
    return true;
  });
}
