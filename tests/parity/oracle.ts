import type { CalendarSettings, Period } from '../../core/calendar/units.ts';
import type { Measure, Term, Test, Where } from '../../core/kpis/algebra.ts';
import { type ColumnDimension, type Dimension, dimensionColumns, periodColumns } from '../../core/kpis/dimensions.ts';
import { type Counted, type Figure, figureOf } from '../../core/kpis/figure.ts';
import type { Kpi } from '../../core/kpis/kpi.ts';
import type { Answer, AnswerRow, AskedQuestion } from '../../core/kpis/question.ts';
import { defaultRatingPolicy, type RatingPolicy } from '../../core/people/rating-policy.ts';
import { seesEverything, type Sight } from '../../core/people/roles.ts';
import type { FactName, FactRow } from '../../core/sessions/facts.ts';
import { quantile } from '../../core/statistics/quantile.ts';
import { bucketStart, wallClock } from './wall-clock.ts';

/** Fact rows as plain arrays: what the oracle reads instead of a warehouse. */
export type FactRows = { [F in FactName]: FactRow<F>[] };

/** A question as it is asked: which buckets and clock it needs the oracle finds out by itself. */
export type OverPeriod = AskedQuestion & { period: Period; settings: CalendarSettings };

type Row = Readonly<Record<string, unknown>>;

/** Rows of each fact that a group (or everything) is made of. */
type Rows = Map<FactName, Row[]>;

/**
 * The second interpreter of the KPI algebra: plain loops over plain arrays, sharing with the compiler
 * only the definitions and the finishing of a cell. Slow and obvious on purpose.
 */
export function oracle(all: FactRows, question: OverPeriod, sight: Sight = seesEverything): Answer {
  const facts = seenBy(all, sight);
  const everything: Rows = new Map();
  const groups = new Map<string, { bucket: number | null; keys: string[]; rows: Rows }>();
  for (const fact of Object.keys(facts) as FactName[]) {
    const inQuestion = rowsInQuestion(facts, fact, question);
    everything.set(fact, inQuestion);
    if (!hasDimensions(fact, question.by)) continue;
    for (const row of inQuestion) {
      for (const group of groupsOf(fact, row, question)) {
        const id = JSON.stringify(group);
        const { rows } = groups.get(id) ?? { rows: new Map<FactName, Row[]>() };
        groups.set(id, { ...group, rows });
        rows.set(fact, [...(rows.get(fact) ?? []), row]);
      }
    }
  }
  const rows = [...groups.values()].map(({ bucket, keys, rows: own }) => ({
    bucket,
    keys,
    figures: figuresOf(question, own, sight),
  }));
  const asked = question.by.length > 0 || question.bucket !== undefined;
  const behind = rows.filter(({ figures }) => Object.values(figures).some(({ n }) => n > 0));
  return {
    rows: asked ? behind.toSorted(inOrder(question.by)) : [],
    totals: figuresOf(question, everything, sight),
    empty: figuresOf(question, new Map(), sight),
  };
}

/** The rows that somebody may see: a supervisor his teams', an employee his own. */
export function seenBy(facts: FactRows, sight: Sight): FactRows {
  const seen = (Object.keys(facts) as FactName[]).map((fact) => {
    const rows: readonly Row[] = isOpenTo(fact, sight) ? facts[fact] : [];
    return [fact, rows.filter((row) => isSeen(fact, row, sight))];
  });
  return Object.fromEntries(seen) as FactRows;
}

const isOpinion = (fact: FactName) => fact === 'rating' || fact === 'invitation';

/** Whether somebody can see any row of a fact, whatever is in it. */
function isOpenTo(fact: FactName, { sees, teamIds, agentIds, ratingPolicy = defaultRatingPolicy }: Sight): boolean {
  const { conversations, terminals, sources } = ratingPolicy;
  const someInFull = [conversations, terminals, ...Object.values(sources)].includes('full');
  switch (isOpinion(fact) ? sees.namedRatings : sees.othersFigures) {
    case 'everything':
      return true;
    case 'ownTeams':
      return fact.startsWith('article') || (hasDimensions(fact, ['team']) && teamIds.length + agentIds.length > 0);
    default:
      return hasDimensions(fact, ['agent']) && agentIds.length > 0 && (!isOpinion(fact) || someInFull);
  }
}

function isSeen(fact: FactName, row: Row, { sees, teamIds, agentIds, ratingPolicy }: Sight): boolean {
  switch (isOpinion(fact) ? sees.namedRatings : sees.othersFigures) {
    case 'everything':
      return true;
    case 'ownTeams':
      return (
        fact.startsWith('article') ||
        teamIds.includes(String(row['teamId'])) ||
        agentIds.includes(String(row['agentId']))
      );
    default:
      return agentIds.includes(String(row['agentId'])) && (!isOpinion(fact) || isInFull(row, ratingPolicy));
  }
}

function isInFull(row: Row, { sources, ...classes }: RatingPolicy = defaultRatingPolicy): boolean {
  const ofSource = sources[String(row['source'])];
  const isTerminal =
    (row['terminalId'] ?? '') !== '' ||
    row['channel'] === 'kiosk' ||
    ['site', 'service', 'employee'].includes(String(row['subject']));
  return (ofSource ?? classes[isTerminal ? 'terminals' : 'conversations']) === 'full';
}

const numbered: readonly Dimension[] = ['weekday', 'hourOfDay', 'ratingValue'];

function inOrder(by: readonly Dimension[]) {
  const place = (row: AnswerRow) => [
    String(row.bucket ?? 0).padStart(20, '0'),
    ...by.map((dimension, i) => (numbered.includes(dimension) ? row.keys[i]?.padStart(5, '0') : row.keys[i]) ?? ''),
  ];
  return (a: AnswerRow, b: AnswerRow): number => {
    const [left, right] = [place(a), place(b)];
    for (let i = 0; i < left.length; i++) {
      if ((left[i] ?? '') < (right[i] ?? '')) return -1;
      if ((left[i] ?? '') > (right[i] ?? '')) return 1;
    }
    return 0;
  };
}

function hasDimensions(fact: FactName, wanted: readonly Dimension[]): boolean {
  return wanted.every(
    (dimension) => dimension === 'weekday' || dimension === 'hourOfDay' || dimension in dimensionColumns[fact],
  );
}

function figuresOf(question: OverPeriod, rows: Rows, sight: Sight): Record<string, Figure> {
  return Object.fromEntries(question.kpis.map((kpi) => [kpi.id, figureFor(kpi, question, rows, sight)]));
}

function figureFor(kpi: Kpi, question: OverPeriod, all: Rows, sight: Sight): Figure {
  const { measure } = kpi;
  const wanted = [...question.by, ...(Object.keys(question.filters) as Dimension[])];
  const used = measure.kind === 'ratio' ? [measure.over.fact, measure.under.fact] : [kpi.fact];
  if (measure.kind !== 'none' && !used.every((fact) => isOpenTo(fact, sight))) {
    return { value: null, n: 0, interval: null, reason: 'notAllowed' };
  }
  if (measure.kind !== 'none' && !used.every((fact) => hasDimensions(fact, wanted))) {
    return { value: null, n: 0, interval: null, reason: 'notByThis' };
  }
  const limited = (fact: FactName) =>
    (all.get(fact) ?? []).filter((row) =>
      Object.entries(kpi.defaults ?? {}).every(
        ([dimension, values]) =>
          wanted.includes(dimension as Dimension) ||
          valuesOf(fact, row, dimension as Dimension, question).some((value) => values.includes(value)),
      ),
    );
  return figureOf(count(measure, kpi.fact, limited), kpi.unit);
}

function count(measure: Measure, fact: FactName, rowsOf: (fact: FactName) => Row[]): Counted {
  const rows = (where: Where) => rowsOf(fact).filter((row) => passes(row, where));
  switch (measure.kind) {
    case 'none':
      return { kind: 'none', n: 0 };
    case 'count':
      return { kind: 'count', n: rows(measure.where).length };
    case 'distinct': {
      const found = rows(measure.where).map((row) => row[measure.column]);
      return { kind: 'distinct', n: found.length, distinct: new Set(found).size };
    }
    case 'sum': {
      const values = numbers(rows(measure.where), measure.column);
      return { kind: 'sum', n: values.length, sum: total(values) };
    }
    case 'mean': {
      const values = numbers(rows(measure.where), measure.column);
      const mixed = isMixed(rows(measure.where), measure);
      return { kind: 'mean', n: values.length, sum: total(values), variance: variance(values), mixed };
    }
    case 'quantile': {
      const values = numbers(rows(measure.where), measure.column);
      const mixed = isMixed(rows(measure.where), measure);
      return { kind: 'quantile', n: values.length, quantile: quantile(values, measure.level), mixed };
    }
    case 'share': {
      const among = rows(measure.among);
      return { kind: 'share', n: among.length, hits: among.filter((row) => passes(row, measure.of)).length };
    }
    case 'difference': {
      const among = rows(measure.among);
      const plus = among.filter((row) => passes(row, measure.plus)).length;
      const minus = among.filter((row) => passes(row, measure.minus)).length;
      return { kind: 'difference', n: among.length, plus, minus };
    }
    case 'ratio': {
      const over = termValues(measure.over, rowsOf);
      const under = termValues(measure.under, rowsOf);
      return { kind: 'ratio', n: over.length, over: total(over), under: total(under) };
    }
  }
}

function termValues({ fact, sum, where }: Term, rowsOf: (fact: FactName) => Row[]): number[] {
  const rows = rowsOf(fact).filter((row) => passes(row, where));
  return sum === 'rows' ? rows.map(() => 1) : numbers(rows, sum);
}

function isMixed(rows: Row[], { column, alike }: { column: string; alike?: string }): boolean {
  const measured = rows.filter((row) => row[column] !== null);
  return alike !== undefined && new Set(measured.map((row) => row[alike])).size > 1;
}

function numbers(rows: Row[], column: string): number[] {
  return rows.map((row) => row[column]).filter((value): value is number => typeof value === 'number');
}

function total(values: number[]): number {
  return values.every(Number.isInteger)
    ? Number(values.reduce((sum, value) => sum + BigInt(value), 0n))
    : values.reduce((sum, value) => sum + value, 0);
}

function variance(values: number[]): number {
  if (values.length < 2) return 0;
  const mean = total(values) / values.length;
  return total(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
}

function passes(row: Row, where: Where): boolean {
  return Object.entries(where).every(([column, test]) => passesTest(row[column], test));
}

function passesTest(value: unknown, test: Test): boolean {
  if (typeof test !== 'object') return value === test;
  if ('oneOf' in test) return test.oneOf.includes(String(value));
  if ('noneOf' in test) return !test.noneOf.includes(String(value));
  if ('atMost' in test) return Number(value) <= test.atMost;
  return value !== null;
}

function rowsInQuestion(facts: FactRows, fact: FactName, question: OverPeriod): Row[] {
  const rows: readonly Row[] = facts[fact];
  const filters = Object.entries(question.filters) as [Dimension, readonly string[]][];
  if (
    !hasDimensions(
      fact,
      filters.map(([dimension]) => dimension),
    )
  )
    return [];
  return rows.filter((row) => {
    const at = placeOf(fact, row, question);
    if (at === null || at < question.period.from || at >= question.period.to) return false;
    return filters.every(([dimension, values]) => {
      const isNamed = valuesOf(fact, row, dimension, question).some((value) => values.includes(value));
      return isNamed !== (question.not?.includes(dimension) ?? false);
    });
  });
}

function placeOf(fact: FactName, row: Row, { periodBy }: OverPeriod): number | null {
  const columns: readonly string[] = periodColumns[fact];
  const asked = periodNamed(fact, periodBy);
  const column = asked !== undefined && columns.includes(asked) ? asked : (columns[0] ?? '');
  return row[column] as number | null;
}

/** What support teams call the instants of a rating, and of the invitation to it. */
function periodNamed(fact: FactName, name: string | undefined): string | undefined {
  if (fact === 'rating' && name === 'ratedAt') return 'answeredAt';
  if (fact === 'rating' && name === 'sentAt') return 'askedAt';
  return fact === 'invitation' && name === 'askedAt' ? 'sentAt' : name;
}

function valuesOf(fact: FactName, row: Row, dimension: Dimension, question: OverPeriod): string[] {
  if (dimension === 'weekday') return [String(wallClock(placeOf(fact, row, question) ?? 0, question.settings).weekday)];
  if (dimension === 'hourOfDay') return [String(wallClock(placeOf(fact, row, question) ?? 0, question.settings).hour)];
  return columnValues(fact, row, dimension);
}

function columnValues(fact: FactName, row: Row, dimension: ColumnDimension): string[] {
  const value = row[dimensionColumns[fact][dimension] ?? ''];
  if (!Array.isArray(value)) return [String(value)];
  return value.length === 0 ? [''] : [...new Set(value.map(String))];
}

function groupsOf(fact: FactName, row: Row, question: OverPeriod): { bucket: number | null; keys: string[] }[] {
  const at = placeOf(fact, row, question) ?? 0;
  const { bucket: unit, period, settings } = question;
  const bucket = unit === undefined ? null : bucketStart(at, unit, period.from, settings);
  let groups: string[][] = [[]];
  for (const dimension of question.by) {
    const values = valuesOf(fact, row, dimension, question);
    // Filtered on some tags, only these are groups, though a row has others too.
    const named = question.not?.includes(dimension) ? undefined : question.filters[dimension];
    const kept = values.filter((value) => named?.includes(value) ?? true);
    groups = groups.flatMap((keys) => kept.map((value) => [...keys, value]));
  }
  return groups.map((keys) => ({ bucket, keys }));
}
