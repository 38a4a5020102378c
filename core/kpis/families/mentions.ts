import { measuresOf } from '../algebra.ts';
import { clockKpis, type Kpi } from '../kpi.ts';

const { count, mean, share } = measuresOf('mention');
const fact = 'mention';
const answered = { answeredAt: { measured: true } } as const;

/** What is said of the company in social networks, and how it answers. */
export const mentionKpis: readonly Kpi[] = [
  { id: 'mentions', unit: 'count', better: 'none', fact, measure: count() },
  { id: 'answeredMentions', unit: 'count', better: 'higher', fact, measure: count(answered) },
  { id: 'answeredMentionsShare', unit: 'share', better: 'higher', fact, measure: share(answered) },
  ...clockKpis(
    { id: 'mentionAnswerTime', unit: 'seconds', better: 'lower', fact, measure: mean('answerMs') },
    mean('answerWorkingMs'),
  ),
];
