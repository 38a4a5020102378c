import { RidaError } from '../errors.ts';
import { articleKpis } from './families/articles.ts';
import { assignmentKpis } from './families/assignments.ts';
import { callKpis } from './families/calls.ts';
import { conversationKpis } from './families/conversations.ts';
import { invitationKpis } from './families/invitations.ts';
import { issueKpis } from './families/issues.ts';
import { mentionKpis } from './families/mentions.ts';
import { presenceKpis } from './families/presence.ts';
import { ratingKpis } from './families/ratings.ts';
import { sentimentKpis, sessionKpis } from './families/sessions.ts';
import { turnKpis } from './families/turns.ts';
import { visitKpis } from './families/visits.ts';
import type { Kpi } from './kpi.ts';

/** Every figure by family; there is no other list. */
export const kpiFamilies: Readonly<Record<string, readonly Kpi[]>> = {
  assignments: assignmentKpis,
  sessions: sessionKpis,
  turns: turnKpis,
  conversations: conversationKpis,
  issues: issueKpis,
  ratings: ratingKpis,
  invitations: invitationKpis,
  presence: presenceKpis,
  calls: callKpis,
  visits: visitKpis,
  articles: articleKpis,
  mentions: mentionKpis,
  sentiment: sentimentKpis,
};

export const kpis: readonly Kpi[] = Object.values(kpiFamilies).flat();

const byId = new Map(kpis.map((kpi) => [kpi.id, kpi]));

/** The figure of that id. Throws RidaError('notFound'). */
export function kpiOf(id: string): Kpi {
  const kpi = byId.get(id);
  if (kpi === undefined) throw new RidaError('notFound');
  return kpi;
}
