import { measuresOf } from '../algebra.ts';
import { type Kpi, withSpread } from '../kpi.ts';

const { count, mean } = measuresOf('turn');
const fact = 'turn';

/** Every answer a customer waited for, credited to who gave it. */
export const turnKpis: readonly Kpi[] = [
  { id: 'replies', unit: 'count', better: 'none', fact, measure: count() },
  ...withSpread({ id: 'replyTime', unit: 'seconds', better: 'lower', fact, measure: mean('replyTimeMs') }),
  ...withSpread({ id: 'customerWait', unit: 'seconds', better: 'lower', fact, measure: mean('customerWaitMs') }),
];
