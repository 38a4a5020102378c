import { groupOf } from './emit.ts';
import type { ConversationState, Subject } from './state.ts';

/**
 * Lets go of what no event in order can change any more: sessions before the last ones, and openings,
 * closures and contacts that belong to those. Only a new description of the conversation would have to be written on
 * them: after this it makes the fold start again (`continues`). Returns the groups of rows that may still
 * be written again.
 */
export function forgetSettled(state: ConversationState): Set<string> {
  const sessions = new Set([state.open, state.latest, state.lastEnded]);
  state.sessions = state.sessions.filter((session) => sessions.has(session));
  state.openings = state.openings.filter((opening) => opening === state.opening || opening.session === state.latest);
  state.closures = state.closures.filter(
    (closure) => closure === state.lastClosure || closure.session === state.latest,
  );
  state.contacts = state.contacts.filter(({ closure }) => closure === null || closure.session === state.latest);
  state.forgetful = true;
  return new Set(subjectsOf(state).map(groupOf));
}

function subjectsOf(state: ConversationState): Subject[] {
  return [
    ...state.sessions.map((of): Subject => ({ kind: 'session', of })),
    ...state.openings.map((of): Subject => ({ kind: 'opening', of })),
    ...[...state.provisional].map((of): Subject => ({ kind: 'opening', of })),
    ...state.closures.map((of): Subject => ({ kind: 'closure', of })),
    ...state.contacts.map((of): Subject => ({ kind: 'contact', of })),
    ...[...state.calls.values()].map((of): Subject => ({ kind: 'call', of })),
    ...[...state.ratings.values()].map((of): Subject => ({ kind: 'rating', of })),
    ...[...state.invitations.values()].map((of): Subject => ({ kind: 'invitation', of })),
  ];
}
