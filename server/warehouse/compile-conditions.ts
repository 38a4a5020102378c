import { dimensionColumns, type Dimension } from '../../core/kpis/dimensions.ts';
import type { Test, Where } from '../../core/kpis/algebra.ts';
import type { Filters } from '../../core/kpis/question.ts';
import type { FactName } from '../../core/sessions/facts.ts';
import { sqlColumn } from './fact-columns.ts';
import type { SqlParams } from './warehouse.ts';

/** The values of a statement: text refers to them by placeholder, so no value is ever part of SQL. */
export interface Params {
  /** Placeholder of a value, e.g. `{p3:String}`; equal values share one. */
  add(type: string, value: unknown): string;
  readonly values: SqlParams;
}

export function createParams(): Params {
  const values: Record<string, unknown> = {};
  const placeholders = new Map<string, string>();
  return {
    values,
    add(type, value) {
      const key = JSON.stringify([type, value]);
      const known = placeholders.get(key);
      if (known !== undefined) return known;
      const name = `p${placeholders.size}`;
      values[name] = value;
      placeholders.set(key, `{${name}:${type}}`);
      return `{${name}:${type}}`;
    },
  };
}

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

/** The conditions that filters put on a row. A dimension the fact lacks is the caller's to refuse. */
export function filterConditions(fact: FactName, filters: Filters, params: Params): string[] {
  return Object.entries(filters).map(([dimension, values]) =>
    filterCondition(fact, dimension as Dimension, values, params),
  );
}

function filterCondition(fact: FactName, dimension: Dimension, values: readonly string[], params: Params): string {
  if (values.length === 0) return 'false';
  const list = params.add('Array(String)', values);
  const expression = dimensionExpression(fact, dimension);
  if (dimension !== 'tag') return `${expression} IN ${list}`;
  // '' stands for rows without any tag.
  return `hasAny(if(empty(${expression}), [''], ${expression}), ${list})`;
}

/** A dimension's value of a row, as text (the tags: as a list of texts). */
export function dimensionExpression(fact: FactName, dimension: Dimension): string {
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
