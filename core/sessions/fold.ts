import { compareEvents, inOrder } from '../events/order.ts';
import { streamKind } from '../events/streams.ts';
import type { LogEvent } from '../events/types.ts';
import { underOwnIds } from '../people/joins.ts';
import { applyEvent, describes } from './apply.ts';
import { foldArticles } from './articles.ts';
import { emitSubject, type FactGroups, quietUntil } from './emit.ts';
import type { Fact } from './facts.ts';
import { foldMention } from './mentions.ts';
import type { FoldRules } from './rules.ts';
import { foldPresence } from './presence.ts';
import { endSession } from './sessions.ts';
import { type Signal, signalsOf } from './signals.ts';
import { type ConversationState, newState, touch } from './state.ts';
import { nextDeadline } from './timers.ts';
import { foldVisit } from './visits.ts';

/** A conversation's fold, as far as it has come. It can go on only forwards in time: see `continues`. */
export interface ConversationFold {
  state: ConversationState;
  last: LogEvent | null;
  /** The latest instant at which a timer ended a session. */
  firedAt: number;
}

/** What changed since the last look, and when to look again if nothing arrives (null: never). */
export interface Settled {
  groups: FactGroups;
  nextDueAt: number | null;
  signals: Signal[];
}

/** Streams that fold as a conversation: a call or a rating alone is one with nothing else in it. */
export function foldsAsConversation(stream: string): boolean {
  const kind = streamKind(stream);
  return kind === 'conversation' || kind === 'call' || kind === 'rating';
}

/** An empty fold of a conversation, call or rating stream. */
export function startFold(stream: string, rules: FoldRules): ConversationFold {
  const kind = streamKind(stream);
  const conversationId = kind === 'conversation' ? stream.slice(kind.length + 1) : '';
  return { state: newState(conversationId, rules), last: null, firedAt: Number.NEGATIVE_INFINITY };
}

/**
 * Whether events, in order, come after everything folded so far, so that going on equals starting again. A
 * description of the conversation is written on all its rows, those that were let go too.
 */
export function continues({ state, last, firedAt }: ConversationFold, events: readonly LogEvent[]): boolean {
  const [first] = events;
  if (first === undefined) return true;
  if (state.forgetful && events.some(describes)) return false;
  return first.at > firedAt && (last === null || compareEvents(last, first) < 0);
}

/** Applies the next events; each must be later in order than what was folded (`continues`). */
export function advance(fold: ConversationFold, events: readonly LogEvent[]): void {
  for (const event of underOwnIds(events, fold.state.rules.joins)) {
    fireTimers(fold, event.at, false);
    applyEvent(fold.state, event);
    fold.last = event;
  }
}

/** Lets time pass up to `now` and gives the rows that differ from the last time it was asked. */
export function settle(fold: ConversationFold, now: number): Settled {
  fireTimers(fold, now, true);
  const quietDue = settleQuiet(fold.state, now);
  const groups: FactGroups = new Map();
  const signals: Signal[] = [];
  for (const subject of fold.state.touched.values()) {
    emitSubject(fold.state, subject, now, groups);
    signals.push(...signalsOf(subject, now));
  }
  fold.state.touched.clear();
  return { groups, signals, nextDueAt: earlier(nextDeadline(fold.state)?.at ?? null, quietDue) };
}

/** The facts of a stream, and when to look again if nothing arrives (null: never). */
export interface Folded {
  facts: Fact[];
  nextDueAt: number | null;
}

/**
 * All facts of one stream: the whole fold as one pure function of its events (in any order, with
 * repetitions), the time and the policies. A presence stream also takes the events of the day before.
 */
export function foldStream(stream: string, events: readonly LogEvent[], rules: FoldRules, now: number): Folded {
  const ordered = inOrder(events);
  const known = underOwnIds(ordered, rules.joins);
  if (foldsAsConversation(stream)) return foldConversation(stream, ordered, rules, now);
  switch (streamKind(stream)) {
    case 'presence':
      return foldPresence(stream, ordered, rules, now);
    case 'visit':
      return { facts: foldVisit(stream, known, rules), nextDueAt: null };
    case 'article':
      return { facts: foldArticles(stream, ordered), nextDueAt: null };
    case 'mention':
      return { facts: foldMention(stream, known, rules), nextDueAt: null };
    default:
      return { facts: [], nextDueAt: null };
  }
}

function foldConversation(stream: string, events: readonly LogEvent[], rules: FoldRules, now: number): Folded {
  const fold = startFold(stream, rules);
  advance(fold, events);
  const { groups, nextDueAt } = settle(fold, now);
  return { facts: [...groups.values()].flat(), nextDueAt };
}

/** Ends the open session if its time is over: before an instant, or at it too (`including`). */
function fireTimers(fold: ConversationFold, at: number, including: boolean): void {
  const due = nextDeadline(fold.state);
  if (due === null || due.at > at || (due.at === at && !including)) return;
  endSession(fold.state, due.at, due.reason);
  fold.firedAt = due.at;
}

/** Resolutions whose quiet days are over stop being provisional. Returns when the next one does. */
function settleQuiet(state: ConversationState, now: number): number | null {
  let due: number | null = null;
  for (const opening of state.provisional) {
    const until = opening.lastClosedAt === null ? null : quietUntil(state, opening.lastClosedAt);
    if (until === null || until <= now) {
      state.provisional.delete(opening);
      touch(state, { kind: 'opening', of: opening });
    } else due = earlier(due, until);
  }
  return due;
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
