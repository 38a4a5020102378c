import { laneOf } from '../../../core/events/streams.ts';
import type { LogEvent } from '../../../core/events/types.ts';
import { packEvent, type PackedEvent } from './packed-event.ts';
import { refKey, type StreamRef } from './protocol.ts';

/** A stream that waits to be folded. */
export interface Waiting extends StreamRef {
  lane: number;
  /** What is new in it; with `cold` the log is read instead. */
  fresh: PackedEvent[];
  cold: boolean;
  /** Nothing of it was in the log before `fresh`. */
  isNew: boolean;
  /** Receipt of the oldest thing not folded yet; +∞ where only time has passed. */
  since: number;
  readyAt: number;
  /** It could not be stored: not even a hurry tries again before `readyAt`. */
  failed: boolean;
}

/** Events kept waiting in memory; beyond it only names are kept, and the log is read again. */
const maxFreshEvents = 200_000;

/** How often one stream is folded at most; very long ones seldom. */
export interface FoldPace {
  minIntervalMs: number;
  longIntervalMs: number;
  longStreamEvents: number;
}

export const defaultPace: FoldPace = { minIntervalMs: 900, longIntervalMs: 60_000, longStreamEvents: 10_000 };

/** What waits to be folded, each stream once, and when it may be. */
export class Backlog {
  private readonly waiting = new Map<string, Waiting>();
  /** When a stream folded lately may be folded again. */
  private readonly resting = new Map<string, number>();
  private freshEvents = 0;
  private readonly pace: FoldPace;

  constructor(pace: FoldPace) {
    this.pace = pace;
  }

  get size(): number {
    return this.waiting.size;
  }

  /** Events that wait in memory. */
  get events(): number {
    return this.freshEvents;
  }

  /** Adds an event of a stream that waits already and gives its lane; null when it does not wait. */
  addToWaiting(event: LogEvent): number | null {
    const entry = this.waiting.get(refKey(event));
    if (entry === undefined) return null;
    entry.since = Math.min(entry.since, event.receivedAt);
    this.addEvent(entry, event);
    return entry.lane;
  }

  /** `seen`: the log may hold earlier events of its stream. */
  add(event: LogEvent, seen: boolean): void {
    this.addEvent(this.entryOf(event, event.receivedAt, !seen), event);
  }

  private addEvent(entry: Waiting, event: LogEvent): void {
    if (entry.cold) return;
    if (this.freshEvents >= maxFreshEvents) return this.makeCold(entry);
    entry.fresh.push(packEvent(event, JSON.stringify(event.body)));
    this.freshEvents++;
  }

  /** A stream whose time has come, or (`cold`) whose rows somebody else may have written. */
  addStream(ref: StreamRef, cold: boolean, since = Number.POSITIVE_INFINITY): void {
    const entry = this.entryOf(ref, since);
    if (cold) this.makeCold(entry);
  }

  /** Takes what may be folded now, oldest first, up to a number of streams and events; `hurry` disregards the pace. */
  take(now: number, limit: { streams: number; events: number }, hurry: boolean): Waiting[] {
    const taken: Waiting[] = [];
    let events = 0;
    for (const [key, entry] of this.waiting) {
      if (taken.length >= limit.streams || events >= limit.events) break;
      if (entry.readyAt > now && (entry.failed || !hurry)) continue;
      this.waiting.delete(key);
      this.freshEvents -= entry.fresh.length;
      events += entry.fresh.length;
      taken.push(entry);
    }
    return taken;
  }

  /** Puts back what could not be stored: to be read from the log, after a pause. */
  putBack(entries: readonly Waiting[], readyAt: number): void {
    for (const entry of entries) {
      this.addStream(entry, true, entry.since);
      Object.assign(this.entryOf(entry, entry.since), { readyAt, failed: true });
    }
  }

  rest(ref: StreamRef, length: number, now: number): void {
    const { minIntervalMs, longIntervalMs, longStreamEvents } = this.pace;
    this.resting.set(refKey(ref), now + (length > longStreamEvents ? longIntervalMs : minIntervalMs));
  }

  /** Forgets rests that are over. */
  tidy(now: number): void {
    for (const [key, until] of this.resting) if (until <= now) this.resting.delete(key);
  }

  /** When something may be folded next; null when nothing waits. */
  nextReadyAt(): number | null {
    let next: number | null = null;
    for (const { readyAt } of this.waiting.values()) if (next === null || readyAt < next) next = readyAt;
    return next;
  }

  /** Oldest receipt that waits, by lane; +∞ where only time has passed. */
  oldestByLane(): Map<number, number> {
    const oldest = new Map<number, number>();
    for (const { lane, since } of this.waiting.values()) {
      oldest.set(lane, Math.min(oldest.get(lane) ?? Number.POSITIVE_INFINITY, since));
    }
    return oldest;
  }

  dropLane(lane: number): void {
    for (const [key, entry] of this.waiting) {
      if (entry.lane !== lane) continue;
      this.waiting.delete(key);
      this.freshEvents -= entry.fresh.length;
    }
  }

  private entryOf(ref: StreamRef, since: number, isNew = false): Waiting {
    const key = refKey(ref);
    const known = this.waiting.get(key);
    if (known !== undefined) {
      known.since = Math.min(known.since, since);
      return known;
    }
    const { workspaceId, stream } = ref;
    const entry: Waiting = {
      workspaceId,
      stream,
      lane: laneOf(workspaceId, stream),
      fresh: [],
      cold: false,
      isNew,
      since,
      readyAt: this.resting.get(key) ?? 0,
      failed: false,
    };
    this.waiting.set(key, entry);
    return entry;
  }

  private makeCold(entry: Waiting): void {
    this.freshEvents -= entry.fresh.length;
    entry.fresh = [];
    entry.cold = true;
  }
}
