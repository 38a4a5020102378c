import { measuresOf } from '../algebra.ts';
import { type Kpi, withSpread } from '../kpi.ts';

const { count, mean, share, difference } = measuresOf('rating');

const fact = 'rating';
const csat = { family: 'csat' } as const;
/** Customers are asked about other things too (a reply, a site); a figure never mixes them unasked. */
const defaults = { subject: ['conversation'] } as const;

/** Satisfaction as customers told it: only answers count, above and below the line. */
export const ratingKpis: readonly Kpi[] = [
  { id: 'ratings', unit: 'count', better: 'higher', fact, measure: count(csat), defaults },
  ...withSpread({ id: 'averageScore', unit: 'score', better: 'higher', fact, measure: mean('score', csat), defaults }),
  ...withSpread({
    id: 'averageRating',
    unit: 'rating',
    better: 'higher',
    fact,
    measure: mean('value', csat, 'scale'),
    defaults,
  }),
  { id: 'satisfiedShare', unit: 'share', better: 'higher', fact, measure: share({ satisfied: true }, csat), defaults },
  {
    id: 'nps',
    unit: 'points',
    better: 'higher',
    fact,
    measure: difference({ satisfied: true }, { value: { atMost: 6 } }, { family: 'nps' }),
    defaults,
  },
];
