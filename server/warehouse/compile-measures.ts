import type { Measure, Term, Where } from '../../core/kpis/algebra.ts';
import type { Counted } from '../../core/kpis/figure.ts';
import type { Kpi } from '../../core/kpis/kpi.ts';
import type { FactName } from '../../core/sessions/facts.ts';
import { isNullable } from './fact-columns.ts';

/** One number to compute over the rows of a fact that pass all tests of every `where`. */
export interface Aggregate {
  kind: 'rows' | 'sum' | 'variance' | 'quantile' | 'distinct' | 'mixed';
  fact: FactName;
  /** '' for `rows`. */
  column: string;
  where: readonly Where[];
  /** Of a quantile. */
  level?: number;
}

/** Reads an aggregate of one row of an answer; null where there was nothing to compute it from. */
export type ReadNumber = (aggregate: Aggregate) => number | null;

/** A measure taken apart: the numbers it needs, and how they are put together again. */
export interface MeasurePlan {
  needs: readonly Aggregate[];
  counted(read: ReadNumber): Counted;
}

/** The rows that `n` counts and a drill shows: those that pass all tests of every `where`; null for none. */
export function rowsBehind({ fact, measure }: Pick<Kpi, 'fact' | 'measure'>): readonly Where[] | null {
  switch (measure.kind) {
    case 'count':
    case 'distinct':
      return [measure.where];
    case 'sum':
    case 'mean':
    case 'quantile':
      return [measure.where, measured(fact, measure.column)];
    case 'share':
    case 'difference':
      return [measure.among];
    case 'ratio':
      return rowsOfTerm(measure.over);
    case 'none':
      return null;
  }
}

/** Takes a KPI's measure apart. */
export function planOf(kpi: Pick<Kpi, 'fact' | 'measure'>): MeasurePlan {
  const behind = rowsBehind(kpi);
  if (behind === null) return { needs: [], counted: () => ({ kind: 'none', n: 0 }) };
  const parts = partsOf(kpi.fact, kpi.measure, behind);
  const rows: Aggregate = { kind: 'rows', fact: kpi.fact, column: '', where: behind };
  return {
    needs: [rows, ...Object.values(parts)],
    counted(read) {
      const n = read(rows) ?? 0;
      const part = (name: string) => (parts[name] === undefined ? null : read(parts[name]));
      return put(kpi.measure.kind, n, part);
    },
  };
}

/** The numbers a measure needs beside its `n`. */
function partsOf(fact: FactName, measure: Measure, where: readonly Where[]): Record<string, Aggregate> {
  switch (measure.kind) {
    case 'sum':
      return { sum: { kind: 'sum', fact, column: measure.column, where } };
    case 'mean':
      return {
        sum: { kind: 'sum', fact, column: measure.column, where },
        variance: { kind: 'variance', fact, column: measure.column, where },
        ...mixing(fact, measure.alike, where),
      };
    case 'quantile':
      return {
        quantile: { kind: 'quantile', fact, column: measure.column, where, level: measure.level },
        ...mixing(fact, measure.alike, where),
      };
    case 'share':
      return { hits: { kind: 'rows', fact, column: '', where: [...where, measure.of] } };
    case 'distinct':
      return { distinct: { kind: 'distinct', fact, column: measure.column, where } };
    case 'ratio':
      return { over: totalOf(measure.over), under: totalOf(measure.under) };
    case 'difference':
      return {
        plus: { kind: 'rows', fact, column: '', where: [...where, measure.plus] },
        minus: { kind: 'rows', fact, column: '', where: [...where, measure.minus] },
      };
    case 'count':
    case 'none':
      return {};
  }
}

function put(kind: Measure['kind'], n: number, part: (name: string) => number | null): Counted {
  const number = (name: string) => part(name) ?? 0;
  switch (kind) {
    case 'count':
    case 'none':
      return { kind, n };
    case 'sum':
      return { kind, n, sum: number('sum') };
    case 'mean':
      return { kind, n, sum: number('sum'), variance: number('variance'), mixed: number('mixed') === 1 };
    case 'quantile':
      return { kind, n, quantile: part('quantile'), mixed: number('mixed') === 1 };
    case 'share':
      return { kind, n, hits: number('hits') };
    case 'distinct':
      return { kind, n, distinct: number('distinct') };
    case 'ratio':
      return { kind, n, over: number('over'), under: number('under') };
    case 'difference':
      return { kind, n, plus: number('plus'), minus: number('minus') };
  }
}

/** Whether the rows differ in the column that must be alike. */
function mixing(fact: FactName, alike: string | undefined, where: readonly Where[]): Record<string, Aggregate> {
  return alike === undefined ? {} : { mixed: { kind: 'mixed', fact, column: alike, where } };
}

function totalOf(term: Term): Aggregate {
  const rows = { fact: term.fact, where: rowsOfTerm(term) };
  return term.sum === 'rows' ? { ...rows, kind: 'rows', column: '' } : { ...rows, kind: 'sum', column: term.sum };
}

function rowsOfTerm({ fact, sum, where }: Term): readonly Where[] {
  return sum === 'rows' ? [where] : [where, measured(fact, sum)];
}

function measured(fact: FactName, column: string): Where {
  return isNullable(fact, column) ? { [column]: { measured: true } } : {};
}
