import type { Filters } from '../../core/kpis/question.ts';
import type { FactName } from '../../core/sessions/facts.ts';
import { filterConditions, testConditions } from './compile-conditions.ts';
import type { Aggregate } from './compile-measures.ts';
import { sqlColumn } from './fact-columns.ts';
import type { Params } from './params.ts';

/** An aggregate and the limits of the KPI that needs it. */
export interface Demand {
  aggregate: Aggregate;
  defaults: Filters;
}

/** The aggregate functions of one pass over a fact, each written once however many KPIs need it. */
export interface Aggregates {
  /** Conditions that all of them share: they belong into WHERE. */
  shared: readonly string[];
  /** Aggregate functions, to be named a0, a1, … */
  functions: readonly string[];
  /** One number each, in terms of those names. */
  cells: readonly string[];
  /** Place of a demand's number among the cells. */
  cellOf: ReadonlyMap<Demand, number>;
}

interface Call {
  demand: Demand;
  conditions: readonly string[];
}

/** Writes the aggregate functions of a pass; `demands` is not empty. */
export function compileAggregates(fact: FactName, demands: readonly Demand[], params: Params): Aggregates {
  const all = demands.map((demand) => ({ demand, conditions: conditionsOf(fact, demand, params) }));
  const shared = (all[0]?.conditions ?? []).filter((each) => all.every(({ conditions }) => conditions.includes(each)));
  const calls = all.map(({ demand, conditions }) => ({
    demand,
    conditions: conditions.filter((each) => !shared.includes(each)),
  }));
  const functions: string[] = [];
  const cells: string[] = [];
  const cellOf = new Map<Demand, number>();
  for (const call of calls) {
    const levels = levelsBeside(call, calls);
    const place = placeIn(functions, functionOf(fact, call, levels));
    const { kind, level } = call.demand.aggregate;
    const cell = kind === 'quantile' ? `a${place}[${levels.indexOf(level ?? 0) + 1}]` : `a${place}`;
    cellOf.set(call.demand, placeIn(cells, cell));
  }
  return { shared, functions, cells, cellOf };
}

function conditionsOf(fact: FactName, { aggregate, defaults }: Demand, params: Params): string[] {
  const tests = aggregate.where.flatMap((where) => testConditions(fact, where, params));
  return [...new Set([...filterConditions(fact, { filters: defaults }, params), ...tests])];
}

/** Quantiles of the same rows are computed together: the engine sorts them once. */
function levelsBeside(call: Call, calls: readonly Call[]): number[] {
  const rows = ({ demand: { aggregate }, conditions }: Call) =>
    JSON.stringify([aggregate.kind, aggregate.column, conditions.toSorted()]);
  const same = calls.filter((other) => rows(other) === rows(call));
  const levels = same.map(({ demand }) => demand.aggregate.level ?? 0);
  return [...new Set(levels)].toSorted((a, b) => a - b);
}

function functionOf(fact: FactName, { demand, conditions }: Call, levels: readonly number[]): string {
  const { kind, column } = demand.aggregate;
  const name = column === '' ? '' : sqlColumn(fact, column);
  // Aggregate functions pass over nulls by themselves: asking again would cost a second look at each row.
  const only = conditions
    .filter((each) => each !== `${name} IS NOT NULL`)
    .toSorted()
    .join(' AND ');
  const call = (aggregate: string, parameters = '') =>
    only === ''
      ? `${aggregate}${parameters}(${name})`
      : `${aggregate}If${parameters}(${[name, only].filter((part) => part !== '').join(', ')})`;
  switch (kind) {
    case 'rows':
      return call('count');
    case 'sum':
      return call('sum');
    case 'variance':
      return call('varSampStable');
    case 'distinct':
      return call('uniqExact');
    case 'mixed':
      return `${call('min')} != ${call('max')}`;
    case 'quantile':
      return call('quantilesExactInclusive', `(${levels.join(', ')})`);
  }
}

function placeIn(list: string[], item: string): number {
  const known = list.indexOf(item);
  return known === -1 ? list.push(item) - 1 : known;
}
