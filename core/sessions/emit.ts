import { aboutCall, aboutLabelled, aboutSession } from './about.ts';
import { callContactFacts, contactFacts } from './contacts.ts';
import { invitationFacts, ratingFact } from './emit-opinions.ts';
import type { Fact, FactRow } from './facts.ts';
import { type AssignmentPart, assignmentParts, isOutbound, outcomeOf } from './outcomes.ts';
import { policyAt } from './policy.ts';
import {
  type About,
  type AgentPart,
  type Call,
  type Closure,
  type ConversationState,
  nobody,
  type Opening,
  type Ownership,
  type Session,
  type Subject,
  type Turn,
} from './state.ts';
import { workingBetween, workingWithin } from './working.ts';

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
    groups.set(`t:${turn.key}`, [turnFact(state, session, turn, about)]);
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
  const startedAt = startOf(session);
  const { endedAt, queuedAt, firstResponseMs, firstAgentMessageAt } = session;
  const within = workingIn(state, owner.teamId, about);
  const row: FactRow<'session'> = {
    startedAt,
    sessionId: session.key,
    ...about,
    kind: session.kind,
    outbound,
    agentId: owner.agentId,
    teamId: owner.teamId,
    openedAt: session.openedAt,
    queuedAt,
    endedAt,
    endReason: session.endReason,
    firstMessageAt: session.firstCustomerAt ?? session.firstMessageAt,
    lastMessageAt: session.lastMessageAt,
    customerMessages: session.customerMessages,
    agentMessages: session.agentMessages,
    botMessages: session.botMessages,
    firstResponseMs,
    firstResponseWorkingMs: firstResponseMs === null ? null : within(queuedAt, firstAgentMessageAt),
    resolutionMs: outbound ? null : since(endedAt, firstAgentMessageAt),
    resolutionWorkingMs: outbound ? null : within(firstAgentMessageAt, endedAt),
    durationMs: since(endedAt, startedAt),
    durationWorkingMs: within(startedAt, endedAt),
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
  const within = workingIn(state, part.teamId, about);
  const firstReplyAt = own?.firstReplyAt ?? null;
  const responseMs = own?.responseMs ?? null;
  const row: FactRow<'assignment'> = {
    assignedAt: part.assignedAt,
    sessionId: session.key,
    ...about,
    outbound,
    agentId: part.agentId,
    teamId: part.teamId,
    sessionStartedAt: startOf(session),
    endedAt: session.endedAt,
    ownedUntil: ownedUntil(session, part),
    outcome,
    replied: part.replied,
    notHandled: stayed && part.agentId !== '' && !part.replied,
    agentMessages: own?.messages ?? 0,
    responseAfterAssignmentMs: responseMs,
    responseAfterAssignmentWorkingMs: within(before(firstReplyAt, responseMs), firstReplyAt),
    handleMs: settled && own !== undefined ? own.handleMs : null,
    handleWorkingMs: settled && own !== undefined ? handledWithin(state, own, part.teamId, about) : null,
    resolutionMs: stayed ? since(session.endedAt, firstReplyAt) : null,
    resolutionWorkingMs: stayed ? within(firstReplyAt, session.endedAt) : null,
  };
  return { fact: 'assignment', key: `${session.key}|${assignmentKey(part)}`, row };
}

/** The end of the last stretch that the row's owner had; what nobody owned lasts as long as the session. */
function ownedUntil(session: Session, { agentId, teamId }: AssignmentPart): number | null {
  if (agentId === '' && teamId === '') return session.endedAt;
  const isOwn = (owner: Ownership) =>
    agentId ? owner.agentId === agentId : owner.agentId === '' && owner.teamId === teamId;
  return session.owned.findLast(isOwn)?.until ?? null;
}

function assignmentKey(part: AssignmentPart): string {
  if (part.agentId) return `agent:${part.agentId}`;
  return part.teamId ? `team:${part.teamId}` : '';
}

function turnFact(state: ConversationState, session: Session, turn: Turn, about: About): Fact {
  const { key, ...measured } = turn;
  const within = workingIn(state, turn.teamId, about);
  const row: FactRow<'turn'> = {
    ...about,
    sessionId: session.key,
    ...measured,
    replyTimeWorkingMs: within(turn.repliedAt - turn.replyTimeMs, turn.repliedAt),
    customerWaitWorkingMs: within(turn.repliedAt - turn.customerWaitMs, turn.repliedAt),
  };
  return { fact: 'turn', key, row };
}

function openingFact(state: ConversationState, opening: Opening, now: number): Fact {
  const closedAt = opening.head === null ? opening.lastClosedAt : null;
  const about = aboutLabelled(state, opening);
  const row: FactRow<'conversation'> = {
    openedAt: opening.openedAt,
    ...about,
    reopening: opening.reopening,
    timeToResolutionMs: since(closedAt, opening.openedAt),
    timeToResolutionWorkingMs: workingIn(state, '', about)(opening.openedAt, closedAt),
    provisional: closedAt !== null && now < quietUntil(state, closedAt),
  };
  return { fact: 'conversation', key: opening.key, row };
}

/** When a chain of openings counts as resolved for good. */
export function quietUntil(state: ConversationState, closedAt: number): number {
  return closedAt + policyAt(state.rules.policies, closedAt).reopenMs;
}

function closureFact(state: ConversationState, closure: Closure): Fact {
  const about = aboutLabelled(state, closure);
  const openedAt = closure.opening?.openedAt ?? null;
  const row: FactRow<'closure'> = {
    closedAt: closure.closedAt,
    ...about,
    closedBy: closure.closedBy,
    bulk: closure.bulk,
    agentId: closure.agentId,
    teamId: closure.teamId,
    openedAt,
    completionMs: since(closure.closedAt, openedAt),
    completionWorkingMs: workingIn(state, closure.teamId, about)(openedAt, closure.closedAt),
    reopened: closure.reopenedAt !== null,
    reopenedAt: closure.reopenedAt,
  };
  return { fact: 'closure', key: closure.key, row };
}

function callFacts(state: ConversationState, call: Call): Fact[] {
  const fact = callFact(state, call);
  return [fact, ...callContactFacts(state, call, fact.row)];
}

function callFact(state: ConversationState, call: Call): { fact: 'call'; key: string; row: FactRow<'call'> } {
  const about = aboutCall(state, call);
  const row: FactRow<'call'> = {
    queuedAt: call.queuedAt ?? call.firstAt,
    callId: call.key,
    ...about,
    agentId: call.agentId,
    teamId: call.teamId,
    dialled: call.dialled,
    answered: call.answeredAt !== null,
    abandoned: call.abandoned,
    resolved: call.resolved,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    speedOfAnswerMs: since(call.answeredAt, call.queuedAt),
    speedOfAnswerWorkingMs: workingIn(state, call.teamId, about)(call.queuedAt, call.answeredAt),
    talkMs: call.answeredAt === null ? null : talkTime(call),
    holdMs: call.answeredAt === null ? null : call.holdMs,
  };
  return { fact: 'call', key: call.key, row };
}

function talkTime(call: Call): number | null {
  const connectedMs = since(call.endedAt, call.answeredAt);
  return connectedMs === null ? null : connectedMs - call.holdMs;
}

/** What of a time, from one instant to another, lies within the hours of a row's team or channel. */
function workingIn(state: ConversationState, teamId: string, { channel }: About) {
  return (from: number | null, to: number | null) => workingBetween(state.calendars, { teamId, channel }, from, to);
}

function handledWithin(state: ConversationState, part: AgentPart, teamId: string, { channel }: About): number | null {
  return workingWithin(state.calendars, { teamId, channel }, part.handled);
}

/** The instant that lies so long before another. */
function before(at: number | null, ms: number | null): number | null {
  return at === null || ms === null ? null : at - ms;
}

/** Milliseconds from one instant to another; null when either never was. */
function since(end: number | null, start: number | null): number | null {
  return end === null || start === null ? null : end - start;
}
