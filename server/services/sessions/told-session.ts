import type { EndReason, FactRow } from '../../../core/sessions/facts.ts';
import { namedPeople, type Owner, ownerOf, type PeopleNames, seconds } from './owners.ts';
import type { SessionKind } from './places.ts';

/** What a session is by itself, beside the conversation that it belongs to. Times are epoch ms. */
export interface ToldSession {
  sessionId: string;
  kind: SessionKind;
  topic: string | null;
  tags: string[];
  agentId: string | null;
  agentName: string | null;
  teamId: string | null;
  teamName: string | null;
  owners: Owner[];
  startedAt: number;
  endedAt: number | null;
  isOpen: boolean;
  endReason: EndReason | null;
  firstMessageAt: number | null;
  lastMessageAt: number | null;
  /** So far, while the session is open. */
  durationSeconds: number;
  firstResponseSeconds: number | null;
  resolutionSeconds: number | null;
  messages: { customer: number; agent: number; bot: number };
  escalated: boolean;
}

/** A session with its owners, in the order in which they were assigned, and its clocks at `now`. */
export function toldSession(
  session: FactRow<'session'>,
  owners: readonly FactRow<'assignment'>[],
  names: PeopleNames,
  now: number,
): ToldSession {
  const { startedAt, endedAt } = session;
  return {
    sessionId: session.sessionId,
    kind: session.kind === 'bot' ? 'bot' : session.outbound ? 'outbound' : 'agent',
    topic: session.topic || null,
    tags: session.tags,
    ...namedPeople(session, names),
    owners: owners.map((owner) => ownerOf(owner, names)),
    startedAt,
    endedAt,
    isOpen: endedAt === null,
    endReason: (session.endReason || null) as EndReason | null,
    firstMessageAt: session.firstMessageAt,
    lastMessageAt: session.lastMessageAt,
    durationSeconds: Math.max(0, (endedAt ?? now) - startedAt) / 1000,
    firstResponseSeconds: seconds(session.firstResponseMs),
    resolutionSeconds: seconds(session.resolutionMs),
    messages: { customer: session.customerMessages, agent: session.agentMessages, bot: session.botMessages },
    escalated: session.escalated,
  };
}
