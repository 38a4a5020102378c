import { agentPerformanceKpis, satisfactionKpis } from '../../core/kpis/reports.ts';
import { outcomes } from '../../core/sessions/facts.ts';
import type { ReportOptions } from './options.ts';

/** What a table shows unless all is asked for: the fields an admin expects of each agent, and scores. */
const usual: ReadonlySet<string> = new Set([
  'assigned',
  'notAssigned',
  ...outcomes,
  'responseAfterAssignment',
  'replyTime',
  'firstResponse',
  'handleTimePerTicket',
  'resolution',
  'messages',
  'onlineHours',
  'positiveShare',
  'neutralShare',
  'negativeShare',
  'averageScore',
  'satisfiedShare',
  'averageRating',
  'ratings',
  'asked',
  'responseRate',
  'reopenedShare',
  'speedOfAnswer',
  'talkTime',
  'abandonedShare',
]);

/** The figures to ask for and to show, in the report's order: all of them for programs, the usual ones for a table. */
export function figuresOf({ name, format, all }: Pick<ReportOptions, 'name' | 'format' | 'all'>): string[] {
  const ids: readonly string[] = name === 'satisfaction' ? satisfactionKpis : agentPerformanceKpis;
  return ids.filter((id) => all || format !== 'table' || usual.has(id));
}
