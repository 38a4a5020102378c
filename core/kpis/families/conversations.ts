import { measuresOf } from '../algebra.ts';
import { clockKpis, type Kpi } from '../kpi.ts';

const opening = measuresOf('conversation');
const closure = measuresOf('closure');

/** Conversations opened and closed, and whether they stayed closed. */
export const conversationKpis: readonly Kpi[] = [
  { id: 'opened', unit: 'count', better: 'none', fact: 'conversation', measure: opening.count() },
  { id: 'closed', unit: 'count', better: 'none', fact: 'closure', measure: closure.count() },
  { id: 'reopened', unit: 'count', better: 'lower', fact: 'closure', measure: closure.count({ reopened: true }) },
  { id: 'reopenedShare', unit: 'share', better: 'lower', fact: 'closure', measure: closure.share({ reopened: true }) },
  ...clockKpis(
    {
      id: 'timeToResolution',
      unit: 'seconds',
      better: 'lower',
      fact: 'conversation',
      measure: opening.mean('timeToResolutionMs', { provisional: false }),
    },
    opening.mean('timeToResolutionWorkingMs', { provisional: false }),
  ),
  ...clockKpis(
    {
      id: 'completionTime',
      unit: 'seconds',
      better: 'lower',
      fact: 'closure',
      measure: closure.mean('completionMs'),
    },
    closure.mean('completionWorkingMs'),
  ),
];
