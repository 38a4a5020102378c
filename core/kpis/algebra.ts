import type { ColumnKind } from '../sessions/columns.ts';
import type { FactName, factColumns } from '../sessions/facts.ts';

/**
 * The closed algebra that every figure is written in: pure data, read by the warehouse's compiler and
 * by the tests' in-memory oracle alike.
 */

/** One test of a column: equals · is one of · is none of · is at most · was measured (not null). */
export type Test =
  | string
  | boolean
  | { readonly oneOf: readonly string[] }
  | { readonly noneOf: readonly string[] }
  | { readonly atMost: number }
  | { readonly measured: true };

/** Which rows: all tests must hold; `{}` is every row. */
export type Where = Readonly<Record<string, Test>>;

/** One half of a ratio: the sum of a column, or (`rows`) the number of rows. */
export interface Term {
  fact: FactName;
  sum: string | 'rows';
  where: Where;
}

export type Measure =
  /** Number of rows. */
  | { kind: 'count'; where: Where }
  /** Sum of a column over the rows that measured it. */
  | { kind: 'sum'; column: string; where: Where }
  /** Mean of a column over the rows that measured it; null when `alike` differs among them. */
  | { kind: 'mean'; column: string; where: Where; alike?: string }
  /** Exact quantile (type 7) of a column over the rows that measured it; `alike` as for means. */
  | { kind: 'quantile'; column: string; level: number; where: Where; alike?: string }
  /** Share, among some rows, of those that also satisfy `of`. */
  | { kind: 'share'; of: Where; among: Where }
  /** Number of different values of a column. */
  | { kind: 'distinct'; column: string; where: Where }
  /** One total divided by another, perhaps of another fact. */
  | { kind: 'ratio'; over: Term; under: Term }
  /** Difference of two shares of the same rows. */
  | { kind: 'difference'; plus: Where; minus: Where; among: Where }
  /** Nothing to compute: the workspace has not switched it on. */
  | { kind: 'none' };

type Columns<F extends FactName> = (typeof factColumns)[F];

type ColumnOf<F extends FactName, K extends ColumnKind> = {
  [C in keyof Columns<F> & string]: Columns<F>[C] extends K ? C : never;
}[keyof Columns<F> & string];

type TestOf<K> = K extends 'string'
  ? string | { readonly oneOf: readonly string[] } | { readonly noneOf: readonly string[] }
  : K extends 'boolean'
    ? boolean
    : K extends 'number'
      ? { readonly atMost: number }
      : K extends 'instant?' | 'ms?' | 'number?'
        ? { readonly measured: true }
        : never;

/** Tests of one fact's columns, each of a kind its column can take. */
export type WhereOf<F extends FactName> = { readonly [C in keyof Columns<F>]?: TestOf<Columns<F>[C]> };

type MeasuredColumn<F extends FactName> = ColumnOf<F, 'count' | 'ms' | 'ms?' | 'number' | 'number?'>;

/** Builders of one fact's measures: a column or test that the fact does not have does not compile. */
export function measuresOf<F extends FactName>(fact: F) {
  return {
    count: (where: WhereOf<F> = {}): Measure => ({ kind: 'count', where: plain(where) }),
    sum: (column: MeasuredColumn<F>, where: WhereOf<F> = {}): Measure => ({ kind: 'sum', column, where: plain(where) }),
    mean: (column: MeasuredColumn<F>, where: WhereOf<F> = {}, alike?: ColumnOf<F, 'string'>): Measure => ({
      kind: 'mean',
      column,
      where: plain(where),
      ...(alike !== undefined && { alike }),
    }),
    share: (of: WhereOf<F>, among: WhereOf<F> = {}): Measure => ({ kind: 'share', of: plain(of), among: plain(among) }),
    distinct: (column: ColumnOf<F, 'string'>, where: WhereOf<F> = {}): Measure => ({
      kind: 'distinct',
      column,
      where: plain(where),
    }),
    difference: (plus: WhereOf<F>, minus: WhereOf<F>, among: WhereOf<F>): Measure => ({
      kind: 'difference',
      plus: plain(plus),
      minus: plain(minus),
      among: plain(among),
    }),
    term: (sum: MeasuredColumn<F> | 'rows', where: WhereOf<F> = {}): Term => ({ fact, sum, where: plain(where) }),
  };
}

export function ratio(over: Term, under: Term): Measure {
  return { kind: 'ratio', over, under };
}

function plain<F extends FactName>(where: WhereOf<F>): Where {
  return { ...where } as Where;
}
