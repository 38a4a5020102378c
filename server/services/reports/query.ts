import { buckets } from '../../../core/calendar/boundaries.ts';
import type { CalendarUnit, Period } from '../../../core/calendar/units.ts';
import { RidaError } from '../../../core/errors.ts';
import type { Dimension } from '../../../core/kpis/dimensions.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import { kpis as everyKpi } from '../../../core/kpis/kpis.ts';
import type { OrderBy } from '../../../core/kpis/order.ts';
import type { AskedQuestion, Filters, Question } from '../../../core/kpis/question.ts';
import type { Context } from '../../context.ts';
import type { CellRow, Cells } from './cells.ts';
import { type About, type FrameQuery, aboutOf, frameOf } from './frame.ts';
import { askJudged } from './judged-cells.ts';
import { readNames } from './names.ts';
import { checkOrder, inAskedOrder } from './order.ts';
import { readOthers } from './others.ts';

export interface ReportQuery extends FrameQuery {
  kpis: readonly string[];
  by: readonly Dimension[];
  filters: Filters;
  not: readonly Dimension[];
  bucket?: CalendarUnit | undefined;
  orderBy?: OrderBy | undefined;
  /** Only the first so many rows. */
  limit?: number | undefined;
  /** Cells with their targets. */
  targets?: boolean | undefined;
}

export interface ReportAnswer extends About {
  rows: { by: Record<string, string>; bucket: Period | null; cells: Cells }[];
  /** All rows that `limit` left out as one, where that is exact; else null. */
  others: Cells | null;
  /** How many rows `limit` left out. */
  leftOut: number;
  totals: Cells;
  /** Display names of the agents and teams in the rows, by id, where they were told. */
  names: { agent: Record<string, string>; team: Record<string, string> };
}

/**
 * Answers any question: the figures named, by any dimensions and time buckets. Rows that nothing is behind, now
 * or in a period compared with, are left out. Throws RidaError('invalidRequest') for an unknown KPI and
 * for an order by what is not asked for, ('answerTooLarge') for more rows than one answer may have.
 */
export async function queryReport(query: ReportQuery, context: Context): Promise<ReportAnswer> {
  const kpis = [...new Set(query.kpis)].map(knownKpi);
  const frame = frameOf(query, kpis, context);
  const asked = askedIn(query, kpis);
  checkOrder(query.orderBy, kpis, frame);
  const asOf = await context.asOf();
  const [answer, about] = await Promise.all([
    askJudged(asked, frame, query.targets ?? false, context),
    aboutOf(frame, kpis, asOf, context),
  ]);
  const { limit = answer.rows.length } = query;
  const ordered = inAskedOrder(answer.rows, query.orderBy);
  const [rows, rest] = [ordered.slice(0, limit), ordered.slice(limit)];
  const [others, names] = await Promise.all([
    readOthers(asked, { rows, rest }, frame, context),
    namesIn(rows, asked.by, context),
  ]);
  return {
    ...about,
    rows: rows.map(rowOf(answer.question)),
    others,
    leftOut: rest.length,
    totals: answer.totals,
    names,
  };
}

function knownKpi(id: string): Kpi {
  const kpi = everyKpi.find((each) => each.id === id);
  if (kpi === undefined) throw new RidaError('invalidRequest', { field: 'body.kpis', rule: 'unknown_kpi' });
  return kpi;
}

function askedIn({ by, filters, not, bucket, periodBy }: ReportQuery, kpis: readonly Kpi[]): AskedQuestion {
  const unfiltered = not.find((dimension) => filters[dimension] === undefined);
  if (unfiltered !== undefined) throw new RidaError('invalidRequest', { field: 'body.not', rule: 'not_filtered' });
  // A row has several tags: the group of one and "none of these" cannot both be told in the address of its rows.
  if (by.includes('tag') && not.includes('tag')) {
    throw new RidaError('invalidRequest', { field: 'body.not', rule: 'tag_is_asked_by' });
  }
  return {
    kpis,
    by: [...new Set(by)],
    filters,
    not: [...new Set(not)],
    ...(bucket !== undefined && { bucket }),
    ...(periodBy !== undefined && { periodBy }),
  };
}

function rowOf({ by, period, buckets: starts = [] }: Question) {
  const bucketOf = new Map(buckets(period, starts).map((each) => [each.from, each]));
  return ({ keys, bucket, cells }: CellRow): ReportAnswer['rows'][number] => ({
    by: Object.fromEntries(by.map((dimension, i) => [dimension, keys[i] ?? ''])),
    bucket: bucket === null ? null : (bucketOf.get(bucket) ?? null),
    cells,
  });
}

async function namesIn(
  rows: readonly CellRow[],
  by: readonly Dimension[],
  context: Context,
): Promise<ReportAnswer['names']> {
  const namesOf = async (kind: 'agent' | 'team') => {
    const place = by.indexOf(kind);
    const ids = place === -1 ? [] : rows.map(({ keys }) => keys[place] ?? '');
    return Object.fromEntries(await readNames(kind, [...new Set(ids)], context));
  };
  const [agent, team] = await Promise.all([namesOf('agent'), namesOf('team')]);
  return { agent, team };
}
