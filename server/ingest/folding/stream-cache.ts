import { compareEvents, compareRank, identityOf, inOrder } from '../../../core/events/order.ts';
import type { LogEvent } from '../../../core/events/types.ts';
import type { Fact } from '../../../core/sessions/facts.ts';
import {
  advance,
  type ConversationFold,
  continues,
  foldsAsConversation,
  foldStream,
  settle,
  startFold,
} from '../../../core/sessions/fold.ts';
import type { DatedPolicy } from '../../../core/sessions/policy.ts';
import type { PutRow, RowPlace, StoredStream, StreamChange, StreamRef } from './protocol.ts';
import { placeOf, rowValues } from './rows.ts';

/** A stream in memory: its events, how far its fold has come, and the rows it has written. */
export interface CachedStream extends StreamRef {
  /** By identity; null once `compact`: then only what continues can be taken in. */
  events: Map<string, LogEvent> | null;
  /** Hashes of the identities, where the events themselves are gone. */
  ids: Set<number> | null;
  length: number;
  /** null: fold all events again. */
  fold: ConversationFold | null;
  /** Rows by the group that is replaced together. */
  written: Map<string, RowPlace[]>;
  /** The due time in storage; undefined: unknown. */
  storedDue: number | null | undefined;
}

/** Rough memory of a stream, for the cache's limit; as measured over streams of 100 events. */
export function bytesOf({ events, length, written }: CachedStream): number {
  return 2000 + length * (events === null ? 120 : 650) + written.size * 300;
}

/** Group of rows that storage knows but no fold has claimed yet. */
const unclaimed = '';

/** A stream as storage knows it, not folded yet. */
export function fromStorage(ref: StreamRef, stored: StoredStream): CachedStream {
  const written = new Map<string, RowPlace[]>();
  if (stored.written.length > 0) written.set(unclaimed, stored.written);
  const { workspaceId, stream } = ref;
  const cached: CachedStream = {
    workspaceId,
    stream,
    events: new Map(),
    ids: null,
    length: 0,
    fold: null,
    written,
    storedDue: undefined,
  };
  takeIn(cached, stored.events);
  return cached;
}

/**
 * Takes events in: repeats change nothing, a higher rank under one id replaces, and the fold starts again.
 * False: a compact stream cannot take them in; it must be read from storage.
 */
export function takeIn(cached: CachedStream, events: readonly LogEvent[]): boolean {
  if (cached.events === null) return continueCompact(cached, events);
  const next: LogEvent[] = [];
  for (const event of events) {
    const id = identityOf(event);
    const known = cached.events.get(id);
    if (known !== undefined && compareRank(event, known) <= 0) continue;
    if (known !== undefined) cached.fold = null;
    cached.events.set(id, event);
    next.push(event);
  }
  cached.length = cached.events.size;
  if (!goOn(cached.fold, next)) cached.fold = null;
  return true;
}

function continueCompact(cached: CachedStream, events: readonly LogEvent[]): boolean {
  const ids = cached.ids ?? new Set();
  const hashes = events.map((event) => identityHash(identityOf(event)));
  if (new Set(hashes).size < hashes.length || hashes.some((hash) => ids.has(hash))) return false;
  if (!goOn(cached.fold, [...events])) return false;
  for (const hash of hashes) ids.add(hash);
  cached.length = ids.size;
  return true;
}

/** Applies events if they come after all folded before; else says that the fold must start again. */
function goOn(fold: ConversationFold | null, next: LogEvent[]): boolean {
  const first = next.sort(compareEvents)[0];
  if (first === undefined) return true;
  if (fold === null || !continues(fold, first)) return false;
  advance(fold, next);
  return true;
}

/**
 * Lets go of a stream's events and of the places of its turns, which going on never moves. What comes in
 * order is still folded from memory; anything else makes it read again.
 */
export function compact(cached: CachedStream): void {
  if (cached.events === null || cached.fold === null) return;
  cached.ids = new Set([...cached.events.keys()].map(identityHash));
  cached.events = null;
  for (const group of cached.written.keys()) if (group.startsWith('t:')) cached.written.delete(group);
}

/** 53 bits of a text (FNV-1a twice): a collision only costs a read. */
function identityHash(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/** Folds what the stream holds and says which rows that changes; afterwards they count as written. */
export function foldCached(cached: CachedStream, policies: readonly DatedPolicy[], now: number): StreamChange {
  const { groups, signals, nextDueAt, whole } = foldedGroups(cached, policies, now);
  const before = placesBefore(cached, groups, whole);
  if (whole) cached.written.clear();
  const puts: PutRow[] = [];
  for (const [group, facts] of groups) {
    for (const fact of facts) puts.push(putOf(cached, fact, before));
    if (facts.length === 0) cached.written.delete(group);
    else if (cached.events !== null || !group.startsWith('t:')) cached.written.set(group, facts.map(rowPlace));
  }
  const deletes = [...before.values()];
  const { workspaceId, stream, length } = cached;
  const changed = puts.length > 0 || deletes.length > 0;
  return { workspaceId, stream, puts, deletes, changed, signals, length, ...dueChange(cached, nextDueAt, now) };
}

/** A stored time that is early only costs a look; so it is moved only when it is late, missing or spent. */
function dueChange(cached: CachedStream, next: number | null, now: number): { due?: number | null } {
  const stored = cached.storedDue;
  const stillDoes = next === null ? stored === null : typeof stored === 'number' && stored <= next && stored > now;
  if (stillDoes) return {};
  cached.storedDue = next;
  return { due: next };
}

function foldedGroups(cached: CachedStream, policies: readonly DatedPolicy[], now: number) {
  const { stream, events } = cached;
  if (!foldsAsConversation(stream)) {
    const { facts, nextDueAt } = foldStream(stream, [...(events?.values() ?? [])], policies, now);
    return { groups: new Map([['all', facts]]), signals: [], nextDueAt, whole: true };
  }
  const whole = cached.fold === null;
  cached.fold ??= startFold(stream, policies);
  if (whole) advance(cached.fold, inOrder([...(events?.values() ?? [])]));
  return { ...settle(cached.fold, now), whole };
}

/** What the groups about to be written held before, by place; of a whole fold, everything. */
function placesBefore(
  cached: CachedStream,
  groups: ReadonlyMap<string, readonly Fact[]>,
  whole: boolean,
): Map<string, RowPlace> {
  const before = new Map<string, RowPlace>();
  const replaced = whole ? cached.written.keys() : groups.keys();
  for (const group of replaced) {
    for (const place of cached.written.get(group) ?? []) before.set(placeKey(place), place);
  }
  return before;
}

/** Claims the row's place from `before`; what stays there has vanished or moved. */
function putOf({ workspaceId, stream }: CachedStream, fact: Fact, before: Map<string, RowPlace>): PutRow {
  const place = rowPlace(fact);
  const isNew = !before.delete(placeKey(place));
  return { ...place, isNew, values: rowValues(workspaceId, stream, fact) };
}

function rowPlace(fact: Fact): RowPlace {
  return { fact: fact.fact, at: placeOf(fact), key: fact.key };
}

function placeKey({ fact, at, key }: RowPlace): string {
  return `${fact} ${at} ${key}`;
}
