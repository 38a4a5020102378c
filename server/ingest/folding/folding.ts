import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { laneOf, streamKind } from '../../../core/events/streams.ts';
import type { LogEvent } from '../../../core/events/types.ts';
import { nextPresenceStream } from '../../../core/sessions/presence.ts';
import type { Schema } from '../../database/schema.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { Backlog, defaultPace, type FoldPace, type Waiting } from './backlog.ts';
import { foldWaiting } from './fold-pass.ts';
import { startFoldWorker } from './fold-worker.ts';
import { commitPass, type DueEntry, type Lane, overlapMs, readDue, releaseLanes, renewLanes, storeDue, takeLanes } from './lanes.ts';
import { readPolicies } from './policies.ts';
import type { StreamChange } from './protocol.ts';
import { SeenStreams } from './seen-streams.ts';
import { type Step, storeChanges, type VersionedChange } from './store-changes.ts';
import { readTouchedStreams, type TouchedStream } from './touched-streams.ts';

export interface FoldingOptions {
  db: Kysely<Schema>;
  warehouse: Warehouse;
  now: () => number;
  log: Logger;
  /** No other folder can be alive: take every lane at once. Default true (one process a data directory). */
  alone?: boolean;
  /** Other processes append to the log: look there for what they brought. Default false. */
  follow?: boolean;
  pace?: Partial<FoldPace>;
  holder?: string;
  /** Called between each two steps of a pass. */
  atStep?: (step: Step) => Promise<void>;
  /** Without its own clockwork: the caller calls `sweep` and `settled`. */
  manual?: boolean;
}

export interface Folding {
  /** Events just committed to the log. */
  offer(events: readonly LogEvent[]): void;
  /** Resolves when everything offered so far, and all that is due, is folded and stored. */
  settled(): Promise<void>;
  /** How many streams wait, and how old the oldest of them is (ms; 0 when none waits). */
  lag(): { streams: number; oldestMs: number };
  stop(): Promise<void>;
}

/** A folder of this process. */
export interface OwnFolding extends Folding {
  /** Renews and takes lanes, and puts what is due, or what others appended, into the backlog. */
  sweep(): Promise<void>;
}

const streamsPerPass = 5000;
const coalesceMs = 20;
const sweepMs = 1000;
const retryMs = 1000;
const quarterMs = 15 * 60_000;

interface HeldLane extends Lane {
  counter: number;
  /** Receipt of the newest event offered. */
  seen: number;
}

/**
 * Folds what the log holds into facts, lane by lane. Design §2, step 3 and "Crash and take-over": nothing
 * is marked folded before its facts are stored, and whoever finds its lease gone after a write hands those
 * streams to the new holder.
 */
export async function startFolding(options: FoldingOptions): Promise<OwnFolding> {
  const { db, warehouse, now, log } = options;
  const holder = options.holder ?? randomUUID();
  const atStep = options.atStep ?? (async () => {});
  const backlog = new Backlog({ ...defaultPace, ...options.pace });
  const lanes = new Map<number, HeldLane>();
  const known = new Map<string, TouchedStream>();
  const seen = new SeenStreams();
  // Others append too: what is new to us may not be new.
  const shared = options.follow ?? false;
  let worker = startFoldWorker();
  let policies = await readPolicies(db);
  let inPass: readonly Waiting[] = [];
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let hurrying = 0;
  let stopped = false;
  let lastPassFailed = false;

  function offer(events: readonly LogEvent[]): void {
    for (const event of events) {
      const lane = lanes.get(laneOf(event.workspaceId, event.stream));
      if (lane === undefined) continue;
      lane.seen = Math.max(lane.seen, event.receivedAt);
      backlog.add(event, seen.add(event) || shared);
    }
    schedule();
  }

  function schedule(): void {
    if (stopped || running !== null || timer !== null || options.manual) return;
    const readyAt = backlog.nextReadyAt();
    if (readyAt === null) return;
    timer = setTimeout(() => {
      timer = null;
      void runPass();
    }, Math.max(coalesceMs, readyAt - now()));
  }

  function runPass(): Promise<void> {
    running ??= pass().finally(() => {
      running = null;
      schedule();
    });
    return running;
  }

  async function pass(): Promise<void> {
    const at = now();
    backlog.tidy(at);
    inPass = backlog.take(at, streamsPerPass, hurrying > 0);
    lastPassFailed = false;
    try {
      if (inPass.length > 0) await foldAndStore(inPass, at);
    } catch (error) {
      lastPassFailed = true;
      log.error({ err: error, streams: inPass.length }, 'folding failed; it is tried again');
      await worker.forget([...inPass]).catch(() => restartWorker());
      backlog.putBack(inPass.filter(({ lane }) => lanes.has(lane)), now() + retryMs);
    } finally {
      inPass = [];
    }
  }

  async function foldAndStore(entries: readonly Waiting[], at: number): Promise<void> {
    await atStep('loaded');
    const changes = await foldWaiting(worker, warehouse, entries, policies, at);
    await atStep('folded');
    const versioned = changes.flatMap(withVersion);
    await storeChanges(warehouse, versioned, atStep);
    const kept = await commitPass(db, {
      holder,
      lanes: markedLanes(entries),
      due: versioned.flatMap(dueOf),
      streams: versioned.map((change) => ({ ...entryOf(change), at: 0 })),
      signals: versioned.filter(({ signals }) => signals.length > 0).map(({ signals, ...change }) => ({ ...entryOf(change), signals })),
      at,
      workspaces: [...new Set(versioned.filter(changesFigures).map(({ workspaceId }) => workspaceId))],
    });
    await atStep('committed');
    for (const change of versioned) backlog.rest(change, change.length, at);
    await carryPresenceOver(versioned, at);
    await letGo([...lanes.keys()].filter((lane) => touchedLanes(entries).has(lane) && !kept.has(lane)));
  }

  function withVersion(change: StreamChange): VersionedChange[] {
    const lane = lanes.get(laneOf(change.workspaceId, change.stream));
    if (lane === undefined) return [];
    return [{ ...change, version: lane.epoch * 2 ** 32 + ++lane.counter }];
  }

  /** How far each lane of a pass is folded once it is stored: just before what still waits. */
  function markedLanes(entries: readonly Waiting[]): Lane[] {
    const waiting = new Map<number, number>();
    backlog.oldestByLane(waiting);
    return [...touchedLanes(entries)].flatMap((number) => {
      const lane = lanes.get(number);
      if (lane === undefined) return [];
      const foldedUpTo = Math.min(lane.seen, (waiting.get(number) ?? Number.POSITIVE_INFINITY) - 1);
      return [{ lane: number, epoch: lane.epoch, foldedUpTo }];
    });
  }

  /** What an agent's day leaves held at midnight belongs to the day after. */
  async function carryPresenceOver(changes: readonly VersionedChange[], at: number): Promise<void> {
    const due: DueEntry[] = [];
    for (const change of changes) {
      if (streamKind(change.stream) !== 'presence' || !changesFigures(change)) continue;
      const stream = nextPresenceStream(change.stream);
      const dayStart = Date.parse(`${stream.slice(stream.lastIndexOf(':') + 1)}T00:00:00Z`);
      if (dayStart <= at) backlog.addStream({ workspaceId: change.workspaceId, stream }, true);
      else due.push({ ...entryOf({ ...change, stream }), at: dayStart + quarterMs });
    }
    await storeDue(db, due.filter(({ lane }) => lanes.has(lane)));
  }

  async function sweep(): Promise<void> {
    await holdLanes();
    for (const { workspaceId, stream, at } of await readDue(db, [...lanes.keys()], now(), streamsPerPass)) {
      backlog.addStream({ workspaceId, stream }, at === 0);
    }
    if (shared) await followLog();
    schedule();
  }

  async function holdLanes(): Promise<void> {
    const kept = new Set(await renewLanes(db, holder, now()));
    await letGo([...lanes.keys()].filter((lane) => !kept.has(lane)));
    const taken = await takeLanes(db, holder, now(), options.alone ?? true);
    if (taken.length === 0) return;
    for (const lane of taken) lanes.set(lane.lane, { ...lane, counter: 0, seen: lane.foldedUpTo });
    await foldSinceMark(taken);
  }

  /** After a take-over: what the former holder may have left undone, and a minute more. */
  async function foldSinceMark(taken: readonly Lane[]): Promise<void> {
    const marks = new Map(taken.map(({ lane, foldedUpTo }) => [lane, foldedUpTo - overlapMs]));
    const touched = await readTouchedStreams(warehouse, [...marks.keys()], Math.max(0, Math.min(...marks.values())));
    for (const stream of touched) {
      const mark = marks.get(stream.lane) ?? 0;
      if (stream.lastReceivedAt >= mark) backlog.addStream(stream, true, mark);
      see(stream);
    }
  }

  function see({ lane, lastReceivedAt }: TouchedStream): void {
    const held = lanes.get(lane);
    if (held !== undefined) held.seen = Math.max(held.seen, lastReceivedAt);
  }

  /** What other processes appended in the last minute and we have not seen. */
  async function followLog(): Promise<void> {
    if (lanes.size === 0) return;
    const since = now() - overlapMs;
    for (const [key, stream] of known) if (stream.lastReceivedAt < since) known.delete(key);
    for (const stream of await readTouchedStreams(warehouse, [...lanes.keys()], since)) {
      const key = `${stream.workspaceId} ${stream.stream}`;
      const before = known.get(key);
      known.set(key, stream);
      if (before?.lastReceivedAt === stream.lastReceivedAt && before.rows === stream.rows) continue;
      backlog.addStream(stream, true, stream.lastReceivedAt);
      see(stream);
    }
  }

  /** Lanes that somebody else holds now: what we remember of their streams may be out of date. */
  async function letGo(lost: readonly number[]): Promise<void> {
    if (lost.length === 0) return;
    log.warn({ lanes: lost.length }, 'lanes have gone to another process');
    for (const lane of lost) {
      lanes.delete(lane);
      backlog.dropLane(lane);
    }
    await restartWorker();
  }

  async function restartWorker(): Promise<void> {
    await worker.stop();
    worker = startFoldWorker();
  }

  async function settled(): Promise<void> {
    hurrying++;
    try {
      if (running !== null) await running;
      while (backlog.size > 0 && !stopped) {
        if (lastPassFailed) await pause(retryMs);
        await runPass();
      }
    } finally {
      hurrying--;
    }
  }

  function lag(): { streams: number; oldestMs: number } {
    const oldest = new Map<number, number>();
    backlog.oldestByLane(oldest);
    for (const { lane, since } of inPass) oldest.set(lane, Math.min(oldest.get(lane) ?? since, since));
    const first = Math.min(...oldest.values());
    return { streams: backlog.size + inPass.length, oldestMs: Number.isFinite(first) ? Math.max(0, now() - first) : 0 };
  }

  async function stop(): Promise<void> {
    if (stopped) return;
    stopped = true;
    if (timer !== null) clearTimeout(timer);
    if (sweeper !== null) clearInterval(sweeper);
    await sweeping;
    await running;
    await releaseLanes(db, holder);
    await worker.stop();
  }

  let sweeping: Promise<void> = Promise.resolve();
  const tick = (): void => {
    sweeping = sweeping.then(async () => {
      if (stopped) return;
      policies = await readPolicies(db);
      await sweep();
    }).catch((error: unknown) => log.error({ err: error }, 'looking for what is due failed'));
  };
  await sweep();
  await seen.learn(warehouse);
  const sweeper = options.manual ? null : setInterval(tick, sweepMs);
  return { offer, settled, sweep, lag, stop };
}

function touchedLanes(entries: readonly Waiting[]): Set<number> {
  return new Set(entries.map(({ lane }) => lane));
}

function entryOf({ workspaceId, stream }: { workspaceId: number; stream: string }): Omit<DueEntry, 'at'> {
  return { lane: laneOf(workspaceId, stream), workspaceId, stream };
}

function dueOf(change: VersionedChange): DueEntry[] {
  return change.due === undefined ? [] : [{ ...entryOf(change), at: change.due }];
}

function changesFigures({ puts, deletes }: StreamChange): boolean {
  return puts.length > 0 || deletes.length > 0;
}
