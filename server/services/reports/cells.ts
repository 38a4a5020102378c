import type { Cell } from '../../../contract/cell.ts';
import type { Figure } from '../../../core/kpis/figure.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import type { Dimension } from '../../../core/kpis/dimensions.ts';
import type { Figures, Filters, Question } from '../../../core/kpis/question.ts';
import { newcombeInterval } from '../../../core/statistics/newcombe.ts';
import type { Context } from '../../context.ts';
import { type Frame, viewerOf } from './frame.ts';

export type Cells = Record<string, Cell>;

export interface CellRow {
  keys: readonly string[];
  bucket: number | null;
  cells: Cells;
}

export interface CellAnswer {
  rows: CellRow[];
  totals: Cells;
  /** Cells of a bucket without rows. */
  emptyCells(bucket: { from: number; to: number }): Cells;
}

/**
 * Asks a question, and the same of the period it is compared with, and makes every figure a cell that
 * can be opened. Buckets are not compared: their periods differ.
 */
export async function askCells(question: Question, frame: Frame, context: Context): Promise<CellAnswer> {
  const viewer = viewerOf(context);
  const { comparedWith } = frame;
  const earlier = comparedWith === null ? null : beforeQuestion(question, comparedWith);
  const [answer, before] = await Promise.all([
    context.ask(question, viewer),
    earlier === null ? null : context.ask(earlier, viewer),
  ]);
  const beforeByKeys = new Map(before?.rows.map(({ keys, figures }) => [JSON.stringify(keys), figures]));
  const beforeOf = (keys: readonly string[]) => beforeByKeys.get(JSON.stringify(keys)) ?? before?.empty;
  const isCompared = question.buckets === undefined;
  return {
    rows: answer.rows.map(({ keys, bucket, figures }) => ({
      keys,
      bucket,
      cells: cellsOf(question, figures, placeOf(question, keys, bucket), isCompared ? beforeOf(keys) : undefined),
    })),
    totals: cellsOf(question, answer.totals, placeOf(question, [], null), before?.totals),
    emptyCells: ({ from }) => cellsOf(question, answer.empty, placeOf(question, [], from), undefined),
  };
}

/** Only the totals of a bucketed question are compared. */
function beforeQuestion({ buckets: _buckets, ...question }: Question, period: Question['period']): Question {
  return { ...question, period };
}

/** Which rows a row of the answer stands for. */
interface Place {
  period: Question['period'];
  filters: Filters;
}

function placeOf(question: Question, keys: readonly string[], bucket: number | null): Place {
  const own = question.by
    .slice(0, keys.length)
    .map((dimension, i): [Dimension, string[]] => [dimension, [keys[i] ?? '']]);
  const filters = { ...question.filters, ...Object.fromEntries(own) };
  if (bucket === null) return { period: question.period, filters };
  const next = question.buckets?.find((start) => start > bucket);
  return { period: { from: bucket, to: next ?? question.period.to }, filters };
}

function cellsOf(question: Question, figures: Figures, place: Place, before: Figures | undefined): Cells {
  const address = drillQuery(question, place);
  return Object.fromEntries(
    question.kpis.map((kpi) => {
      const figure = figures[kpi.id] ?? missing(kpi);
      return [kpi.id, cellOf(kpi, figure, `${address}${askedBy(kpi, question)}`, before?.[kpi.id])];
    }),
  );
}

function missing({ id }: Kpi): never {
  throw new Error(`no figure ${id} in the answer`);
}

/** A figure as a cell; `address`: the query of the rows behind it. */
export function cellOf(kpi: Kpi, figure: Figure, address: string, before: Figure | undefined): Cell {
  const { value, n, interval, reason } = figure;
  const opens = reason === undefined || reason === 'mixedScales';
  return {
    value,
    unit: kpi.unit,
    n,
    interval: interval === null ? null : [interval[0], interval[1]],
    ...(reason !== undefined && { reason }),
    drill: opens ? `/api/v1/kpis/${kpi.id}/rows?${address}` : null,
    ...(before !== undefined && { before: comparison(kpi, figure, before) }),
  };
}

function comparison(kpi: Kpi, now: Figure, before: Figure): NonNullable<Cell['before']> {
  const both = now.value !== null && before.value !== null;
  return {
    value: before.value,
    n: before.n,
    interval: before.interval === null ? null : [before.interval[0], before.interval[1]],
    difference: both ? (now.value ?? 0) - (before.value ?? 0) : null,
    differenceInterval: kpi.measure.kind === 'share' && both ? differenceOfShares(now, before) : null,
  };
}

function differenceOfShares(now: Figure, before: Figure): [number, number] | null {
  const counts = ({ value, n }: Figure) => ({ hits: Math.round((value ?? 0) * n), n });
  const interval = newcombeInterval(counts(now), counts(before));
  return interval === null ? null : [interval[0], interval[1]];
}

/** The query that lists exactly the rows of a place. */
export function drillQuery({ periodBy }: Question, { period, filters }: Place): string {
  const query = new URLSearchParams({
    from: new Date(period.from).toISOString(),
    to: new Date(period.to).toISOString(),
    ...(periodBy !== undefined && { periodBy }),
  });
  for (const [dimension, values] of Object.entries(filters)) {
    for (const value of values) query.append(dimension, value);
  }
  return query.toString();
}

/** A KPI that holds itself to a value unless asked by that dimension was asked by it: the rows too. */
function askedBy({ defaults = {} }: Kpi, { by, filters }: Question): string {
  const freed = by.filter((dimension) => defaults[dimension] !== undefined && filters[dimension] === undefined);
  return freed.map((dimension) => `&by=${dimension}`).join('');
}
