import { periodColumn } from '../../core/kpis/dimensions.ts';
import type { Question, Viewer } from '../../core/kpis/question.ts';
import { type FactName, factSpecs } from '../../core/sessions/facts.ts';
import { type Aggregates, type Demand, compileAggregates } from './compile-aggregates.ts';
import { columnExpression, dimensionExpression, filterConditions, periodConditions } from './compile-conditions.ts';
import { bucketExpression } from './compile-time.ts';
import type { Params } from './params.ts';
import { viewerConditions } from './compile-viewer.ts';

/** One read of one fact: every number that the question needs of it, in one pass. */
export interface Branch {
  sql: string;
  /** Place of a demand's number among the branch's cells. */
  cellOf: ReadonlyMap<Demand, number>;
}

/**
 * What a branch answers: a row a group and one for everything (`both`, in one pass), or only one of the
 * two. A row with several tags is in several groups, so by tag the two are two branches.
 */
export type Grouping = 'both' | 'groups' | 'total';

/**
 * Compiles one branch of a question: SELECT branch, total (1 on the row of everything), keys, cells.
 * `question.by` may name only dimensions that the fact has.
 */
export function compileBranch(
  branch: { index: number; fact: FactName; grouping: Grouping; demands: readonly Demand[] },
  question: Question,
  viewer: Viewer,
  params: Params,
): Branch {
  const { index, fact, grouping } = branch;
  const aggregates = compileAggregates(fact, branch.demands, params);
  const keys = grouping === 'total' ? [] : keyExpressions(fact, question, params);
  const names = keys.map((_key, i) => `k${i}`);
  const conditions = [...rowConditions(fact, grouping, question, viewer, params), ...aggregates.shared];
  const lines = [
    `SELECT ${index} AS branch, total, ${list(
      'String',
      names.map((name) => `toString(${name})`),
    )} AS keys,`,
    `  ${list(
      'Nullable(Float64)',
      aggregates.cells.map((cell) => `toFloat64(${cell})`),
    )} AS cells`,
    'FROM (',
    `  SELECT ${selected(keys, totalFlag(names, grouping), aggregates)}`,
    `  FROM ${factSpecs[fact].table} FINAL${grouping === 'total' ? '' : tagJoin(fact, question)}`,
    `  WHERE ${conditions.join(' AND ')}`,
    ...groupClause(names, grouping),
    ')',
  ];
  return { sql: lines.join('\n'), cellOf: aggregates.cellOf };
}

function list(type: string, items: readonly string[]): string {
  return `CAST([${items.join(', ')}], 'Array(${type})')`;
}

function selected(keys: readonly string[], total: string, { functions }: Aggregates): string {
  return [
    ...keys.map((key, i) => `${key} AS k${i}`),
    `${total} AS total`,
    ...functions.map((each, i) => `${each} AS a${i}`),
  ].join(', ');
}

/** 1 on the row of everything. Where nothing is asked by, that is the only row. */
function totalFlag(names: readonly string[], grouping: Grouping): string {
  if (grouping === 'groups') return 'toUInt8(0)';
  return names.length === 0 ? 'toUInt8(1)' : `toUInt8(grouping(${names[0]}))`;
}

function groupClause(names: readonly string[], grouping: Grouping): string[] {
  if (names.length === 0) return [];
  const all = names.join(', ');
  if (grouping === 'groups') return [`  GROUP BY ${all}`];
  // A roll-up merges the groups' states into the total, where grouping sets compute it from the rows; of
  // several keys it would also give the totals between.
  return [names.length === 1 ? `  GROUP BY ROLLUP(${all})` : `  GROUP BY GROUPING SETS ((${all}), ())`];
}

function keyExpressions(fact: FactName, question: Question, params: Params): string[] {
  const keys = question.by.map((dimension) =>
    dimension === 'tag' ? 'tag' : dimensionExpression(fact, dimension, question, params),
  );
  return question.buckets === undefined ? keys : [bucketExpression(fact, question, question.buckets, params), ...keys];
}

function tagJoin(fact: FactName, { by }: Question): string {
  return by.includes('tag') ? ` LEFT ARRAY JOIN arrayDistinct(${columnExpression(fact, 'tag')}) AS tag` : '';
}

function rowConditions(
  fact: FactName,
  grouping: Grouping,
  question: Question,
  viewer: Viewer,
  params: Params,
): string[] {
  const { from, to } = question.period;
  const isByTag = question.by.includes('tag') && grouping !== 'total';
  const tags = isByTag && question.not?.includes('tag') !== true ? question.filters.tag : undefined;
  return [
    ...viewerConditions(fact, viewer, params),
    ...periodConditions(fact, { column: periodColumn(fact, question.periodBy), from, to }, params),
    ...filterConditions(fact, question, params),
    // Filtered on some tags, only these are groups, though their rows have others too.
    ...(tags === undefined ? [] : [`tag IN ${params.add('Array(String)', tags)}`]),
  ];
}
