import type { FactName } from '../sessions/facts.ts';
import type { Where } from './algebra.ts';
import { bucketStarts } from '../calendar/boundaries.ts';
import { type ZoneOffset, zoneOffsets } from '../calendar/clock.ts';
import type { CalendarSettings, CalendarUnit, Period } from '../calendar/units.ts';
import { type Dimension, hasDimension, isClockDimension, numericDimensions } from './dimensions.ts';
import type { Figure } from './figure.ts';
import type { Kpi } from './kpi.ts';

/** What a dimension's value must be one of; a dimension that is not named is not filtered. */
export type Filters = Readonly<Partial<Record<Dimension, readonly string[]>>>;

/** A report is a question: which figures, by what, of which rows, over which period. */
export interface Question {
  kpis: readonly Kpi[];
  by: readonly Dimension[];
  filters: Filters;
  /** Dimensions whose filter leaves out the rows of its values, where others keep them. */
  not?: readonly Dimension[];
  period: Period;
  /** Starts of the time buckets to ask by too (see bucketStarts); none for the period as a whole. */
  buckets?: readonly number[];
  /** The zone's clock over the period: there where weekdays or hours of the day are asked by or filtered on. */
  clock?: readonly ZoneOffset[];
  /** Instant that places rows in the period, where a fact has it; else each fact's own default. */
  periodBy?: string;
}

/** A question before it is known of which period, and what days, weeks and months are there. */
export interface AskedQuestion extends Omit<Question, 'period' | 'buckets' | 'clock'> {
  /** Time buckets to ask by too. */
  bucket?: CalendarUnit;
}

/** The question over a period. Throws RidaError('invalidRequest') for more buckets than anybody can read. */
export function questionIn({ bucket, ...asked }: AskedQuestion, period: Period, settings: CalendarSettings): Question {
  return {
    ...asked,
    period,
    ...(bucket !== undefined && { buckets: atLeastOne(bucketStarts(period, bucket, settings), period) }),
    ...(askedDimensions(asked).some(isClockDimension) && { clock: zoneOffsets(period, settings.zone) }),
  };
}

/** A period without length, which another may well be compared with, is one bucket without rows. */
function atLeastOne(starts: readonly number[], { from }: Period): readonly number[] {
  return starts.length === 0 ? [from] : starts;
}

/** Figures by KPI id. */
export type Figures = Readonly<Record<string, Figure>>;

export interface AnswerRow {
  /** Values of the question's `by`, in its order; '' for none. */
  keys: readonly string[];
  /** Start of its bucket, epoch ms; null where none were asked for. */
  bucket: number | null;
  figures: Figures;
}

export interface Answer {
  /** One a combination that has at least one row behind it, ordered by bucket, then keys. */
  rows: readonly AnswerRow[];
  /** The same figures over everything. */
  totals: Figures;
  /** The same figures of nothing: what they are for a combination without rows. */
  empty: Figures;
}

/**
 * Who asks: of each fact, the rows that pass all tests of one of these; a fact that is not there is not his
 * to see at all. See viewer.ts.
 */
export interface Viewer {
  workspaceId: number;
  sees: 'everything' | Readonly<Partial<Record<FactName, readonly Where[]>>>;
}

/** The dimensions a KPI cannot be asked by: those that one of its facts lacks. */
export function lackedDimensions(kpi: Kpi, asked: readonly Dimension[]): Dimension[] {
  return asked.filter((dimension) => factsOf(kpi).some((fact) => !hasDimension(fact, dimension)));
}

/** The facts a KPI is computed from: its own first. */
export function factsOf({ fact, measure }: Kpi) {
  return measure.kind === 'ratio' ? [fact, measure.under.fact] : [fact];
}

/** The dimensions a question filters on or asks by. */
export function askedDimensions({ by, filters }: Pick<Question, 'by' | 'filters'>): Dimension[] {
  return [...new Set([...by, ...(Object.keys(filters) as Dimension[])])];
}

/** A KPI's own limits that hold for a question: those it neither filters on nor asks by. */
export function defaultsFor(kpi: Kpi, question: Pick<Question, 'by' | 'filters'>): Filters {
  const asked = askedDimensions(question);
  const kept = Object.entries(kpi.defaults ?? {}).filter(([dimension]) => !asked.includes(dimension as Dimension));
  return Object.fromEntries(kept);
}

/**
 * Puts the rows of an answer in order: by bucket, then key by key, numbers as numbers and texts by code
 * units, the same in every process.
 */
export function inOrderOf(by: readonly Dimension[]) {
  const isNumeric = by.map((dimension) => numericDimensions.includes(dimension));
  return (a: Pick<AnswerRow, 'bucket' | 'keys'>, b: Pick<AnswerRow, 'bucket' | 'keys'>): number => {
    const place = a.keys.findIndex((key, i) => key !== b.keys[i]);
    const [left = '', right = ''] = [a.keys[place], b.keys[place]];
    const byKeys = isNumeric[place] === true ? Number(left) - Number(right) : left < right ? -1 : 1;
    return (a.bucket ?? 0) - (b.bucket ?? 0) || (place === -1 ? 0 : byKeys);
  };
}
