import { outcomes } from '../../sessions/facts.ts';
import { measuresOf, ratio } from '../algebra.ts';
import { clockKpis, inWorkingHours, type Kpi } from '../kpi.ts';

const { count, sum, mean, distinct, term } = measuresOf('assignment');
const presence = measuresOf('presence');

const fact = 'assignment';
/** Sessions that an agent opened and the customer never wrote in are nobody's assignment. */
const inbound = { outbound: false } as const;

const outcomeBetter = {
  transferred: 'none',
  open: 'none',
  missedAndExpired: 'lower',
  missed: 'lower',
  timedOut: 'lower',
  closedWithoutReply: 'lower',
  completed: 'higher',
  expired: 'lower',
  endedByCustomer: 'none',
  closedAutomatically: 'none',
} as const;

const timePerMessage: Kpi = {
  id: 'timePerMessage',
  unit: 'seconds',
  better: 'lower',
  fact,
  measure: ratio(
    term('handleMs', { ...inbound, handleMs: { measured: true } }),
    term('agentMessages', { ...inbound, handleMs: { measured: true } }),
  ),
};

/** What became of the tickets that an agent, a team or nobody was given. */
export const assignmentKpis: readonly Kpi[] = [
  { id: 'assigned', unit: 'count', better: 'none', fact, measure: count(inbound) },
  { id: 'assignedSessions', unit: 'count', better: 'none', fact, measure: distinct('sessionId', inbound) },
  { id: 'notAssigned', unit: 'count', better: 'lower', fact, measure: count({ ...inbound, agentId: '', teamId: '' }) },
  ...outcomes.map((outcome): Kpi => ({
    id: outcome,
    unit: 'count',
    better: outcomeBetter[outcome],
    fact,
    measure: count({ ...inbound, outcome }),
  })),
  ...clockKpis(
    {
      id: 'responseAfterAssignment',
      unit: 'seconds',
      better: 'lower',
      fact,
      measure: mean('responseAfterAssignmentMs', inbound),
    },
    mean('responseAfterAssignmentWorkingMs', inbound),
  ),
  ...clockKpis(
    {
      id: 'handleTimePerTicket',
      unit: 'seconds',
      better: 'lower',
      fact,
      measure: mean('handleMs', inbound),
    },
    mean('handleWorkingMs', inbound),
  ),
  { id: 'messages', unit: 'count', better: 'none', fact, measure: sum('agentMessages', inbound) },
  timePerMessage,
  inWorkingHours(
    timePerMessage,
    ratio(
      term('handleWorkingMs', { ...inbound, handleWorkingMs: { measured: true } }),
      term('agentMessages', { ...inbound, handleWorkingMs: { measured: true } }),
    ),
  ),
  ...clockKpis(
    { id: 'resolution', unit: 'seconds', better: 'lower', fact, measure: mean('resolutionMs', inbound) },
    mean('resolutionWorkingMs', inbound),
  ),
  {
    id: 'assignedPerOnlineHour',
    unit: 'perHour',
    better: 'none',
    fact,
    measure: ratio(term('rows', inbound), presence.term('statusMs', { status: 'online' })),
  },
];
