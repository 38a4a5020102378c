import { measuresOf } from '../algebra.ts';
import { clockKpis, type Kpi, withSpread } from '../kpi.ts';

const { count, mean, share } = measuresOf('visit');
const fact = 'visit';

/** Visits to a site with a ticket of its queue: how long people waited, and whether anybody served them. */
export const visitKpis: readonly Kpi[] = [
  { id: 'visits', unit: 'count', better: 'none', fact, measure: count() },
  { id: 'served', unit: 'count', better: 'higher', fact, measure: count({ servedAt: { measured: true } }) },
  { id: 'leftUnserved', unit: 'count', better: 'lower', fact, measure: count({ leftUnserved: true }) },
  // A visit that goes on belongs to neither side: it would flatter every hour of today.
  {
    id: 'leftUnservedShare',
    unit: 'share',
    better: 'lower',
    fact,
    measure: share({ leftUnserved: true }, { settled: true }),
  },
  ...clockKpis(
    { id: 'waitTime', unit: 'seconds', better: 'lower', fact, measure: mean('waitMs') },
    mean('waitWorkingMs'),
  ),
  ...withSpread({ id: 'serviceTime', unit: 'seconds', better: 'none', fact, measure: mean('serviceMs') }),
];
