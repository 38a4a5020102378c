import { buckets, suitableUnit } from '../../../core/calendar/boundaries.ts';
import { type CalendarUnit, type Period, zoned } from '../../../core/calendar/units.ts';
import type { Dimension } from '../../../core/kpis/dimensions.ts';
import { kpiOf } from '../../../core/kpis/kpis.ts';
import type { AskedQuestion } from '../../../core/kpis/question.ts';
import { satisfactionKpis } from '../../../core/kpis/reports.ts';
import type { Context } from '../../context.ts';
import { type CellRow, type Cells, askCells } from './cells.ts';
import { type Distribution, readDistribution } from './distribution.ts';
import { type About, type Frame, type FrameQuery, aboutOf, filtersIn, frameOf } from './frame.ts';
import { readNames, shownName } from './names.ts';

export interface SatisfactionQuery extends FrameQuery {
  bucket?: CalendarUnit | undefined;
}

export interface Named {
  id: string;
  name: string | null;
  cells: Cells;
}

export interface Satisfaction extends About {
  headline: Cells;
  distribution: Distribution;
  byAgent: Named[];
  byTeam: Named[];
  byChannel: Named[];
  byTopic: Named[];
  trend: { bucket: CalendarUnit; rows: (Period & { date: string; cells: Cells })[] };
}

const kpis = satisfactionKpis.map(kpiOf);

/**
 * The satisfaction report: the headline, the distribution of answers, the same figures by agent, team,
 * channel and topic (most ratings first), and their course over time, empty buckets included.
 */
export async function readSatisfaction(query: SatisfactionQuery, context: Context): Promise<Satisfaction> {
  const frame = frameOf(query, kpis, context);
  const { period, periodBy } = frame;
  const question = {
    kpis,
    by: [],
    filters: filtersIn({ ...query }),
    ...(periodBy !== undefined && { periodBy }),
  };
  const by = (dimension: Dimension) => readBy(dimension, question, frame, context);
  const asOf = await context.asOf();
  const [headline, distribution, agents, teams, byChannel, byTopic, trend, about] = await Promise.all([
    askCells(question, frame, context),
    readDistribution(question, frame, context),
    by('agent'),
    by('team'),
    by('channel'),
    by('topic'),
    readTrend(query.bucket ?? suitableUnit(period, frame.settings), question, frame, context),
    aboutOf(frame, kpis, asOf, context),
  ]);
  const [byAgent, byTeam] = await Promise.all([named('agent', agents, context), named('team', teams, context)]);
  return { ...about, headline: headline.totals, distribution, byAgent, byTeam, byChannel, byTopic, trend };
}

async function readBy(dimension: Dimension, question: AskedQuestion, frame: Frame, context: Context): Promise<Named[]> {
  const { rows } = await askCells({ ...question, by: [dimension] }, frame, context);
  return rows
    .toSorted(mostRatingsFirst)
    .map(({ keys: [id = ''], cells }) => ({ id, name: id === '' ? null : id, cells }));
}

function mostRatingsFirst(a: CellRow, b: CellRow): number {
  return (b.cells['ratings']?.value ?? 0) - (a.cells['ratings']?.value ?? 0);
}

async function named(kind: 'agent' | 'team', rows: readonly Named[], context: Context): Promise<Named[]> {
  const names = await readNames(
    kind,
    rows.map(({ id }) => id),
    context,
  );
  return rows.map((row) => ({ ...row, name: shownName(names, row.id) }));
}

async function readTrend(
  bucket: CalendarUnit,
  question: AskedQuestion,
  frame: Frame,
  context: Context,
): Promise<Satisfaction['trend']> {
  const { question: asked, rows, emptyCells } = await askCells({ ...question, bucket }, frame, context);
  const known = new Map(rows.map((row) => [row.bucket, row.cells]));
  return {
    bucket,
    rows: buckets(frame.period, asked.buckets ?? []).map((each) => ({
      ...each,
      date: zoned(each.from, { ...frame.settings, calendar: 'gregory' })
        .toPlainDate()
        .toString({ calendarName: 'never' }),
      cells: known.get(each.from) ?? emptyCells(each),
    })),
  };
}
