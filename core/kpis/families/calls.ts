import { measuresOf } from '../algebra.ts';
import { clockKpis, type Kpi, withSpread } from '../kpi.ts';

const { count, mean, share } = measuresOf('call');
const fact = 'call';

export const callKpis: readonly Kpi[] = [
  { id: 'calls', unit: 'count', better: 'none', fact, measure: count() },
  { id: 'answeredCalls', unit: 'count', better: 'higher', fact, measure: count({ answered: true }) },
  { id: 'abandoned', unit: 'count', better: 'lower', fact, measure: count({ abandoned: true }) },
  { id: 'abandonedShare', unit: 'share', better: 'lower', fact, measure: share({ abandoned: true }) },
  { id: 'resolvedCalls', unit: 'count', better: 'higher', fact, measure: count({ resolved: true }) },
  ...clockKpis(
    { id: 'speedOfAnswer', unit: 'seconds', better: 'lower', fact, measure: mean('speedOfAnswerMs') },
    mean('speedOfAnswerWorkingMs'),
  ),
  ...withSpread({ id: 'talkTime', unit: 'seconds', better: 'none', fact, measure: mean('talkMs') }),
  ...withSpread({ id: 'holdTime', unit: 'seconds', better: 'lower', fact, measure: mean('holdMs') }),
];
