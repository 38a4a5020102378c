import type { Figure } from '../kpis/figure.ts';
import type { Kpi } from '../kpis/kpi.ts';
import type { Target } from './target.ts';

export const verdicts = ['met', 'missed', 'notYetClear', 'notJudged'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * What a figure says of a target. `met` when its whole interval (95 %) is on the good side, the target itself
 * included; `missed` when all of it is on the bad side; `notYetClear` between. Figures without an interval
 * (counts, sums, quantiles, ratios) are compared as they are. Fewer rows than the minimum, or no value at all:
 * `notJudged`.
 */
export function verdictOf(
  kpi: Kpi,
  figure: Pick<Figure, 'value' | 'n' | 'interval'>,
  target: Pick<Target, 'value' | 'minimum'>,
): Verdict {
  const { value, n, interval } = figure;
  if (value === null || n < target.minimum) return 'notJudged';
  if (interval === null && estimates.has(kpi.measure.kind)) return 'notYetClear';
  const [low, high] = interval ?? [value, value];
  const [worst, best] = kpi.better === 'lower' ? [-high, -low] : [low, high];
  const wanted = kpi.better === 'lower' ? -target.value : target.value;
  if (worst >= wanted) return 'met';
  return best < wanted ? 'missed' : 'notYetClear';
}

/** Measures that estimate something from their rows: one row alone has no interval and decides nothing. */
const estimates: ReadonlySet<Kpi['measure']['kind']> = new Set(['share', 'mean', 'difference']);
