import fc from 'fast-check';
import { type Dimension, dimensions } from '../../core/kpis/dimensions.ts';
import type { Kpi } from '../../core/kpis/kpi.ts';
import { kpis } from '../../core/kpis/kpis.ts';
import type { Question } from '../../core/kpis/question.ts';
import { outcomes } from '../../core/sessions/facts.ts';
import { instant, lastAt, texts } from './random-facts.ts';

const values = [
  ...texts,
  ...outcomes.slice(0, 3),
  'agent',
  'bot',
  'conversation',
  'reply',
  'stars5',
  'online',
  '3',
  '10',
];

/** Dimensions that most facts have come up more often than the others. */
const dimension = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Dimension>('agent', 'team', 'channel', 'tag', 'subject', 'kind', 'site', 'article'),
  },
  { weight: 1, arbitrary: fc.constantFrom(...dimensions) },
);

const filters = fc
  .array(fc.tuple(dimension, fc.uniqueArray(fc.constantFrom(...values), { minLength: 0, maxLength: 5 })), {
    maxLength: 2,
  })
  .map((entries) => Object.fromEntries(entries));

export const period = fc
  .uniqueArray(fc.oneof(instant, fc.constant(lastAt + 1)), { minLength: 2, maxLength: 2 })
  .map((ends) => ends.toSorted((a, b) => a - b))
  .map(([from = 0, to = 0]) => ({ from, to }));

const buckets = fc.option(fc.uniqueArray(instant, { maxLength: 6 }), { nil: undefined });

const someKpis: fc.Arbitrary<readonly Kpi[]> = fc.oneof(
  fc.constant(kpis),
  fc.uniqueArray(fc.constantFrom(...kpis), { minLength: 1, maxLength: 5 }),
);

const periodBy = fc.constantFrom(undefined, 'startedAt', 'endedAt', 'closedAt', 'askedAt', 'leftAt', 'answeredAt');

/** Any KPIs by any dimensions over any period, bucketed or not. */
export const question: fc.Arbitrary<Question> = fc
  .record({ kpis: someKpis, by: fc.uniqueArray(dimension, { maxLength: 2 }), filters, period, buckets, periodBy })
  .map(({ buckets: steps, periodBy: column, ...rest }) => ({
    ...rest,
    ...(column !== undefined && { periodBy: column }),
    ...(steps !== undefined && { buckets: startsIn(rest.period, steps) }),
  }));

function startsIn({ from, to }: { from: number; to: number }, instants: readonly number[]): number[] {
  const starts = instants.filter((start) => start > from && start < to);
  return [from, ...starts.toSorted((a, b) => a - b)];
}
