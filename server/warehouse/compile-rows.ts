import type { Measure, Where } from '../../core/kpis/algebra.ts';
import { periodColumn } from '../../core/kpis/dimensions.ts';
import { converterTo } from '../../core/kpis/figure.ts';
import type { Kpi } from '../../core/kpis/kpi.ts';
import {
  type Question,
  type Viewer,
  askedDimensions,
  defaultsFor,
  lackedDimensions,
} from '../../core/kpis/question.ts';
import { isSeen } from '../../core/kpis/viewer.ts';
import { type FactName, factColumns, factSpecs } from '../../core/sessions/facts.ts';
import { filterConditions, periodConditions, testConditions } from './compile-conditions.ts';
import { rowsBehind } from './compile-measures.ts';
import { viewerConditions } from './compile-viewer.ts';
import { sqlColumn } from './fact-columns.ts';
import { type Params, createParams } from './params.ts';
import type { SqlParams } from './warehouse.ts';

/** Which rows: those behind one cell, the values of whose row are among the filters. */
export type RowsQuestion = Omit<Question, 'kpis' | 'buckets'> & { kpi: Kpi };

/** Place of a row in its fact table, unique there; a page begins after one. */
export interface RowPlace {
  at: number;
  stream: string;
  key: string;
}

/** What a row is called, where its fact has the name. */
export const rowIds = [
  'conversationId',
  'sessionId',
  'agentId',
  'teamId',
  'ratingId',
  'invitationId',
  'callId',
  'channel',
  'topic',
  'siteId',
  'ticket',
  'articleId',
  'mentionId',
] as const;
export type RowId = (typeof rowIds)[number];

export interface DrilledRow {
  place: RowPlace;
  /** Instant that placed it in the period, epoch ms. */
  at: number;
  ids: Readonly<Record<RowId, string | null>>;
  /** What the row adds to the figure, in the KPI's unit: the measured value, or 1 and 0 for shares. */
  value: number | null;
}

/** A statement whose rows `read` turns into drilled rows; null when no row can be behind the cell. */
export interface RowsStatement {
  sql: string;
  params: SqlParams;
  read(rows: readonly (readonly unknown[])[]): DrilledRow[];
}

/** Compiles the page of at most `limit` rows behind a cell that follow `after`, ordered by their place. */
export function compileRows(
  question: RowsQuestion,
  viewer: Viewer,
  { after, limit }: { after: RowPlace | null; limit: number },
): RowsStatement | null {
  const { kpi } = question;
  const behind = rowsBehind(kpi);
  if (behind === null || !isSeen(kpi, viewer) || lackedDimensions(kpi, askedDimensions(question)).length > 0)
    return null;
  const params = createParams();
  const placed = periodColumn(kpi.fact, question.periodBy);
  const conditions = [
    ...viewerConditions(kpi.fact, viewer, params),
    ...periodConditions(kpi.fact, { column: placed, ...question.period }, params),
    ...filterConditions(kpi.fact, { filters: defaultsFor(kpi, question) }, params),
    ...filterConditions(kpi.fact, question, params),
    ...behind.flatMap((where) => testConditions(kpi.fact, where, params)),
    ...(after === null ? [] : [afterCondition(after, params)]),
  ];
  const ids = rowIds.filter((id) => Object.hasOwn(factColumns[kpi.fact], id));
  const value = valueExpression(kpi.fact, kpi.measure, params);
  const sql = [
    `SELECT toUnixTimestamp64Milli(at) AS place_at, stream, key,`,
    `  toUnixTimestamp64Milli(${sqlColumn(kpi.fact, placed)}) AS placed_at, toFloat64(${value}) AS value,`,
    `  [${ids.map((id) => `toString(${sqlColumn(kpi.fact, id)})`).join(', ')}] AS ids`,
    `FROM ${factSpecs[kpi.fact].table} FINAL`,
    `WHERE ${conditions.join(' AND ')}`,
    `ORDER BY at, stream, key`,
    `LIMIT ${params.add('UInt32', limit)}`,
  ].join('\n');
  return { sql, params: params.values, read: (rows) => rows.map((row) => drilledRow(kpi, ids, row as RawRow)) };
}

type RawRow = [placeAt: number, stream: string, key: string, placedAt: number, value: number | null, ids: string[]];

function drilledRow(kpi: Kpi, known: readonly RowId[], [placeAt, stream, key, at, value, ids]: RawRow): DrilledRow {
  const idOf = (id: RowId) => (known.includes(id) ? (ids[known.indexOf(id)] ?? null) : null);
  return {
    place: { at: placeAt, stream, key },
    at,
    ids: Object.fromEntries(rowIds.map((id) => [id, idOf(id)])) as Record<RowId, string | null>,
    value: value === null || kpi.unit === 'perHour' ? value : converterTo(kpi.unit)(value),
  };
}

function afterCondition({ at, stream, key }: RowPlace, params: Params): string {
  const instant = `fromUnixTimestamp64Milli(${params.add('Int64', at)}, 'UTC')`;
  return `(at, stream, key) > (${instant}, ${params.add('String', stream)}, ${params.add('String', key)})`;
}

/** What a row adds: its measured value, or 1 where it counts (−1 where it counts against). */
function valueExpression(fact: FactName, measure: Measure, params: Params): string {
  const holds = (where: Where) => {
    const conditions = testConditions(fact, where, params);
    return conditions.length === 0 ? '1' : `if(${conditions.join(' AND ')}, 1, 0)`;
  };
  switch (measure.kind) {
    case 'sum':
    case 'mean':
    case 'quantile':
      return sqlColumn(fact, measure.column);
    case 'share':
      return holds(measure.of);
    case 'difference':
      return `${holds(measure.plus)} - ${holds(measure.minus)}`;
    case 'ratio':
      return measure.over.sum === 'rows' ? '1' : sqlColumn(fact, measure.over.sum);
    case 'count':
    case 'distinct':
    case 'none':
      return '1';
  }
}
