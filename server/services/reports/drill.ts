import { z } from 'zod';
import type { Period } from '../../../core/calendar/units.ts';
import { type Dimension, periodColumn } from '../../../core/kpis/dimensions.ts';
import { RidaError } from '../../../core/errors.ts';
import { kpiOf } from '../../../core/kpis/kpis.ts';
import { isSeen } from '../../../core/kpis/viewer.ts';
import { questionIn } from '../../../core/kpis/question.ts';
import { askRows } from '../../warehouse/ask.ts';
import type { DrilledRow } from '../../warehouse/compile-rows.ts';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../cursors.ts';
import { type FrameQuery, filtersIn, frameOf, viewerOf } from './frame.ts';

export interface DrillQuery extends FrameQuery {
  kpiId: string;
  /** Dimensions that the figure was asked by, beside those it is filtered on. */
  by?: readonly Dimension[] | undefined;
  /** Dimensions whose filter leaves out. */
  not?: readonly Dimension[] | undefined;
  limit: number;
  cursor?: string | undefined;
}

export interface DrillPage {
  kpi: string;
  period: Period;
  periodBy: string;
  rows: DrilledRow[];
  nextCursor: string | null;
}

const rowPlace = z.tuple([z.int().min(-8.64e15).max(8.64e15), z.string().max(2_000), z.string().max(4_000)]);

/**
 * The rows behind a figure, a page at a time, oldest first: all pages together are as many as its `n`.
 * Throws RidaError('notFound') for an unknown KPI, ('notAllowed') for one that the asker may not see,
 * ('invalidRequest') for a foreign cursor or an instant that its rows do not have.
 */
export async function drill(query: DrillQuery, context: Context): Promise<DrillPage> {
  const kpi = kpiOf(query.kpiId);
  if (!isSeen(kpi, viewerOf(context))) throw new RidaError('notAllowed');
  const { period, periodBy, settings } = frameOf(query, [kpi], context);
  const [at, stream, key] = query.cursor === undefined ? [0, '', ''] : readCursor(query.cursor, rowPlace);
  const asked = {
    kpis: [kpi],
    by: query.by ?? [],
    filters: filtersIn({ ...query }),
    ...(query.not !== undefined && { not: query.not }),
    ...(periodBy !== undefined && { periodBy }),
  };
  const question = { ...questionIn(asked, period, settings), kpi };
  const page = { after: query.cursor === undefined ? null : { at, stream, key }, limit: query.limit + 1 };
  const found = await askRows(context.warehouse, question, viewerOf(context), page);
  const { rows, nextCursor } = pageOf(found, query.limit, ({ place }) => [place.at, place.stream, place.key]);
  return {
    kpi: kpi.id,
    period,
    periodBy: periodColumn(kpi.fact, periodBy),
    rows,
    nextCursor,
  };
}
