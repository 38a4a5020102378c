import { inOrder } from '../events/order.ts';
import type { LogEvent } from '../events/types.ts';
import { keyOf } from './apply.ts';
import { emitSubject, type FactGroups } from './emit.ts';
import type { Fact, FactName, FactRow } from './facts.ts';
import { advance, type ConversationFold, settle, startFold } from './fold.ts';
import type { FoldRules } from './rules.ts';
import { type ConversationState, type Ownership, type Session, touchAll } from './state.ts';

/** An event of the conversation and where the fold put it. */
export interface ChronicledEvent {
  /** `source:id`; what it opened or answered has the same key. */
  key: string;
  event: LogEvent;
  /** The session that it belongs to, or ended; '' for none. */
  sessionId: string;
  /** The customer's words right after a survey answer, with no session open: they are part of the answer. */
  surveyComment: boolean;
}

/** A time in which the customer waited for an agent. */
export interface Wait {
  sessionId: string;
  from: number;
  /** The answer, or the session's end without one; null while he waits. */
  until: number | null;
  /** What the answer measured: the turn fact of this key. Null without an answer. */
  turn: { key: string; agentId: string; teamId: string; replyTimeMs: number; customerWaitMs: number } | null;
}

export interface OwnedStretch extends Ownership {
  sessionId: string;
}

/** Everything that happened in a conversation, and what it means by the rules of the figures. */
export interface Chronicle {
  /** In the order of the fold. */
  events: ChronicledEvent[];
  /** Who owned which session when, in order; the stretches of one owner end in his assignment's `ownedUntil`. */
  owned: OwnedStretch[];
  /** In the order in which they began; those with an answer are the turn facts. */
  waits: Wait[];
  /** The facts of the stream, as its fold gives them. */
  facts: Fact[];
}

/**
 * Folds a conversation, call or rating stream whole and keeps what the facts leave out: each event's
 * session, every stretch of ownership, and the waits that nobody answered. Events in any order, with
 * repetitions; without any, everything is empty.
 */
export function chronicle(stream: string, events: readonly LogEvent[], rules: FoldRules, now: number): Chronicle {
  const fold = startFold(stream, rules);
  const chronicled = inOrder(events).map((event) => take(fold, event));
  settle(fold, now);
  const { sessions } = fold.state;
  return {
    events: chronicled,
    owned: sessions.flatMap(({ key, owned }) => owned.map((stretch) => ({ sessionId: key, ...stretch }))),
    waits: sessions.flatMap(waitsOf).toSorted((a, b) => a.from - b.from),
    facts: factsOf(fold.state, now),
  };
}

/** Rows of one kind among facts, in their order. */
export function rowsOf<F extends FactName>(facts: readonly Fact[], fact: F): FactRow<F>[] {
  return facts.flatMap((each) => (each.fact === fact ? [each.row as FactRow<F>] : []));
}

function take(fold: ConversationFold, event: LogEvent): ChronicledEvent {
  const endedBefore = fold.state.lastEnded;
  advance(fold, [event]);
  const { open, lastEnded } = fold.state;
  const endedByThis = lastEnded !== endedBefore && lastEnded?.endedAt === event.at ? lastEnded : null;
  return {
    key: keyOf(event),
    event,
    sessionId: (open ?? endedByThis)?.key ?? '',
    surveyComment: open === null && isCustomersWord(event),
  };
}

/** A customer's message that opened no session and is in none can only belong to his answer. */
function isCustomersWord({ type, body }: LogEvent): boolean {
  if (type !== 'message.sent' || body.author !== 'customer') return false;
  return !(body.private || body.automatic || body.surveyAnswer);
}

function waitsOf(session: Session): Wait[] {
  const answered = session.turns.map(({ key, repliedAt, agentId, teamId, replyTimeMs, customerWaitMs }): Wait => ({
    sessionId: session.key,
    from: repliedAt - customerWaitMs,
    until: repliedAt,
    turn: { key, agentId, teamId, replyTimeMs, customerWaitMs },
  }));
  const { kind, customerWaits, unansweredSince, queuedAt, endedAt } = session;
  if (kind !== 'agent' || !customerWaits || unansweredSince === null) return answered;
  const from = Math.max(unansweredSince, queuedAt);
  return [...answered, { sessionId: session.key, from, until: endedAt, turn: null }];
}

function factsOf(state: ConversationState, now: number): Fact[] {
  touchAll(state);
  const groups: FactGroups = new Map();
  for (const subject of state.touched.values()) emitSubject(state, subject, now, groups);
  return [...groups.values()].flat();
}
