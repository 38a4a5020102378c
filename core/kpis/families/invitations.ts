import { measuresOf } from '../algebra.ts';
import type { Kpi } from '../kpi.ts';

const { count, share } = measuresOf('invitation');

const fact = 'invitation';
const sent = { suppressed: false } as const;
const defaults = { subject: ['conversation'] } as const;

/** Surveys asked, by when they were sent: the answered ones are of the same cohort. */
export const invitationKpis: readonly Kpi[] = [
  { id: 'asked', unit: 'count', better: 'none', fact, measure: count(sent), defaults },
  { id: 'suppressed', unit: 'count', better: 'none', fact, measure: count({ suppressed: true }), defaults },
  {
    id: 'responseRate',
    unit: 'share',
    better: 'higher',
    fact,
    measure: share({ answeredAt: { measured: true } }, sent),
    defaults,
  },
];
