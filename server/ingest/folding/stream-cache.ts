import { compareEvents, compareRank, identityOf, inOrder } from '../../../core/events/order.ts';
import { streamKind } from '../../../core/events/streams.ts';
import type { LogEvent } from '../../../core/events/types.ts';
import type { Fact } from '../../../core/sessions/facts.ts';
import { advance, type ConversationFold, continues, foldStream, settle, startFold } from '../../../core/sessions/fold.ts';
import type { DatedPolicy } from '../../../core/sessions/policy.ts';
import type { PutRow, RowPlace, StoredStream, StreamChange, StreamRef } from './protocol.ts';
import { placeOf, rowHash, rowValues } from './rows.ts';

interface Written extends RowPlace {
  /** null: written by somebody before us; content unknown. */
  hash: number | null;
}

/** A stream in memory: its events, how far its fold has come, and the rows it has written. */
export interface CachedStream extends StreamRef {
  events: Map<string, LogEvent>;
  /** null: fold all events again. */
  fold: ConversationFold | null;
  /** Rows by the group that is replaced together. */
  written: Map<string, Written[]>;
  /** The due time in storage; undefined: unknown. */
  storedDue: number | null | undefined;
}

/** Rough memory of a stream, for the cache's limit. */
export function bytesOf(cached: CachedStream): number {
  return 600 + cached.events.size * 420 + cached.written.size * 260;
}

/** Group of rows that storage knows but no fold has claimed yet. */
const unclaimed = '';

/** A stream as storage knows it, not folded yet. */
export function fromStorage(ref: StreamRef, stored: StoredStream): CachedStream {
  const written = new Map<string, Written[]>();
  if (stored.written.length > 0) written.set(unclaimed, stored.written.map((place) => ({ ...place, hash: null })));
  const cached: CachedStream = { ...ref, events: new Map(), fold: null, written, storedDue: undefined };
  takeIn(cached, stored.events);
  return cached;
}

/** Takes events in: repeats change nothing, a higher rank under one id replaces, and the fold starts again. */
export function takeIn(cached: CachedStream, events: readonly LogEvent[]): void {
  const next: LogEvent[] = [];
  for (const event of events) {
    const id = identityOf(event);
    const known = cached.events.get(id);
    if (known !== undefined && compareRank(event, known) <= 0) continue;
    if (known !== undefined) cached.fold = null;
    cached.events.set(id, event);
    next.push(event);
  }
  goOn(cached, next);
}

function goOn(cached: CachedStream, next: LogEvent[]): void {
  const { fold } = cached;
  if (fold === null || next.length === 0) return;
  next.sort(compareEvents);
  const first = next[0];
  if (first !== undefined && continues(fold, first)) advance(fold, next);
  else cached.fold = null;
}

/** Folds what the stream holds and says which rows that changes; afterwards they count as written. */
export function foldCached(cached: CachedStream, policies: readonly DatedPolicy[], now: number): StreamChange {
  const { groups, nextDueAt, whole } = foldedGroups(cached, policies, now);
  const change: StreamChange = {
    workspaceId: cached.workspaceId, stream: cached.stream, puts: [], deletes: [], length: cached.events.size,
    ...dueChange(cached, nextDueAt, now),
  };
  const before = placesBefore(cached, groups, whole);
  if (whole) cached.written.clear();
  for (const [group, facts] of groups) {
    const written = facts.map((fact) => putIfChanged(cached, fact, before, change.puts));
    if (written.length === 0) cached.written.delete(group);
    else cached.written.set(group, written);
  }
  change.deletes = [...before.values()].map(({ fact, at, key }) => ({ fact, at, key }));
  return change;
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
  const { stream } = cached;
  if (streamKind(stream) === 'presence') {
    const { facts, nextDueAt } = foldStream(stream, [...cached.events.values()], policies, now);
    return { groups: new Map([['presence', facts]]), nextDueAt, whole: true };
  }
  const whole = cached.fold === null;
  cached.fold ??= startFold(stream, policies);
  if (whole) advance(cached.fold, inOrder([...cached.events.values()]));
  return { ...settle(cached.fold, now), whole };
}

/** What the groups about to be written held before, by place; of a whole fold, everything. */
function placesBefore(
  cached: CachedStream,
  groups: ReadonlyMap<string, readonly Fact[]>,
  whole: boolean,
): Map<string, Written> {
  const before = new Map<string, Written>();
  const replaced = whole ? cached.written.keys() : groups.keys();
  for (const group of replaced) {
    for (const written of cached.written.get(group) ?? []) before.set(placeKey(written), written);
  }
  return before;
}

/** Claims the row's place from `before`; what stays there has vanished or moved. */
function putIfChanged(cached: CachedStream, fact: Fact, before: Map<string, Written>, puts: PutRow[]): Written {
  const values = rowValues(cached.workspaceId, cached.stream, fact);
  const written: Written = { fact: fact.fact, at: placeOf(fact), key: fact.key, hash: rowHash(values) };
  const place = placeKey(written);
  const known = before.get(place);
  before.delete(place);
  if (known === undefined || known.hash !== written.hash) {
    puts.push({ fact: written.fact, at: written.at, key: written.key, isNew: known === undefined, values });
  }
  return written;
}

function placeKey({ fact, at, key }: RowPlace): string {
  return `${fact} ${at} ${key}`;
}
