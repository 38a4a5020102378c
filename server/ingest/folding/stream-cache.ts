import { compareEvents, compareRank, identityOf, inOrder } from '../../../core/events/order.ts';
import { isCustomerStream } from '../../../core/events/streams.ts';
import type { LogEvent } from '../../../core/events/types.ts';
import { customerOfContact } from '../../../core/sessions/contacts.ts';
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
import { forgetSettled } from '../../../core/sessions/forget.ts';
import { foldIssues, type StoredContact } from '../../../core/sessions/issues.ts';
import type { FoldRules } from '../../../core/sessions/rules.ts';
import { type PackedEvent, unpackEvent } from './packed-event.ts';
import type { PutRow, RowPlace, StoredStream, StreamChange, StreamRef } from './protocol.ts';
import { placeOf } from './rows.ts';

/** A stream in memory: its events, how far its fold has come, and the rows it has written. */
export interface CachedStream extends StreamRef {
  /** By identity; null once `compact`: then only what continues can be taken in. */
  events: Map<string, PackedEvent> | null;
  /** Hashes of the identities, where the events themselves are gone. */
  ids: Set<number> | null;
  length: number;
  /** null: fold all events again. */
  fold: ConversationFold | null;
  /** Places of rows (`placeText`) by the group that is replaced together. */
  written: Map<string, string[]>;
  /** The due time in storage; undefined: unknown. */
  storedDue: number | null | undefined;
  /** Of a customer's stream, which is folded from these. */
  contacts: readonly StoredContact[];
}

/** Rough memory of a stream, for the cache's limit; as measured over streams of 8 to 400 events. */
export function bytesOf({ events, length, written }: CachedStream): number {
  return events === null ? 4500 + length * 45 + written.size * 600 : 2900 + length * 520 + written.size * 300;
}

/** A compact stream with no more groups than this has grown nothing to let go again. */
const fewGroups = 8;

/** Groups of turns, which only a fold from the start moves. */
const turnGroups = 't:';

/** Group of rows that storage knows but no fold has claimed yet. */
const unclaimed = '';

/** A stream as storage knows it, not folded yet. */
export function fromStorage(ref: StreamRef, stored: StoredStream): CachedStream {
  const written = new Map<string, string[]>();
  if (stored.written.length > 0) written.set(unclaimed, stored.written.map(textOf));
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
    contacts: stored.contacts ?? [],
  };
  takeIn(cached, stored.events);
  return cached;
}

/**
 * Takes events in: repeats change nothing, a higher rank under one id replaces, and the fold starts again.
 * False: a compact stream cannot take them in; it must be read from storage.
 */
export function takeIn(cached: CachedStream, packed: readonly PackedEvent[]): boolean {
  const { events } = cached;
  if (events === null) return continueCompact(cached, packed);
  const next: LogEvent[] = [];
  for (const each of packed) {
    const event = unpackEvent(each, cached);
    const id = identityOf(event);
    const known = events.get(id);
    if (known !== undefined && compareRank(event, unpackEvent(known, cached)) <= 0) continue;
    if (known !== undefined) cached.fold = null;
    events.set(id, each);
    next.push(event);
  }
  cached.length = events.size;
  if (!goOn(cached.fold, next)) cached.fold = null;
  return true;
}

function continueCompact(cached: CachedStream, packed: readonly PackedEvent[]): boolean {
  const ids = cached.ids ?? new Set();
  const events = packed.map((each) => unpackEvent(each, cached));
  const hashes = events.map((event) => identityHash(identityOf(event)));
  if (new Set(hashes).size < hashes.length || hashes.some((hash) => ids.has(hash))) return false;
  if (!goOn(cached.fold, events)) return false;
  for (const hash of hashes) ids.add(hash);
  cached.length = ids.size;
  return true;
}

/** Applies events if they come after all folded before; else says that the fold must start again. */
function goOn(fold: ConversationFold | null, events: LogEvent[]): boolean {
  const next = events.sort(compareEvents);
  if (next.length === 0) return true;
  if (fold === null || !continues(fold, next)) return false;
  advance(fold, next);
  return true;
}

/**
 * Lets go of a stream's events, and of all that going on in order never touches. What comes in order is
 * still folded from memory; anything else makes it read again.
 */
export function compact(cached: CachedStream): void {
  if (cached.fold === null || (cached.events === null && cached.written.size <= fewGroups)) return;
  if (cached.events !== null) cached.ids = new Set([...cached.events.keys()].map(identityHash));
  cached.events = null;
  const live = forgetSettled(cached.fold.state);
  for (const group of cached.written.keys()) if (!live.has(group)) cached.written.delete(group);
}

/** 32 bits of a text (FNV-1a), which take the least memory: a collision only costs a read. */
function identityHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** Folds what the stream holds and says which rows that changes; afterwards they count as written. */
export function foldCached(cached: CachedStream, rules: FoldRules, now: number): StreamChange {
  const { groups, signals, nextDueAt, whole } = foldedGroups(cached, rules, now);
  const before = placesBefore(cached, groups, whole);
  if (whole) cached.written.clear();
  const puts: PutRow[] = [];
  for (const [group, facts] of groups) {
    const places = facts.map(placeText);
    const areNew = places.map((place) => !before.delete(place));
    for (const [i, fact] of facts.entries()) puts.push({ fact, isNew: areNew[i] ?? true });
    if (places.length === 0) cached.written.delete(group);
    // Where all is as before, the texts kept for long stay: those made now cost nothing to forget.
    else if (areNew.includes(true) || cached.written.get(group)?.length !== places.length)
      if (cached.events !== null || !group.startsWith(turnGroups)) cached.written.set(group, places);
  }
  const deletes = [...before].map(placeFrom);
  const { workspaceId, stream, length } = cached;
  const changed = puts.length > 0 || deletes.length > 0;
  const due = dueChange(cached, nextDueAt, now);
  const customers = customersOf([...groups.values()].flat(), deletes);
  return { workspaceId, stream, puts, deletes, changed, signals, length, ...due, ...customers };
}

/** Whose contacts the change touches: `left` names those who lose one, to another customer or altogether. */
function customersOf(puts: readonly Fact[], deletes: readonly RowPlace[]): Pick<StreamChange, 'customers'> {
  const left = customersAmong(deletes);
  const changed = [...new Set([...customersAmong(puts), ...left])];
  return changed.length === 0 ? {} : { customers: { changed, left } };
}

function customersAmong(places: readonly Pick<RowPlace, 'fact' | 'key'>[]): string[] {
  return places.filter(({ fact }) => fact === 'contact').map(({ key }) => customerOfContact(key));
}

/** A stored time that is early only costs a look; so it is moved only when it is late, missing or spent. */
function dueChange(cached: CachedStream, next: number | null, now: number): { due?: number | null } {
  const stored = cached.storedDue;
  const stillDoes = next === null ? stored === null : typeof stored === 'number' && stored <= next && stored > now;
  if (stillDoes) return {};
  cached.storedDue = next;
  return { due: next };
}

function foldedGroups(cached: CachedStream, rules: FoldRules, now: number) {
  const { stream } = cached;
  if (isCustomerStream(stream)) {
    const { facts, nextDueAt } = foldIssues(cached.contacts, rules, now);
    return { groups: new Map([['all', facts]]), signals: [], nextDueAt, whole: true };
  }
  if (!foldsAsConversation(stream)) {
    const { facts, nextDueAt } = foldStream(stream, allEvents(cached), rules, now);
    return { groups: new Map([['all', facts]]), signals: [], nextDueAt, whole: true };
  }
  const whole = cached.fold === null;
  cached.fold ??= startFold(stream, rules);
  if (whole) advance(cached.fold, inOrder(allEvents(cached)));
  return { ...settle(cached.fold, now), whole };
}

function allEvents(cached: CachedStream): LogEvent[] {
  return [...(cached.events?.values() ?? [])].map((each) => unpackEvent(each, cached));
}

/** What the groups about to be written held before; of a whole fold, everything. */
function placesBefore(cached: CachedStream, groups: ReadonlyMap<string, readonly Fact[]>, whole: boolean): Set<string> {
  const before = new Set<string>();
  const replaced = whole ? cached.written.keys() : groups.keys();
  for (const group of replaced) for (const place of cached.written.get(group) ?? []) before.add(place);
  return before;
}

/** A row's place as one text, which is cheaper to keep and to compare. */
function placeText(fact: Fact): string {
  return textOf({ fact: fact.fact, at: placeOf(fact), key: fact.key });
}

function textOf({ fact, at, key }: RowPlace): string {
  return `${fact} ${at} ${key}`;
}

function placeFrom(text: string): RowPlace {
  const afterFact = text.indexOf(' ');
  const afterAt = text.indexOf(' ', afterFact + 1);
  return {
    fact: text.slice(0, afterFact) as RowPlace['fact'],
    at: Number(text.slice(afterFact + 1, afterAt)),
    key: text.slice(afterAt + 1),
  };
}
