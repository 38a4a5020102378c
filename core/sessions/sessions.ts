import type { EndReason } from './facts.ts';
import {
  type AgentPart,
  type Contact,
  type ConversationState,
  nobody,
  type OpenedBy,
  type Owner,
  type Session,
  touch,
  touchOpinions,
} from './state.ts';
import { isWindowOver } from './timers.ts';
import { spendPatience } from './working.ts';

/** Opens a session; the conversation's owner goes with it. `key` is the opening event's identity. */
export function openSession(
  state: ConversationState,
  opening: {
    key: string;
    source: string;
    at: number;
    queuedAt: number;
    by: OpenedBy;
    kind: 'bot' | 'agent';
    takenOver: boolean;
  },
): Session {
  const session: Session = {
    key: opening.key,
    source: opening.source,
    kind: opening.kind,
    openedBy: opening.by,
    takenOver: opening.takenOver,
    agentTouched: opening.by !== 'customer',
    isCall: false,
    openedAt: opening.at,
    queuedAt: opening.queuedAt,
    // A late answer's session starts with the message it answers.
    startedAt: opening.queuedAt < opening.at ? opening.queuedAt : null,
    endedAt: null,
    history: false,
    endReason: '',
    ownerAtEnd: nobody,
    lastOwner: nobody,
    agents: [],
    teams: [],
    teamsWithAgent: [],
    owned: [],
    unnamedReply: false,
    customerMessages: 0,
    agentMessages: 0,
    botMessages: 0,
    firstMessageAt: null,
    firstCustomerAt: null,
    lastMessageAt: null,
    lastHuman: '',
    lastHumanAt: opening.at,
    lastCustomerAt: null,
    firstAgentMessageAt: null,
    firstResponseMs: null,
    customerWaits: opening.by !== 'agent',
    unansweredSince: opening.by === 'agent' && opening.queuedAt === opening.at ? null : opening.queuedAt,
    windowOver: isWindowOver(state, opening.at),
    waitingOnCustomer: false,
    handledUpTo: opening.queuedAt,
    patienceMs: 0,
    patienceUpTo: opening.queuedAt,
    turns: [],
    turnsEmitted: 0,
    escalated: false,
    topic: state.about.topic,
    tags: state.about.tags,
  };
  state.sessions.push(session);
  state.open = session;
  state.latest = session;
  state.leftWaitingAt = null;
  if (state.owner.agentId || state.owner.teamId) recordOwner(state, session, opening.queuedAt, true);
  touch(state, { kind: 'session', of: session });
  return session;
}

/** Ends the open session; the owner stays with the conversation. */
export function endSession(state: ConversationState, at: number, reason: EndReason): void {
  const session = state.open;
  if (session === null) return;
  accrueHandleTime(state, session, at);
  session.endedAt = at;
  session.history = state.history;
  session.endReason = reason;
  session.ownerAtEnd = state.owner;
  passOwnership(session, nobody, at);
  state.open = null;
  state.lastEnded = session;
  const byTimer = reason === 'handoverTimeout' || reason === 'windowExpired' || reason === 'inactivity';
  state.leftWaitingAt = byTimer && session.customerWaits ? state.lastCustomerAt : null;
  touch(state, { kind: 'session', of: session });
}

/** Ends the bot's session and opens the agents'; the customer waits from here. */
export function takeOver(state: ConversationState, key: string, source: string, at: number, by: OpenedBy): Session {
  endSession(state, at, 'handedOver');
  return openSession(state, { key, source, at, queuedAt: at, by, kind: 'agent', takenOver: true });
}

/**
 * Gives the conversation to an agent and/or team. A team alone leaves the agent.
 * `explicit`: somebody assigned him; false: his own message or close did.
 */
export function assign(
  state: ConversationState,
  event: { key: string; source: string; at: number; agentId: string; teamId: string },
  explicit: boolean,
  by: OpenedBy = 'assignment',
): void {
  const owner: Owner = {
    agentId: event.agentId || state.owner.agentId,
    teamId: event.teamId || state.owner.teamId,
  };
  const session = state.open;
  if (session === null) {
    state.owner = owner;
    return;
  }
  if (owner.teamId !== state.owner.teamId) spendPatience(state, event.at);
  if (session.kind === 'bot') {
    state.owner = owner;
    if (event.agentId) handToAgent(state, event, explicit, by);
    return;
  }
  accrueHandleTime(state, session, event.at);
  state.owner = owner;
  if (event.agentId) session.agentTouched = true;
  recordOwner(state, session, event.at, explicit && event.agentId !== '');
  touch(state, { kind: 'session', of: session });
}

function handToAgent(
  state: ConversationState,
  event: { key: string; source: string; at: number },
  explicit: boolean,
  by: OpenedBy,
): void {
  const session = takeOver(state, event.key, event.source, event.at, by);
  if (explicit) return;
  const part = partOf(session, state.owner.agentId);
  if (part !== undefined) part.lastAssignedAt = null;
}

/** Takes the conversation from whoever owns it. */
export function unassign(state: ConversationState, at: number): void {
  if (state.open !== null) {
    accrueHandleTime(state, state.open, at);
    passOwnership(state.open, nobody, at);
    spendPatience(state, at);
    touch(state, { kind: 'session', of: state.open });
  }
  state.owner = nobody;
}

/** The bot spoke first in a session that no agent touched: it is the bot's, and nobody inherits it. */
export function turnToBot(state: ConversationState, session: Session): void {
  session.kind = 'bot';
  session.agents = [];
  session.teams = [];
  session.teamsWithAgent = [];
  session.owned = [];
  session.lastOwner = nobody;
  state.owner = nobody;
}

/** Adds the time since the last look to the owner's handle time, unless the customer was being waited for. */
export function accrueHandleTime(state: ConversationState, session: Session, at: number): void {
  if (!session.waitingOnCustomer && state.owner.agentId) {
    const part = partOf(session, state.owner.agentId);
    if (part !== undefined) addHandled(part, session.handledUpTo, at, state.calendars !== null);
  }
  session.handledUpTo = at;
}

function addHandled(part: AgentPart, from: number, to: number, isListed: boolean): void {
  part.handleMs += to - from;
  if (!isListed || from === to) return;
  if (part.handled.at(-1) === from) part.handled[part.handled.length - 1] = to;
  else part.handled.push(from, to);
}

export function partOf(session: Session, agentId: string): AgentPart | undefined {
  return session.agents.find((part) => part.agentId === agentId);
}

/** Ends the stretch of who owned the session until now, and begins that of the next, unless it is the same. */
function passOwnership(session: Session, { agentId, teamId }: Owner, at: number): void {
  const last = session.owned.at(-1);
  if (last !== undefined && last.until === null) {
    if (last.agentId === agentId && last.teamId === teamId) return;
    last.until = at;
  }
  if (agentId || teamId) session.owned.push({ agentId, teamId, from: at, until: null });
}

function recordOwner(state: ConversationState, session: Session, at: number, explicit: boolean): void {
  const { agentId, teamId } = state.owner;
  passOwnership(session, state.owner, at);
  session.lastOwner = { agentId: agentId || session.lastOwner.agentId, teamId: teamId || session.lastOwner.teamId };
  if (agentId) recordAgent(session, state.owner, at, explicit);
  else if (teamId && !session.teams.some((part) => part.teamId === teamId)) {
    session.teams.push({ teamId, assignedAt: at });
  }
}

function recordAgent(session: Session, owner: Owner, at: number, explicit: boolean): void {
  if (owner.teamId && !session.teamsWithAgent.includes(owner.teamId)) session.teamsWithAgent.push(owner.teamId);
  const part = partOf(session, owner.agentId);
  if (part === undefined) {
    session.agents.push({
      agentId: owner.agentId,
      teamId: owner.teamId,
      assignedAt: at,
      lastAssignedAt: explicit ? at : null,
      firstReplyAt: null,
      responseMs: null,
      messages: 0,
      handleMs: 0,
      handled: [],
    });
    return;
  }
  part.teamId ||= owner.teamId;
  if (explicit) part.lastAssignedAt = at;
}

/** Puts the conversation's label on its open contact and its last session: there it counts until the next one opens. */
export function relabel(state: ConversationState): void {
  const session = state.latest;
  for (const of of state.contacts) if (isLabelledBy(of, session)) touch(state, { kind: 'contact', of });
  if (session === null) return;
  session.topic = state.about.topic;
  session.tags = state.about.tags;
  session.turnsEmitted = 0;
  touch(state, { kind: 'session', of: session });
  for (const of of state.openings) if (of.session === session) touch(state, { kind: 'opening', of });
  for (const of of state.closures) if (of.session === session) touch(state, { kind: 'closure', of });
  for (const of of state.calls.values()) if (of.session === session) touch(state, { kind: 'call', of });
  touchOpinions(state);
}

function isLabelledBy({ closure }: Contact, latest: Session | null): boolean {
  return closure === null || (latest !== null && closure.session === latest);
}
