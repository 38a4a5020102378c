import { adjustedWaldInterval } from '../statistics/adjusted-wald.ts';
import { meanInterval } from '../statistics/mean.ts';
import type { Interval } from '../statistics/normal.ts';
import { wilsonInterval } from '../statistics/wilson.ts';
import type { Unit } from './kpi.ts';

/** Why a figure has no value, where it is not simply that nobody measured anything. */
export const reasons = ['notByThis', 'notAllowed', 'notEnabled', 'mixedScales'] as const;
export type Reason = (typeof reasons)[number];

/** A finished figure: what every interpreter of the algebra answers. */
export interface Figure {
  /** In the KPI's unit; null when nobody measured anything, never 0 for that. */
  value: number | null;
  /** Rows behind it: exactly those that a drill shows. */
  n: number;
  /** 95 %, in the KPI's unit: Wilson for shares, t for means, adjusted Wald for differences; else null. */
  interval: Interval | null;
  reason?: Reason;
}

/** What was counted for a measure, in the units of the columns (milliseconds, raw values). */
export type Counted = { n: number } & (
  | { kind: 'count' }
  | { kind: 'sum'; sum: number }
  | { kind: 'mean'; sum: number; variance: number; mixed: boolean }
  | { kind: 'quantile'; quantile: number | null; mixed: boolean }
  | { kind: 'share'; hits: number }
  | { kind: 'distinct'; distinct: number }
  | { kind: 'ratio'; over: number; under: number }
  | { kind: 'difference'; plus: number; minus: number }
  | { kind: 'none' }
);

const msPerHour = 3_600_000;

/** From a column's unit to a figure's: durations are stored in milliseconds. */
const inUnit: Partial<Record<Unit, (value: number) => number>> = {
  seconds: (ms) => ms / 1000,
  hours: (ms) => ms / msPerHour,
  perHour: (perMs) => perMs * msPerHour,
  points: (share) => share * 100,
};

/** Turns a column's value (milliseconds, a share) into a figure's unit. */
export function converterTo(unit: Unit): (value: number) => number {
  return inUnit[unit] ?? ((value) => value);
}

/**
 * The figure of what was counted. The empty case: counts (and sums that are counts) are 0; everything
 * else that no row was measured for is null.
 */
export function figureOf(counted: Counted, unit: Unit): Figure {
  const convert = converterTo(unit);
  const { value, interval = null, reason } = raw(counted, unit);
  return {
    value: value === null ? null : convert(value),
    n: counted.n,
    interval: interval === null ? null : within(rangeOf[unit], [convert(interval[0]), convert(interval[1])]),
    ...(reason !== undefined && { reason }),
  };
}

/** What a figure of a unit can be at all: an interval of few answers does not promise more. */
export const rangeOf: Partial<Record<Unit, Interval>> = {
  share: [0, 1],
  score: [0, 100],
  seconds: [0, Number.POSITIVE_INFINITY],
  hours: [0, Number.POSITIVE_INFINITY],
  rating: [0, Number.POSITIVE_INFINITY],
  times: [0, Number.POSITIVE_INFINITY],
};

function within(range: Interval | undefined, [low, high]: Interval): Interval {
  return range === undefined ? [low, high] : [Math.max(range[0], low), Math.min(range[1], high)];
}

/** Whether two values are the same but for the last digits of sums that were added in another order. */
export function isSameValue(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));
}

/** A figure whose fact lacks a dimension of the question. */
export const notByThis: Figure = { value: null, n: 0, interval: null, reason: 'notByThis' };

/** A figure of which the asker may see no rows, or cannot see his own apart. */
export const notAllowed: Figure = { value: null, n: 0, interval: null, reason: 'notAllowed' };

interface RawFigure {
  value: number | null;
  interval?: Interval | null;
  reason?: Reason;
}

function raw(counted: Counted, unit: Unit): RawFigure {
  const { n } = counted;
  switch (counted.kind) {
    case 'count':
      return { value: n };
    case 'distinct':
      return { value: counted.distinct };
    case 'sum':
      return { value: n > 0 || unit === 'count' ? counted.sum : null };
    case 'mean':
      return counted.mixed ? mixedScales : meanFigure(n, counted.sum, counted.variance);
    case 'quantile':
      return counted.mixed ? mixedScales : { value: counted.quantile };
    case 'share':
      return n === 0 ? { value: null } : { value: counted.hits / n, interval: wilsonInterval(counted.hits, n) };
    case 'ratio':
      return { value: counted.under === 0 ? null : counted.over / counted.under };
    case 'difference':
      return n === 0 ? { value: null } : differenceFigure(counted.plus, counted.minus, n);
    case 'none':
      return { value: null, reason: 'notEnabled' };
  }
}

const mixedScales = { value: null, reason: 'mixedScales' } as const;

function meanFigure(n: number, sum: number, variance: number): RawFigure {
  if (n === 0) return { value: null };
  const mean = sum / n;
  return { value: mean, interval: meanInterval({ n, mean, variance }) };
}

function differenceFigure(plus: number, minus: number, n: number): RawFigure {
  return { value: (plus - minus) / n, interval: adjustedWaldInterval(plus, minus, n) };
}
