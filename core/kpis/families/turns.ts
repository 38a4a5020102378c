import { measuresOf } from '../algebra.ts';
import { clockKpis, type Kpi } from '../kpi.ts';

const { count, mean } = measuresOf('turn');
const fact = 'turn';

/** Every answer a customer waited for, credited to who gave it. */
export const turnKpis: readonly Kpi[] = [
  { id: 'replies', unit: 'count', better: 'none', fact, measure: count() },
  ...clockKpis(
    { id: 'replyTime', unit: 'seconds', better: 'lower', fact, measure: mean('replyTimeMs') },
    mean('replyTimeWorkingMs'),
  ),
  ...clockKpis(
    { id: 'customerWait', unit: 'seconds', better: 'lower', fact, measure: mean('customerWaitMs') },
    mean('customerWaitWorkingMs'),
  ),
];
