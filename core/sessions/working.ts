import { calendarsOf, type WorkPlace, type WorkingCalendars } from '../calendar/working-calendars.ts';
import { countingMs, workingDeadline, type WorkingHours, workingMs } from '../calendar/working-hours.ts';
import type { FoldRules } from './rules.ts';
import type { ConversationState, Session } from './state.ts';

/**
 * The clocks in working hours. A clock is reckoned by the hours of whom its row names (working-calendars.ts), as they
 * were on each of its days.
 */

/** Working time from one instant to another; null when either never was, or no schedule says what working time is. */
export function workingBetween(
  calendars: WorkingCalendars | null,
  place: WorkPlace,
  from: number | null,
  to: number | null,
): number | null {
  if (calendars === null || from === null || to === null) return null;
  const hours = calendars.of(place);
  return hours === null ? null : workingMs(hours, from, to);
}

/** The working time of several stretches, `[from, to, from, to, …]`; null if that of one of them is not known. */
export function workingWithin(
  calendars: WorkingCalendars | null,
  place: WorkPlace,
  stretches: readonly number[],
): number | null {
  const hours = calendars?.of(place) ?? null;
  if (hours === null) return null;
  let sum = 0;
  for (let i = 0; i < stretches.length; i += 2) {
    const ms = workingMs(hours, stretches[i] as number, stretches[i + 1] as number);
    if (ms === null) return null;
    sum += ms;
  }
  return sum;
}

/** Working hours of single events' facts, where nothing is carried from one to the next. */
export function workingOf(rules: FoldRules, place: WorkPlace, from: number | null, to: number | null): number | null {
  return workingBetween(calendarsOf(rules.schedules), place, from, to);
}

/** When a customer who waits from `since` has waited `limitMs`; null where that is never. */
export function patienceEnd(state: ConversationState, session: Session, since: number, limitMs: number): number | null {
  const hours = hoursOfOwner(state);
  if (hours === null && session.patienceUpTo <= since) return since + limitMs;
  const spent = session.patienceUpTo > since ? session.patienceMs : 0;
  const from = Math.max(since, session.patienceUpTo);
  const left = Math.max(0, limitMs - spent);
  return hours === null ? from + left : workingDeadline(hours, from, left);
}

/**
 * What the waiting customer has waited up to now counts by the hours of whose he was until now: called before that
 * changes.
 */
export function spendPatience(state: ConversationState, at: number): void {
  const session = state.open;
  if (state.calendars === null || session === null) return;
  const since = waitingSince(session);
  const from = Math.max(since, session.patienceUpTo);
  const spent = session.patienceUpTo > since ? session.patienceMs : 0;
  const hours = hoursOfOwner(state);
  session.patienceMs = spent + (hours === null ? at - from : countingMs(hours, from, at));
  session.patienceUpTo = at;
}

/** From when the hand-over timeout runs: the later of the hand-over and his last message. */
export function waitingSince(session: Session): number {
  return Math.max(session.queuedAt, session.lastCustomerAt ?? session.queuedAt);
}

function hoursOfOwner({ calendars, owner, about }: ConversationState): WorkingHours | null {
  return calendars?.of({ teamId: owner.teamId, channel: about.channel }) ?? null;
}
