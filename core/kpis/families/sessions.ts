import { measuresOf } from '../algebra.ts';
import { clockKpis, type Kpi } from '../kpi.ts';

const { count, sum, mean, share } = measuresOf('session');

const fact = 'session';
const inbound = { outbound: false } as const;
const endedBot = { ...inbound, kind: 'bot', endedAt: { measured: true } } as const;

/** Ticket sessions: how many of which kind, how long, and who dealt with them. */
export const sessionKpis: readonly Kpi[] = [
  { id: 'sessions', unit: 'count', better: 'none', fact, measure: count(inbound) },
  { id: 'agentSessions', unit: 'count', better: 'none', fact, measure: count({ ...inbound, kind: 'agent' }) },
  { id: 'botSessions', unit: 'count', better: 'none', fact, measure: count({ ...inbound, kind: 'bot' }) },
  { id: 'outboundSessions', unit: 'count', better: 'none', fact, measure: count({ outbound: true }) },
  { id: 'handledByAgent', unit: 'count', better: 'higher', fact, measure: count({ ...inbound, handledByAgent: true }) },
  { id: 'handledByBot', unit: 'count', better: 'none', fact, measure: count({ ...inbound, handledByBot: true }) },
  { id: 'notHandled', unit: 'count', better: 'lower', fact, measure: count({ ...inbound, notHandled: true }) },
  { id: 'escalated', unit: 'count', better: 'lower', fact, measure: count({ ...inbound, escalated: true }) },
  ...clockKpis(
    {
      id: 'firstResponse',
      unit: 'seconds',
      better: 'lower',
      fact,
      measure: mean('firstResponseMs', inbound),
    },
    mean('firstResponseWorkingMs', inbound),
  ),
  ...clockKpis(
    {
      id: 'duration',
      unit: 'seconds',
      better: 'none',
      fact,
      measure: mean('durationMs', inbound),
      defaults: { kind: ['agent'] },
    },
    mean('durationWorkingMs', inbound),
  ),
  { id: 'customerMessages', unit: 'count', better: 'none', fact, measure: sum('customerMessages', inbound) },
  { id: 'botMessages', unit: 'count', better: 'none', fact, measure: sum('botMessages', inbound) },
  { id: 'botResolutionShare', unit: 'share', better: 'higher', fact, measure: share({ handledByBot: true }, endedBot) },
  { id: 'handOffShare', unit: 'share', better: 'none', fact, measure: share({ endReason: 'handedOver' }, endedBot) },
];

/** Asked for in every agent report, measured in none until sentiment analysis is switched on. */
export const sentimentKpis: readonly Kpi[] = [
  { id: 'positive', unit: 'count', better: 'higher', fact, measure: { kind: 'none' } },
  { id: 'neutral', unit: 'count', better: 'none', fact, measure: { kind: 'none' } },
  { id: 'negative', unit: 'count', better: 'lower', fact, measure: { kind: 'none' } },
  { id: 'positiveShare', unit: 'share', better: 'higher', fact, measure: { kind: 'none' } },
  { id: 'neutralShare', unit: 'share', better: 'none', fact, measure: { kind: 'none' } },
  { id: 'negativeShare', unit: 'share', better: 'lower', fact, measure: { kind: 'none' } },
];
