import { aboutCall, aboutLabelled } from './about.ts';
import type { Fact, FactRow } from './facts.ts';
import { type Call, type Contact, type ConversationState, nobody } from './state.ts';

/**
 * A contact's key: the customer first, so that one customer's contacts lie together, and a contact that
 * turns out to be another customer's moves.
 */
function contactKey(customerKey: string, key: string): string {
  return `${customerKey} ${key}`;
}

/** The customer whose contact has this key. */
export function customerOfContact(key: string): string {
  return key.slice(0, key.indexOf(' '));
}

/** What opened the contact that has this key. */
export function openerOfContact(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

/**
 * An opening as its customer's contact; none where the customer is not known, or where there is no
 * conversation: the call itself is the contact then.
 */
export function contactFacts(state: ConversationState, { key, opening, closure }: Contact): Fact[] {
  const { customerKey, conversationId } = state.about;
  if (customerKey === '' || conversationId === '') return [];
  const owner = closure?.owner ?? nobody;
  const call = opening.session?.isCall ?? false;
  const row: FactRow<'contact'> = {
    openedAt: opening.openedAt,
    ...(closure === null ? state.about : aboutLabelled(state, closure)),
    source: opening.session?.source ?? state.about.source,
    agentId: owner.agentId,
    teamId: owner.teamId,
    call,
    reopening: opening.reopening,
    abandoned: call && closure?.closedBy === 'customer',
    closedAt: closure?.closedAt ?? null,
  };
  return [{ fact: 'contact', key: contactKey(customerKey, key), row }];
}

/** A call without a conversation as its customer's contact; none where the customer is not known. */
export function callContactFacts(state: ConversationState, call: Call, known: FactRow<'call'>): Fact[] {
  const { customerKey, conversationId } = state.about;
  if (customerKey === '' || conversationId !== '') return [];
  const over = known.endedAt !== null;
  const row: FactRow<'contact'> = {
    openedAt: known.queuedAt,
    ...aboutCall(state, call),
    agentId: over ? known.agentId : '',
    teamId: over ? known.teamId : '',
    call: true,
    reopening: false,
    abandoned: known.abandoned || (over && !known.answered && !known.resolved),
    closedAt: known.endedAt,
  };
  return [{ fact: 'contact', key: contactKey(customerKey, call.key), row }];
}
