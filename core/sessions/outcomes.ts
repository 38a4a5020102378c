import type { Outcome } from './facts.ts';
import type { ConversationState, Session } from './state.ts';

/** One row behind agent figures: an agent's, a team's without agent, or nobody's. */
export interface AssignmentPart {
  agentId: string;
  teamId: string;
  assignedAt: number;
  replied: boolean;
}

/**
 * The rows of an agent session: one an agent who owned it, one a team that owned it while none of its
 * agents did, or one with neither where nobody ever owned it.
 */
export function assignmentParts(session: Session): AssignmentPart[] {
  const agents = session.agents.map((part) => ({
    agentId: part.agentId,
    teamId: part.teamId,
    assignedAt: part.assignedAt,
    replied: part.firstReplyAt !== null,
  }));
  const teams = session.teams
    .filter((part) => !session.teamsWithAgent.includes(part.teamId))
    .map((part) => ({ agentId: '', teamId: part.teamId, assignedAt: part.assignedAt, replied: session.unnamedReply }));
  const parts = [...agents, ...teams];
  if (parts.length > 0) return parts;
  return [{ agentId: '', teamId: '', assignedAt: session.queuedAt, replied: session.unnamedReply }];
}

/** The ten outcomes; the first that matches. Their sum is "assigned" in every period and filter. */
export function outcomeOf(state: ConversationState, session: Session, part: AssignmentPart): Outcome {
  if (!ownsAtEnd(state, session, part)) return 'transferred';
  if (session.endedAt === null) return 'open';
  return part.replied ? outcomeWithReply(session) : outcomeWithoutReply(session);
}

function ownsAtEnd(state: ConversationState, session: Session, part: AssignmentPart): boolean {
  const owner = session.endedAt === null ? state.owner : session.ownerAtEnd;
  if (part.agentId) return owner.agentId === part.agentId;
  if (part.teamId) return owner.agentId === '' && owner.teamId === part.teamId;
  return true;
}

function outcomeWithoutReply(session: Session): Outcome {
  switch (session.endReason) {
    case 'windowExpired':
      return 'missedAndExpired';
    case 'customerEnded':
    case 'returnedToBot':
      return 'missed';
    case 'handoverTimeout':
    case 'inactivity':
      return 'timedOut';
    default:
      return 'closedWithoutReply';
  }
}

function outcomeWithReply(session: Session): Outcome {
  switch (session.endReason) {
    case 'agentClosed':
      return 'completed';
    case 'windowExpired':
      return 'expired';
    case 'customerEnded':
    case 'returnedToBot':
      return 'endedByCustomer';
    case 'handoverTimeout':
    case 'inactivity':
      return 'timedOut';
    default:
      return 'closedAutomatically';
  }
}

/** Opened by an agent, not by ending a bot's session, and the customer has not written in it. */
export function isOutbound(session: Session): boolean {
  return session.openedBy === 'agent' && !session.takenOver && session.customerMessages === 0;
}
