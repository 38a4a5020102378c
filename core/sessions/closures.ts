import type { Closer } from '../events/types.ts';
import type { EndReason } from './facts.ts';
import { policyAt } from './policy.ts';
import { assign, endSession } from './sessions.ts';
import { type Closure, type Contact, type ConversationState, labelNow, type Opening, touch } from './state.ts';

export interface Closing {
  key: string;
  source: string;
  at: number;
  by: Closer;
  bulk: boolean;
  agentId: string;
  teamId: string;
}

const reasonOf: Record<Closer, EndReason> = {
  agent: 'agentClosed',
  bot: 'botClosed',
  customer: 'customerEnded',
  system: 'systemClosed',
};

/** A conversation opens when the customer writes first, or again after a closure. */
export function openConversation(state: ConversationState, key: string, at: number): void {
  if (state.opening !== null) return;
  const closure = state.lastClosure;
  const chained =
    closure !== null && at - closure.closedAt <= policyAt(state.rules.policies, closure.closedAt).reopenMs;
  if (chained) {
    closure.reopenedAt = at;
    touch(state, { kind: 'closure', of: closure });
  }
  const before = chained ? closure.opening : null;
  const head = before === null ? null : (before.head ?? before);
  const opening: Opening = {
    key,
    openedAt: at,
    reopening: closure !== null,
    head,
    lastClosedAt: null,
    ...labelNow(state, state.open),
  };
  if (head !== null) {
    head.lastClosedAt = null;
    touch(state, { kind: 'opening', of: head });
  }
  state.opening = opening;
  state.openings.push(opening);
  touch(state, { kind: 'opening', of: opening });
  beginContact(state, opening);
}

function beginContact(state: ConversationState, opening: Opening): void {
  const contact: Contact = { key: opening.key, opening, closure: null };
  state.contacts.push(contact);
  touch(state, { kind: 'contact', of: contact });
}

/** `conversation.reopened`: only what was closed can be opened again. */
export function reopenConversation(state: ConversationState, key: string, at: number): void {
  if (state.lastClosure !== null) openConversation(state, key, at);
}

/** A close ends the open session, or confirms an inactivity end, and closes the conversation. */
export function closeConversation(state: ConversationState, closing: Closing): void {
  if (state.open !== null) endByClose(state, closing);
  else confirmInactivityEnd(state, closing);
  recordClosure(state, closing);
}

function endByClose(state: ConversationState, closing: Closing): void {
  if (closing.by === 'agent' && closing.agentId && state.owner.agentId === '') assign(state, closing, false, 'agent');
  endSession(state, closing.at, closing.bulk ? 'bulk' : reasonOf[closing.by]);
}

/** The agent closes what had already ended by the customer's silence: it was he who finished it. */
function confirmInactivityEnd(state: ConversationState, closing: Closing): void {
  const session = state.lastEnded;
  if (closing.by !== 'agent' || closing.bulk || session === null) return;
  if (session.kind !== 'agent' || session.endReason !== 'inactivity') return;
  session.endReason = 'agentClosed';
  touch(state, { kind: 'session', of: session });
}

/** A second close of what is closed changes nothing. */
function recordClosure(state: ConversationState, closing: Closing): void {
  if (state.opening === null && state.lastClosure !== null) return;
  const closure: Closure = {
    key: closing.key,
    closedAt: closing.at,
    closedBy: closing.by,
    bulk: closing.bulk,
    history: state.history,
    agentId: closing.agentId,
    teamId: closing.teamId || state.owner.teamId,
    owner: { agentId: state.owner.agentId || closing.agentId, teamId: state.owner.teamId || closing.teamId },
    opening: state.opening,
    reopenedAt: null,
    ...labelNow(state, state.latest),
  };
  state.closures.push(closure);
  state.lastClosure = closure;
  touch(state, { kind: 'closure', of: closure });
  endContact(state, closure);
  closeChain(state, closing.at);
}

function endContact(state: ConversationState, closure: Closure): void {
  const contact = state.contacts.at(-1);
  if (contact === undefined || contact.opening !== closure.opening) return;
  contact.closure = closure;
  touch(state, { kind: 'contact', of: contact });
}

function closeChain(state: ConversationState, at: number): void {
  if (state.opening === null) return;
  const head = state.opening.head ?? state.opening;
  head.lastClosedAt = at;
  state.opening = null;
  state.provisional.add(head);
  touch(state, { kind: 'opening', of: head });
}
