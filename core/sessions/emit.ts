import { scoreOf } from '../surveys/scoring.ts';
import { aboutCall, aboutLabelled, aboutSession } from './about.ts';
import { callContactFacts, contactFacts } from './contacts.ts';
import type { Fact, FactRow } from './facts.ts';
import { type AssignmentPart, assignmentParts, isOutbound, outcomeOf } from './outcomes.ts';
import { policyAt } from './policy.ts';
import {
  type About,
  type Call,
  type Closure,
  type ConversationState,
  type Invitation,
  nobody,
  type Opening,
  type Rated,
  type Rating,
  type Session,
  type Subject,
  type Turn,
} from './state.ts';

/** Rows that are replaced together: when a group is written again, its rows not written are deleted. */
export type FactGroups = Map<string, Fact[]>;

const groupMarks: Record<Subject['kind'], string> = {
  session: 's',
  opening: 'o',
  closure: 'c',
  contact: 'k',
  rating: 'r',
  invitation: 'i',
  call: 'p',
};

/** The group that a subject's rows are replaced in; the turns of a session have one each. */
export function groupOf({ kind, of }: Subject): string {
  return `${groupMarks[kind]}:${of.key}`;
}

/** Puts the rows of one subject, as they are at `now`, into the groups. */
export function emitSubject(state: ConversationState, subject: Subject, now: number, groups: FactGroups): void {
  groups.set(groupOf(subject), factsOf(state, subject, now));
  if (subject.kind === 'session') emitTurns(state, subject.of, groups);
}

function factsOf(state: ConversationState, subject: Subject, now: number): Fact[] {
  switch (subject.kind) {
    case 'session':
      return sessionFacts(state, subject.of);
    case 'opening':
      return [openingFact(state, subject.of, now)];
    case 'closure':
      return [closureFact(state, subject.of)];
    case 'contact':
      return contactFacts(state, subject.of);
    case 'rating':
      return [ratingFact(state, subject.of)];
    case 'invitation':
      return invitationFacts(state, subject.of);
    case 'call':
      return callFacts(state, subject.of);
  }
}

function sessionFacts(state: ConversationState, session: Session): Fact[] {
  const about = aboutSession(state, session);
  const parts = session.kind === 'agent' ? assignmentParts(session) : [];
  const assignments = parts.map((part) => assignmentFact(state, session, part, about));
  return [sessionFact(state, session, about, assignments), ...assignments];
}

function emitTurns(state: ConversationState, session: Session, groups: FactGroups): void {
  if (session.turnsEmitted === session.turns.length) return;
  const about = aboutSession(state, session);
  for (const turn of session.turns.slice(session.turnsEmitted)) {
    groups.set(`t:${turn.key}`, [turnFact(session, turn, about)]);
  }
  session.turnsEmitted = session.turns.length;
}

function startOf(session: Session): number {
  return session.startedAt ?? session.queuedAt;
}

function sessionFact(
  state: ConversationState,
  session: Session,
  about: About,
  assignments: readonly { row: FactRow<'assignment'> }[],
): Fact {
  const outbound = isOutbound(session);
  const owner = lastOwner(state, session);
  const row: FactRow<'session'> = {
    startedAt: startOf(session),
    sessionId: session.key,
    ...about,
    kind: session.kind,
    outbound,
    agentId: owner.agentId,
    teamId: owner.teamId,
    openedAt: session.openedAt,
    queuedAt: session.queuedAt,
    endedAt: session.endedAt,
    endReason: session.endReason,
    firstMessageAt: session.firstMessageAt,
    lastMessageAt: session.lastMessageAt,
    customerMessages: session.customerMessages,
    agentMessages: session.agentMessages,
    botMessages: session.botMessages,
    firstResponseMs: session.firstResponseMs,
    resolutionMs: outbound ? null : since(session.endedAt, session.firstAgentMessageAt),
    durationMs: since(session.endedAt, startOf(session)),
    escalated: session.escalated,
    handledByAgent: assignments.some(({ row: { outcome } }) => outcome === 'completed'),
    handledByBot: isHandledByBot(session),
    notHandled: assignments.some(({ row: { notHandled } }) => notHandled),
  };
  return { fact: 'session', key: session.key, row };
}

/** The owner at the end (or now); where nobody owns it any more, the last who did. */
function lastOwner(state: ConversationState, session: Session) {
  if (session.kind === 'bot') return nobody;
  const owner = session.endedAt === null ? state.owner : session.ownerAtEnd;
  return { agentId: owner.agentId || session.lastOwner.agentId, teamId: owner.teamId || session.lastOwner.teamId };
}

function isHandledByBot(session: Session): boolean {
  if (session.endedAt === null) return false;
  return session.endReason === 'returnedToBot' || (session.kind === 'bot' && session.endReason !== 'handedOver');
}

function assignmentFact(
  state: ConversationState,
  session: Session,
  part: AssignmentPart,
  about: About,
): { fact: 'assignment'; key: string; row: FactRow<'assignment'> } {
  const outbound = isOutbound(session);
  const outcome = outbound ? '' : outcomeOf(state, session, part);
  const own = session.agents.find(({ agentId }) => agentId === part.agentId);
  const settled = session.endedAt !== null && !outbound;
  const stayed = outcome !== 'transferred' && settled;
  const row: FactRow<'assignment'> = {
    assignedAt: part.assignedAt,
    sessionId: session.key,
    ...about,
    outbound,
    agentId: part.agentId,
    teamId: part.teamId,
    sessionStartedAt: startOf(session),
    endedAt: session.endedAt,
    outcome,
    replied: part.replied,
    notHandled: stayed && part.agentId !== '' && !part.replied,
    agentMessages: own?.messages ?? 0,
    responseAfterAssignmentMs: own?.responseMs ?? null,
    handleMs: settled && own !== undefined ? own.handleMs : null,
    resolutionMs: stayed ? since(session.endedAt, own?.firstReplyAt ?? null) : null,
  };
  return { fact: 'assignment', key: `${session.key}|${assignmentKey(part)}`, row };
}

function assignmentKey(part: AssignmentPart): string {
  if (part.agentId) return `agent:${part.agentId}`;
  return part.teamId ? `team:${part.teamId}` : '';
}

function turnFact(session: Session, turn: Turn, about: About): Fact {
  const { key, ...measured } = turn;
  return { fact: 'turn', key, row: { ...about, sessionId: session.key, ...measured } };
}

function openingFact(state: ConversationState, opening: Opening, now: number): Fact {
  const closedAt = opening.head === null ? opening.lastClosedAt : null;
  const row: FactRow<'conversation'> = {
    openedAt: opening.openedAt,
    ...aboutLabelled(state, opening),
    reopening: opening.reopening,
    timeToResolutionMs: since(closedAt, opening.openedAt),
    provisional: closedAt !== null && now < quietUntil(state, closedAt),
  };
  return { fact: 'conversation', key: opening.key, row };
}

/** When a chain of openings counts as resolved for good. */
export function quietUntil(state: ConversationState, closedAt: number): number {
  return closedAt + policyAt(state.rules.policies, closedAt).reopenMs;
}

function closureFact(state: ConversationState, closure: Closure): Fact {
  const row: FactRow<'closure'> = {
    closedAt: closure.closedAt,
    ...aboutLabelled(state, closure),
    closedBy: closure.closedBy,
    bulk: closure.bulk,
    agentId: closure.agentId,
    teamId: closure.teamId,
    openedAt: closure.opening?.openedAt ?? null,
    completionMs: since(closure.closedAt, closure.opening?.openedAt ?? null),
    reopened: closure.reopenedAt !== null,
    reopenedAt: closure.reopenedAt,
  };
  return { fact: 'closure', key: closure.key, row };
}

function aboutRated(state: ConversationState, rated: Rated, source: string) {
  return {
    ...aboutLabelled(state, rated),
    source,
    sessionId: rated.session?.key ?? '',
    ratedOwner: rated.owner,
    agentId: rated.agentId,
    teamId: rated.teamId,
  };
}

function ratingFact(state: ConversationState, rating: Rating): Fact {
  const about = aboutRated(state, rating.rated, rating.source);
  const row: FactRow<'rating'> = {
    answeredAt: rating.answeredAt,
    ratingId: rating.key,
    ...about,
    language: rating.language || about.language,
    subject: rating.subject,
    scale: rating.scale,
    ...scoreOf(rating.scale, rating.value),
    value: rating.value,
    firstValue: rating.firstValue,
    surveyId: rating.surveyId,
    invitationId: rating.invitationId,
    questionId: rating.questionId,
    messageId: rating.messageId,
    siteId: rating.siteId,
    terminalId: rating.terminalId,
    askedAt: rating.rated.askedAt,
    closedAt: rating.rated.closedAt,
    eventSource: rating.source,
    eventId: rating.eventId,
  };
  return { fact: 'rating', key: rating.key, row };
}

/** An invitation known only by its delivery or answer has no place in time yet: no row. */
function invitationFacts(state: ConversationState, invitation: Invitation): Fact[] {
  const sentAt = invitation.sentAt ?? invitation.suppressedAt;
  if (sentAt === null || invitation.rated === null) return [];
  const row: FactRow<'invitation'> = {
    sentAt,
    invitationId: invitation.key,
    ...aboutRated(state, invitation.rated, invitation.source),
    subject: invitation.subject,
    surveyId: invitation.surveyId,
    suppressed: invitation.sentAt === null,
    suppressedReason: invitation.suppressedReason,
    deliveredAt: invitation.deliveredAt,
    surveyOpenedAt: invitation.openedAt,
    answeredAt: invitation.answeredAt,
  };
  return [{ fact: 'invitation', key: invitation.key, row }];
}

function callFacts(state: ConversationState, call: Call): Fact[] {
  const fact = callFact(state, call);
  return [fact, ...callContactFacts(state, call, fact.row)];
}

function callFact(state: ConversationState, call: Call): { fact: 'call'; key: string; row: FactRow<'call'> } {
  const row: FactRow<'call'> = {
    queuedAt: call.queuedAt ?? call.firstAt,
    callId: call.key,
    ...aboutCall(state, call),
    agentId: call.agentId,
    teamId: call.teamId,
    dialled: call.dialled,
    answered: call.answeredAt !== null,
    abandoned: call.abandoned,
    resolved: call.resolved,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    speedOfAnswerMs: since(call.answeredAt, call.queuedAt),
    talkMs: call.answeredAt === null ? null : talkTime(call),
    holdMs: call.answeredAt === null ? null : call.holdMs,
  };
  return { fact: 'call', key: call.key, row };
}

function talkTime(call: Call): number | null {
  const connectedMs = since(call.endedAt, call.answeredAt);
  return connectedMs === null ? null : connectedMs - call.holdMs;
}

/** Milliseconds from one instant to another; null when either never was. */
function since(end: number | null, start: number | null): number | null {
  return end === null || start === null ? null : end - start;
}
