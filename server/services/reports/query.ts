import { bucketStarts, buckets } from '../../../core/calendar/boundaries.ts';
import type { CalendarUnit, Period } from '../../../core/calendar/units.ts';
import { RidaError } from '../../../core/errors.ts';
import type { Dimension } from '../../../core/kpis/dimensions.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import { kpis as everyKpi } from '../../../core/kpis/kpis.ts';
import type { Filters, Question } from '../../../core/kpis/question.ts';
import type { Context } from '../../context.ts';
import type { Cells } from './cells.ts';
import { askJudged } from './judged-cells.ts';
import { type About, type FrameQuery, aboutOf, frameOf } from './frame.ts';

export interface ReportQuery extends FrameQuery {
  kpis: readonly string[];
  by: readonly Dimension[];
  filters: Filters;
  bucket?: CalendarUnit | undefined;
  /** Cells with their targets. */
  targets?: boolean | undefined;
}

export interface ReportAnswer extends About {
  rows: { by: Record<string, string>; bucket: Period | null; cells: Cells }[];
  totals: Cells;
}

/**
 * Answers any question: the figures named, by any dimensions and time buckets. Rows that nothing is
 * behind are left out. Throws RidaError('invalidRequest') for an unknown KPI.
 */
export async function queryReport(query: ReportQuery, context: Context): Promise<ReportAnswer> {
  const frame = frameOf(query, context);
  const kpis = [...new Set(query.kpis)].map(knownKpi);
  const starts = query.bucket === undefined ? undefined : bucketStarts(frame.period, query.bucket, frame.settings);
  const question: Question = {
    kpis,
    by: [...new Set(query.by)],
    filters: query.filters,
    period: frame.period,
    ...(starts !== undefined && { buckets: starts }),
    ...(frame.periodBy !== undefined && { periodBy: frame.periodBy }),
  };
  const asOf = await context.asOf();
  const [{ rows, totals }, about] = await Promise.all([
    askJudged(question, frame, query.targets ?? false, context),
    aboutOf(frame, kpis, asOf, context),
  ]);
  const bucketOf = new Map(buckets(frame.period, starts ?? []).map((each) => [each.from, each]));
  return {
    ...about,
    rows: rows.map(({ keys, bucket, cells }) => ({
      by: Object.fromEntries(question.by.map((dimension, i) => [dimension, keys[i] ?? ''])),
      bucket: bucket === null ? null : (bucketOf.get(bucket) ?? null),
      cells,
    })),
    totals,
  };
}

function knownKpi(id: string): Kpi {
  const kpi = everyKpi.find((each) => each.id === id);
  if (kpi === undefined) throw new RidaError('invalidRequest', { field: 'body.kpis', rule: 'unknown_kpi' });
  return kpi;
}
