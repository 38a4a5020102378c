import { measuresOf } from '../algebra.ts';
import type { Kpi } from '../kpi.ts';

const { sum } = measuresOf('presence');
const fact = 'presence';

/** How long agents were there: overlapping devices count once. */
export const presenceKpis: readonly Kpi[] = [
  { id: 'onlineHours', unit: 'hours', better: 'none', fact, measure: sum('statusMs', { status: 'online' }) },
  { id: 'awayHours', unit: 'hours', better: 'none', fact, measure: sum('statusMs', { status: 'away' }) },
  { id: 'busyHours', unit: 'hours', better: 'none', fact, measure: sum('statusMs', { status: 'busy' }) },
];
