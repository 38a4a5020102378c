import type { Test, Where } from '../../core/kpis/algebra.ts';
import {
  type ClockDimension,
  type ColumnDimension,
  type Dimension,
  clockValues,
  dimensionColumns,
  isClockDimension,
} from '../../core/kpis/dimensions.ts';
import type { Question } from '../../core/kpis/question.ts';
import type { FactName } from '../../core/sessions/facts.ts';
import { clockExpression } from './compile-time.ts';
import { sqlColumn } from './fact-columns.ts';
import type { Params } from './params.ts';

/** The conditions that a KPI's tests put on a row, all of which must hold. */
export function testConditions(fact: FactName, where: Where, params: Params): string[] {
  return Object.entries(where).map(([column, test]) => testCondition(sqlColumn(fact, column), test, params));
}

function testCondition(column: string, test: Test, params: Params): string {
  if (typeof test === 'string') return `${column} = ${params.add('String', test)}`;
  if (typeof test === 'boolean') return test ? column : `NOT ${column}`;
  if ('oneOf' in test) return `${column} IN ${params.add('Array(String)', test.oneOf)}`;
  if ('noneOf' in test) return `${column} NOT IN ${params.add('Array(String)', test.noneOf)}`;
  if ('atMost' in test) return `${column} <= ${params.add('Float64', test.atMost)}`;
  return `${column} IS NOT NULL`;
}

type Filtered = Pick<Question, 'filters' | 'not' | 'clock' | 'periodBy'>;

/** The conditions that filters put on a row. A dimension the fact lacks is the caller's to refuse. */
export function filterConditions(fact: FactName, question: Filtered, params: Params): string[] {
  return Object.entries(question.filters).map(([name, values]) => {
    const dimension = name as Dimension;
    const kept = filterCondition(fact, dimension, values, question, params);
    return question.not?.includes(dimension) ? `NOT (${kept})` : kept;
  });
}

function filterCondition(
  fact: FactName,
  dimension: Dimension,
  values: readonly string[],
  question: Filtered,
  params: Params,
): string {
  if (values.length === 0) return 'false';
  if (isClockDimension(dimension)) return clockCondition(fact, dimension, values, question, params);
  const list = params.add('Array(String)', values);
  const expression = columnExpression(fact, dimension);
  if (dimension !== 'tag') return `${expression} IN ${list}`;
  // '' stands for rows without any tag.
  return `hasAny(if(empty(${expression}), [''], ${expression}), ${list})`;
}

/** What no clock shows, no row has. */
function clockCondition(
  fact: FactName,
  dimension: ClockDimension,
  values: readonly string[],
  question: Filtered,
  params: Params,
): string {
  const shown = values.filter((value) => clockValues[dimension].includes(value)).map(Number);
  if (shown.length === 0) return 'false';
  return `${clockExpression(fact, dimension, question, params)} IN ${params.add('Array(UInt8)', shown)}`;
}

/** A dimension's value of a row, to group by (the tags: as a list of texts). */
export function dimensionExpression(
  fact: FactName,
  dimension: Dimension,
  question: Pick<Question, 'clock' | 'periodBy'>,
  params: Params,
): string {
  return isClockDimension(dimension)
    ? clockExpression(fact, dimension, question, params)
    : columnExpression(fact, dimension);
}

/** The column of a dimension, as text (the tags: as a list of texts). */
export function columnExpression(fact: FactName, dimension: ColumnDimension): string {
  const column = dimensionColumns[fact][dimension];
  if (column === undefined) throw new Error(`${fact} has no dimension ${dimension}`);
  return dimension === 'ratingValue' ? `toString(${sqlColumn(fact, column)})` : sqlColumn(fact, column);
}

/** Rows of the workspace whose instant lies in the half-open period. */
export function periodConditions(
  fact: FactName,
  { column, from, to }: { column: string; from: number; to: number },
  params: Params,
): string[] {
  const instant = (at: number) => `fromUnixTimestamp64Milli(${params.add('Int64', at)}, 'UTC')`;
  const place = sqlColumn(fact, column);
  return [`${place} >= ${instant(from)}`, `${place} < ${instant(to)}`];
}
