import { compareEvents, compareRank, identityOf } from '../../../core/events/order.ts';
import type { LogEvent } from '../../../core/events/types.ts';
import { advance, type ConversationFold } from '../../../core/sessions/fold.ts';
import { forgetSettled } from '../../../core/sessions/forget.ts';
import { type PackedEvent, unpackEvent } from './packed-event.ts';

/** Folds of a stream that its tail reaches back: at least so many, and twice as many before it is cut. */
const foldsKept = 4;

/**
 * The end of a long stream. Senders with several connections overtake themselves by a second or so; a
 * conversation of thousands of events must not be read from the log for that. The tail holds the fold as it was some
 * folds ago and the events since, so that it can be folded again from there.
 */
export interface Tail {
  base: ConversationFold;
  /** Events after the base, by identity. */
  events: Map<string, PackedEvent>;
  /** Identities of these events by the fold that took them in; the last list is of the fold to come. */
  folds: string[][];
  /** Groups of rows written since the base, with the number of the fold that did last. */
  groups: Map<string, number>;
  /** Number of the first of `folds`. */
  first: number;
  /** The fold was started again from the base, and has not been written yet. */
  startsAgain: boolean;
}

/** A tail of no events yet. The fold must have been settled. */
export function startTail(fold: ConversationFold): Tail {
  return {
    base: structuredClone(fold),
    events: new Map(),
    folds: [[]],
    groups: new Map(),
    first: 0,
    startsAgain: false,
  };
}

/**
 * Adds events and gives those that are new; a higher rank under a known identity makes the fold start again. null:
 * one is, or may be (`isOlder`), before the tail.
 */
export function addToTail(
  tail: Tail,
  events: readonly LogEvent[],
  packed: readonly PackedEvent[],
  isOlder: (id: string) => boolean,
): LogEvent[] | null {
  const next: LogEvent[] = [];
  for (const [i, event] of events.entries()) {
    const id = identityOf(event);
    const known = tail.events.get(id);
    if (known !== undefined && compareRank(event, unpackEvent(known, event)) <= 0) continue;
    if (known === undefined && isOlder(id)) return null;
    if (known === undefined) tail.folds.at(-1)?.push(id);
    else tail.startsAgain = true;
    tail.events.set(id, packed[i] ?? '');
    next.push(event);
  }
  return next;
}

/**
 * Ends a fold that wrote these groups. When the tail has become long enough its base goes on, and the groups that
 * may still be written from there are given; else null.
 */
export function closeFold(
  tail: Tail,
  groups: Iterable<string>,
  unpack: (packed: PackedEvent) => LogEvent,
): Set<string> | null {
  if (tail.startsAgain) mergeFolds(tail);
  const number = tail.first + tail.folds.length - 1;
  for (const group of groups) tail.groups.set(group, number);
  tail.folds.push([]);
  return tail.folds.length > 2 * foldsKept ? cut(tail, unpack) : null;
}

/** All of the tail was folded and written in this fold. */
function mergeFolds(tail: Tail): void {
  tail.first += tail.folds.length - 1;
  tail.folds = [[...tail.events.keys()]];
  tail.groups.clear();
  tail.startsAgain = false;
}

function cut(tail: Tail, unpack: (packed: PackedEvent) => LogEvent): Set<string> {
  const ids = tail.folds.splice(0, foldsKept).flat();
  tail.first += foldsKept;
  const events = ids.map((id) => unpack(tail.events.get(id) ?? '')).sort(compareEvents);
  for (const id of ids) tail.events.delete(id);
  advance(tail.base, events);
  tail.base.state.touched.clear();
  for (const [group, number] of tail.groups) if (number < tail.first) tail.groups.delete(group);
  return forgetSettled(tail.base.state);
}
