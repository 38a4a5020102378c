import { accrueHandleTime, assign, openSession, partOf, takeOver, turnToBot } from './sessions.ts';
import { type ConversationState, type Session, touch, type Turn } from './state.ts';

/** A message or what counts as one; `key` is the event's identity. */
export interface Said {
  key: string;
  source: string;
  at: number;
  agentId: string;
  teamId: string;
}

/** The customer writes: a session opens if none is, and he waits from his first unanswered message. */
export function customerMessage(state: ConversationState, said: Said): Session {
  state.lastCustomerAt = said.at;
  const session =
    state.open ??
    openSession(state, {
      key: said.key,
      source: said.source,
      at: said.at,
      queuedAt: said.at,
      by: 'customer',
      kind: 'agent',
      takenOver: false,
    });
  accrueHandleTime(state, session, said.at);
  session.waitingOnCustomer = false;
  session.customerMessages++;
  session.firstCustomerAt ??= said.at;
  session.lastCustomerAt = said.at;
  session.customerWaits = true;
  session.unansweredSince ??= said.at;
  session.lastHuman = 'customer';
  session.lastHumanAt = said.at;
  session.startedAt ??= said.at;
  markMessage(state, session, said.at);
  return session;
}

/** The bot writes: it opens nothing, and makes a session its own unless an agent is already in it. */
export function botMessage(state: ConversationState, at: number): void {
  const session = state.open;
  if (session === null) return;
  if (session.kind === 'agent' && !session.agentTouched) turnToBot(state, session);
  session.botMessages++;
  if (session.kind === 'bot') {
    session.customerWaits = false;
    session.unansweredSince = null;
  }
  markMessage(state, session, at);
}

/** An agent writes: he takes what nobody owns, answers the customer's turn, and then waits for him. */
export function agentMessage(state: ConversationState, said: Said): void {
  const session = sessionForAgent(state, said);
  accrueHandleTime(state, session, said.at);
  answerTurn(state, session, said);
  countReply(session, said);
  if (session.firstAgentMessageAt === null) {
    session.firstAgentMessageAt = said.at;
    if (session.openedBy !== 'agent') session.firstResponseMs = said.at - session.queuedAt;
  }
  session.agentMessages++;
  session.agentTouched = true;
  session.customerWaits = false;
  session.unansweredSince = null;
  session.waitingOnCustomer = true;
  session.lastHuman = 'agent';
  session.lastHumanAt = said.at;
  session.startedAt ??= said.at;
  markMessage(state, session, said.at);
}

/** The session an agent's message belongs to; when nobody owns it, he does from this instant. */
function sessionForAgent(state: ConversationState, said: Said): Session {
  const named = said.agentId !== '';
  if (state.open === null) {
    const queuedAt = state.leftWaitingAt ?? said.at;
    openSession(state, {
      key: said.key,
      source: said.source,
      at: said.at,
      queuedAt,
      by: 'agent',
      kind: 'agent',
      takenOver: false,
    });
  }
  if (state.owner.agentId === '' && named) assign(state, said, false, 'agent');
  else if (state.open?.kind === 'bot') takeOver(state, said.key, said.source, said.at, 'agent');
  return state.open as Session;
}

/** Closes the customer's turn: his wait, and the replier's own part of it. */
function answerTurn(state: ConversationState, session: Session, said: Said): void {
  if (session.unansweredSince === null) return;
  const waitedFrom = Math.max(session.unansweredSince, session.queuedAt);
  const assignedAt = partOf(session, said.agentId)?.lastAssignedAt ?? waitedFrom;
  const turn: Turn = {
    key: said.key,
    repliedAt: said.at,
    agentId: said.agentId,
    teamId: said.teamId || partOf(session, said.agentId)?.teamId || state.owner.teamId,
    replyTimeMs: said.at - Math.max(waitedFrom, assignedAt),
    customerWaitMs: said.at - waitedFrom,
  };
  session.turns.push(turn);
}

function countReply(session: Session, said: Said): void {
  const part = partOf(session, said.agentId);
  if (part === undefined) {
    if (said.agentId === '') session.unnamedReply = true;
    return;
  }
  part.messages++;
  if (part.firstReplyAt !== null) return;
  part.firstReplyAt = said.at;
  if (part.lastAssignedAt !== null) part.responseMs = said.at - part.lastAssignedAt;
}

function markMessage(state: ConversationState, session: Session, at: number): void {
  session.firstMessageAt ??= at;
  session.lastMessageAt = at;
  touch(state, { kind: 'session', of: session });
}
