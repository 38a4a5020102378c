import type { EndReason } from './facts.ts';
import { channelClass, type Policy, policyAt } from './policy.ts';
import type { ConversationState, Session } from './state.ts';
import { patienceEnd, waitingSince } from './working.ts';

export interface Deadline {
  at: number;
  reason: EndReason;
}

/**
 * When the open session ends by itself if nothing more happens; null when no timer runs. At an exact tie
 * the hand-over timeout goes before the window, and the window before inactivity.
 */
export function nextDeadline(state: ConversationState): Deadline | null {
  const session = state.open;
  if (session === null || session.isCall) return null;
  const policy = policyAt(state.rules.policies, session.openedAt);
  const running =
    session.kind === 'bot'
      ? [botInactivity(state, session, policy)]
      : [
          handoverTimeout(state, session, policy),
          windowEnd(state, session, policy),
          agentInactivity(state, session, policy),
        ];
  let first: Deadline | null = null;
  for (const deadline of running) {
    if (deadline !== null && (first === null || deadline.at < first.at)) first = deadline;
  }
  // A channel learnt late may set a deadline that has passed: the past is not rewritten.
  return first && { ...first, at: Math.max(first.at, state.at) };
}

function timersOf(state: ConversationState, policy: Policy) {
  return policy.timers[channelClass(state.about.channel)];
}

/** Since the last customer message; the bot's own words do not extend it. */
function botInactivity(state: ConversationState, session: Session, policy: Policy): Deadline | null {
  const { botInactivityMs } = timersOf(state, policy);
  if (botInactivityMs === null) return null;
  return { at: (session.lastCustomerAt ?? session.openedAt) + botInactivityMs, reason: 'inactivity' };
}

/** Since an agent's message that the customer has not answered: an unanswered customer never ends by it. */
function agentInactivity(state: ConversationState, session: Session, policy: Policy): Deadline | null {
  const { agentInactivityMs } = timersOf(state, policy);
  if (agentInactivityMs === null || session.lastHuman !== 'agent') return null;
  return { at: session.lastHumanAt + agentInactivityMs, reason: 'inactivity' };
}

/** While the customer waits; in working hours, where such are set. */
function handoverTimeout(state: ConversationState, session: Session, policy: Policy): Deadline | null {
  const { handoverTimeoutMs } = timersOf(state, policy);
  if (handoverTimeoutMs === null || session.lastHuman === 'agent') return null;
  const at = patienceEnd(state, session, waitingSince(session), handoverTimeoutMs);
  return at === null ? null : { at, reason: 'handoverTimeout' };
}

/** From the customer's last message in the conversation; a window already over at the opening waits for him. */
function windowEnd(state: ConversationState, session: Session, policy: Policy): Deadline | null {
  const { windowMs } = timersOf(state, policy);
  if (windowMs === null || policy.window === 'events') return null;
  if (session.windowOver && session.lastCustomerAt === null) {
    const quietSince = session.lastHuman === '' ? session.openedAt : session.lastHumanAt;
    return { at: quietSince + policy.quietMs, reason: 'inactivity' };
  }
  return { at: (state.lastCustomerAt ?? session.openedAt) + windowMs, reason: 'windowExpired' };
}

/** Whether the messaging window is over at an opening (or never began): it then runs only once he writes. */
export function isWindowOver(state: ConversationState, at: number): boolean {
  const policy = policyAt(state.rules.policies, at);
  const { windowMs } = timersOf(state, policy);
  if (windowMs === null) return false;
  return state.lastCustomerAt === null || state.lastCustomerAt + windowMs < at;
}
