import type { FactName } from '../sessions/facts.ts';
import type { Measure } from './algebra.ts';
import type { Dimension } from './dimensions.ts';

/**
 * seconds, hours: times · count: whole numbers · share: 0–1 · score: 0–100 · points: −100–100 ·
 * rating: the raw value of one scale · perHour: so many an hour · times: how often, on average.
 */
export const units = ['seconds', 'hours', 'count', 'share', 'score', 'points', 'rating', 'perHour', 'times'] as const;
export type Unit = (typeof units)[number];

/** Which way is good; `none` where neither is. */
export const directions = ['higher', 'lower', 'none'] as const;
export type Direction = (typeof directions)[number];

/** One figure, defined once. Its words live in `locales/<language>/kpis.json` under its id. */
export interface Kpi {
  id: string;
  unit: Unit;
  better: Direction;
  /** The rows behind it: what `n` counts and a drill shows. */
  fact: FactName;
  measure: Measure;
  /** What a dimension is held to unless the question filters by it or asks by it. */
  defaults?: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  /** The mean that this median or 90th percentile belongs to. */
  spreadOf?: { kpi: string; is: Spread };
  /** The figure in clock time that this one counts in working hours. */
  workingHoursOf?: string;
}

export type Spread = 'median' | 'p90';

/** The same figure of what a clock shows in working hours: `xWorking`. */
export function inWorkingHours(kpi: Kpi, measure: Measure): Kpi {
  return { ...kpi, id: `${kpi.id}Working`, measure, workingHoursOf: kpi.id };
}

/** A clock's mean with its median and 90th percentile, in clock time and, by `working`, in working hours. */
export function clockKpis(kpi: Kpi, working: Measure): Kpi[] {
  return [...withSpread(kpi), ...withSpread(inWorkingHours(kpi, working))];
}

/** A mean with the figures that it is always offered with: `x`, `xMedian`, `xP90`. */
export function withSpread(kpi: Kpi): Kpi[] {
  const { measure } = kpi;
  if (measure.kind !== 'mean') throw new Error(`${kpi.id} is not a mean`);
  const spread = (suffix: string, is: Spread, level: number): Kpi => ({
    ...kpi,
    id: `${kpi.id}${suffix}`,
    measure: { ...measure, kind: 'quantile', level },
    spreadOf: { kpi: kpi.id, is },
  });
  return [kpi, spread('Median', 'median', 0.5), spread('P90', 'p90', 0.9)];
}
