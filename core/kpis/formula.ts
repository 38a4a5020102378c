import type { Measure, Term, Test, Where } from './algebra.ts';
import type { Kpi, Unit } from './kpi.ts';

const conversions: Partial<Record<Unit, string>> = {
  seconds: ' ÷ 1000',
  hours: ' ÷ 3,600,000',
  perHour: ' × 3,600,000',
  points: ' × 100',
};

/**
 * A KPI's formula, for people who read formulas: `mean(turn.replyTimeMs) ÷ 1000`. After `|` stand the
 * conditions on rows; the same in every language.
 */
export function formulaOf({ fact, measure, unit, defaults = {} }: Kpi): string {
  const held = Object.entries(defaults).map(([dimension, values]) => `${dimension} ∈ {${values?.join(', ')}}`);
  const unless = held.length === 0 ? '' : `; unless asked otherwise: ${held.join(', ')}`;
  const alike = 'alike' in measure ? `; null where ${measure.alike} differs` : '';
  return `${expression(fact, measure)}${measure.kind === 'none' ? '' : (conversions[unit] ?? '')}${alike}${unless}`;
}

function expression(fact: string, measure: Measure): string {
  switch (measure.kind) {
    case 'count':
      return rows(fact, measure.where);
    case 'sum':
    case 'mean':
      return `${measure.kind}(${fact}.${measure.column}${conditions(measure.where)})`;
    case 'quantile':
      return `quantile ${measure.level} (${fact}.${measure.column}${conditions(measure.where)})`;
    case 'share':
      return `${rows(fact, measure.among, measure.of)} ÷ ${rows(fact, measure.among)}`;
    case 'distinct':
      return `distinct(${fact}.${measure.column}${conditions(measure.where)})`;
    case 'ratio':
      return `${termText(measure.over)} ÷ ${termText(measure.under)}`;
    case 'difference':
      return `(${rows(fact, measure.among, measure.plus)} − ${rows(fact, measure.among, measure.minus)}) ÷ ${rows(fact, measure.among)}`;
    case 'none':
      return '—';
  }
}

function termText({ fact, sum, where }: Term): string {
  return sum === 'rows' ? rows(fact, where) : `sum(${fact}.${sum}${conditions(where)})`;
}

function rows(fact: string, ...where: Where[]): string {
  return `count(${fact}${conditions(...where)})`;
}

function conditions(...where: Where[]): string {
  const tests = where.flatMap((each) => Object.entries(each)).map(([column, test]) => testText(column, test));
  return tests.length === 0 ? '' : ` | ${tests.join(', ')}`;
}

function testText(column: string, test: Test): string {
  if (typeof test === 'boolean') return test ? column : `not ${column}`;
  if (typeof test === 'string') return `${column} = ${test === '' ? 'none' : test}`;
  if ('oneOf' in test) return `${column} ∈ {${test.oneOf.join(', ')}}`;
  if ('noneOf' in test) return `${column} ∉ {${test.noneOf.join(', ')}}`;
  if ('atMost' in test) return `${column} ≤ ${test.atMost}`;
  return `${column} known`;
}
