import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isCustomerStream, laneOf } from '../../../core/events/streams.ts';
import type { LogEvent } from '../../../core/events/types.ts';
import { Backlog, defaultPace, type Waiting } from './backlog.ts';
import { foldWaiting } from './fold-pass.ts';
import { type FoldWorker, readTableTypes, startFoldWorker } from './fold-worker.ts';
import type { FoldingOptions, OwnFolding } from './folding.ts';
import { Gate } from './gate.ts';
import { CustomerQueue, mostCustomers } from './customer-queue.ts';
import { announceChange, customersAfter, customersTouched, readDueCustomers, readSeen } from './customers-due.ts';
import { HeldLanes } from './held-lanes.ts';
import {
  commitPass,
  dueOf,
  type Lane,
  overlapMs,
  readDue,
  releaseLanes,
  renewLanes,
  storeDue,
  takeLanes,
} from './lanes.ts';
import { entryOf, type FoldedStream, type TableTypes } from './protocol.ts';
import { LogFollower } from './log-follower.ts';
import { presenceAfter } from './presence-after.ts';
import { ReplayQueue } from './replay-queue.ts';
import { RulesSeen } from './rules.ts';
import { SeenStreams } from './seen-streams.ts';
import { storeChanges } from './store-changes.ts';
import { readTouchedStreams } from './touched-streams.ts';

/** What one pass takes at most: bounds its memory, and how long the next must wait. */
const passLimit = { streams: 10_000, events: 30_000 };
/** A pass of more events than this is a large one: the next begins a second after it, with all that came since. */
const largePassEvents = 2000;
const coalesceMs = 20;
const largePassEveryMs = 1000;
const sweepMs = 1000;
const retryMs = 1000;
/** Events that may wait beside those in the pass: what the next one takes, so that none waits for long. */
const waitingLimit = 22_500;
/** Longer than any pass takes while all is well: whatever is wrong with folding, events are taken in. */
const longestHoldMs = 5000;

/** One folder: a backlog of streams, a worker that folds them, and the lanes it holds. */
export class Folder implements OwnFolding {
  private readonly options: FoldingOptions;
  private readonly holder: string;
  private readonly backlog: Backlog;
  private readonly customers = new CustomerQueue();
  private readonly replays = new ReplayQueue();
  private readonly rules: RulesSeen;
  private readonly lanes = new HeldLanes();
  private readonly seen = new SeenStreams();
  private readonly follower: LogFollower;
  private readonly types: TableTypes;
  private worker: FoldWorker;
  private inPass: readonly Waiting[] = [];
  private running: Promise<void> | null = null;
  private sweeping: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private sweeper: NodeJS.Timeout | null = null;
  private hurrying = 0;
  private readonly gate = new Gate();
  private lastPassFailed = false;
  /** When the next pass may begin. */
  private notBefore = 0;
  private stopped = false;

  private constructor(options: FoldingOptions, types: TableTypes) {
    this.options = options;
    this.types = types;
    this.worker = startFoldWorker(types);
    this.holder = options.holder ?? randomUUID();
    this.rules = new RulesSeen(options.db);
    this.follower = new LogFollower(options, this.holder);
    this.backlog = new Backlog({ ...defaultPace, ...options.pace });
  }

  static async start(options: FoldingOptions): Promise<Folder> {
    const folder = new Folder(options, await readTableTypes(options.warehouse));
    await folder.sweep();
    await folder.seen.learn(options.warehouse);
    if (!options.manual) folder.sweeper = setInterval(() => folder.sweepNext(), sweepMs);
    return folder;
  }

  offer(events: readonly LogEvent[]): void {
    for (const event of events) {
      // Of a stream that waits already, all but the event itself is known.
      const lane = this.backlog.addToWaiting(event) ?? this.addFirst(event);
      this.lanes.see(lane, event.receivedAt);
    }
    this.schedule();
  }

  private addFirst(event: LogEvent): number {
    const lane = laneOf(event.workspaceId, event.stream);
    if (!this.lanes.has(lane) || isCustomerStream(event.stream)) return lane;
    // Where others append too, what is new to us may not be new.
    this.backlog.add(event, this.seen.add(event) || (this.options.follow ?? false));
    return lane;
  }

  async settled(): Promise<void> {
    this.hurrying++;
    try {
      if (this.running !== null) await this.running;
      while (this.backlog.size + this.customers.size > 0 && !this.stopped) {
        if (this.lastPassFailed) await pause(retryMs);
        await this.runPass();
      }
    } finally {
      this.hurrying--;
    }
  }

  async room(): Promise<number> {
    if (this.isCrowded()) await this.gate.wait(longestHoldMs);
    return Math.max(0, waitingLimit - this.backlog.events);
  }

  lag(): { streams: number; oldestMs: number } {
    const first = Math.min(...this.oldestByLane().values());
    const oldestMs = Number.isFinite(first) ? Math.max(0, this.options.now() - first) : 0;
    return { streams: this.backlog.size + this.customers.size + this.inPass.length, oldestMs };
  }

  async asOf(): Promise<number> {
    // Where others append or fold too, only what all have looked at counts.
    if (this.options.follow) return this.follower.asOf();
    return Math.min(this.options.now(), Math.min(...this.oldestByLane().values()) - 1);
  }

  /** Oldest receipt that is not in the facts yet, by lane. */
  private oldestByLane(): Map<number, number> {
    const oldest = this.backlog.oldestByLane();
    for (const { lane, since } of this.inPass) oldest.set(lane, Math.min(oldest.get(lane) ?? since, since));
    return oldest;
  }

  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    this.gate.open();
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.sweeper !== null) clearInterval(this.sweeper);
    await this.sweeping;
    await this.running;
    await releaseLanes(this.options.db, this.holder);
    await this.worker.stop();
  }

  async sweep(): Promise<void> {
    const { db, now, follow } = this.options;
    await this.rules.teach(this.worker);
    await this.holdLanes();
    await this.addReplays();
    for (const { workspaceId, stream, at } of await readDue(db, this.lanes.numbers(), now(), passLimit.streams)) {
      // Due at 0: handed over by a folder whose rows we do not know.
      this.backlog.addStream({ workspaceId, stream }, at === 0);
    }
    this.customers.add(await readDueCustomers(db, this.lanes.numbers(), now(), mostCustomers));
    if (follow) await this.followLog(now());
    this.schedule();
  }

  /** What a replay wants is folded by rules that were read after it asked. */
  private async addReplays(): Promise<void> {
    const wanted = await this.replays.read(this.options.db, this.lanes.numbers());
    if (wanted.length === 0) return;
    await this.rules.teach(this.worker);
    for (const stream of this.replays.accept(wanted)) this.backlog.addStream(stream, true);
  }

  private sweepNext(): void {
    const { log } = this.options;
    this.sweeping = this.sweeping
      .then(() => (this.stopped ? undefined : this.sweep()))
      .catch((error: unknown) => log.error({ err: error }, 'looking for what is due failed'));
  }

  private schedule(): void {
    if (this.stopped || this.running !== null || this.timer !== null || this.options.manual) return;
    const readyAt = this.customers.size > 0 ? 0 : this.backlog.nextReadyAt();
    if (readyAt === null) return;
    const wait = Math.max(coalesceMs, Math.max(readyAt, this.notBefore) - this.options.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.runPass();
    }, wait);
  }

  private runPass(): Promise<void> {
    this.running ??= this.pass().finally(() => {
      this.running = null;
      this.schedule();
    });
    return this.running;
  }

  private async pass(): Promise<void> {
    const { now, log } = this.options;
    const at = now();
    this.backlog.tidy(at);
    const streams = this.backlog.take(at, passLimit, this.hurrying > 0);
    const events = streams.reduce((sum, { fresh }) => sum + fresh.length, 0);
    this.inPass = [...streams, ...this.customers.takeBeside(events)];
    this.replays.passBegins(streams);
    this.notBefore = events > largePassEvents ? at + largePassEveryMs : 0;
    if (!this.isCrowded()) this.gate.open();
    this.lastPassFailed = false;
    try {
      if (this.inPass.length > 0) await this.foldAndStore(this.inPass, at);
    } catch (error) {
      this.lastPassFailed = true;
      log.error({ err: error, streams: this.inPass.length }, 'folding failed; it is tried again');
      await this.worker.forget([...this.inPass]).catch(() => this.restartWorker());
      this.backlog.putBack(
        streams.filter(({ lane }) => this.lanes.has(lane)),
        now() + retryMs,
      );
    } finally {
      const replaying = this.replays.inPass().length > 0;
      this.inPass = [];
      this.customers.passEnded();
      this.replays.passEnded();
      // What a replay still wants need not wait for the clock.
      if (replaying && !this.options.manual) this.sweepNext();
    }
  }

  private async foldAndStore(entries: readonly Waiting[], at: number): Promise<void> {
    const { warehouse, db, atStep = async () => {}, onFactsChanged = () => {} } = this.options;
    await atStep('loaded');
    const held = entries.flatMap((entry) => this.withVersion(entry));
    const seen = await readSeen(db, held);
    const { streams, rows } = await foldWaiting(this.worker, warehouse, {
      entries: held,
      now: at,
      joinsOf: this.rules.joinsOf,
    });
    await atStep('folded');
    await announceChange(db, customersTouched(streams, 'left'), at);
    await storeChanges(warehouse, rows, atStep);
    const lanes = new Set(entries.map(({ lane }) => lane));
    // What was read from the log may end a pass that stored its facts and could not say so.
    const told = [...streams.filter(({ changed }) => changed), ...entries.filter(({ cold }) => cold)];
    const workspaces = [...new Set(told.map(({ workspaceId }) => workspaceId))];
    const kept = await commitPass(db, {
      holder: this.holder,
      lanes: this.lanes.marks(lanes, this.backlog.oldestByLane()),
      due: streams.flatMap(dueOf),
      streams: streams.map((stream) => ({ ...entryOf(stream), at: 0 })),
      signals: streams
        .filter(({ signals }) => signals.length > 0)
        .map((change) => ({ ...entryOf(change), signals: change.signals, muted: this.replays.folds(change) })),
      customers: customersAfter(streams, seen),
      replayed: this.replays.inPass(),
      workspaces,
      at,
    });
    for (const workspaceId of workspaces) onFactsChanged(workspaceId);
    await atStep('committed');
    for (const change of streams) this.backlog.rest(change, change.length, at);
    await this.carryPresenceOver(streams, at);
    await this.letGo([...lanes].filter((lane) => this.lanes.has(lane) && !kept.has(lane)));
  }

  private isCrowded(): boolean {
    return !this.stopped && this.backlog.events >= waitingLimit;
  }

  private withVersion(entry: Waiting): (Waiting & { version: number })[] {
    const version = this.lanes.nextVersion(entry);
    return version === null ? [] : [{ ...entry, version }];
  }

  private async carryPresenceOver(streams: readonly FoldedStream[], at: number): Promise<void> {
    const { begun, due } = presenceAfter(streams, this.rules.joinsOf, at);
    const others = begun.map((day) => ({ ...entryOf(day), at: 0 })).filter(({ lane }) => !this.lanes.has(lane));
    for (const day of begun) if (this.lanes.has(entryOf(day).lane)) this.backlog.addStream(day, true);
    await storeDue(this.options.db, [...due, ...others]);
  }

  private async holdLanes(): Promise<void> {
    const { db, now, alone = true } = this.options;
    const kept = new Set(await renewLanes(db, this.holder, now()));
    await this.letGo(this.lanes.numbers().filter((lane) => !kept.has(lane)));
    const taken = await takeLanes(db, this.holder, now(), alone);
    if (taken.length === 0) return;
    this.lanes.take(taken);
    await this.foldSinceMark(taken);
  }

  /** After a take-over: what the former holder may have left undone, and a minute more. */
  private async foldSinceMark(taken: readonly Lane[]): Promise<void> {
    const marks = new Map(taken.map(({ lane, foldedUpTo }) => [lane, foldedUpTo - overlapMs]));
    const since = Math.max(0, Math.min(...marks.values()));
    for (const stream of await readTouchedStreams(this.options.warehouse, [...marks.keys()], since)) {
      const mark = marks.get(stream.lane) ?? 0;
      if (stream.lastReceivedAt >= mark) this.backlog.addStream(stream, true, mark);
      this.lanes.see(stream.lane, stream.lastReceivedAt);
    }
  }

  /** What other processes appended in the last minute and we have not seen. */
  private async followLog(at: number): Promise<void> {
    const lanes = this.lanes.numbers();
    if (lanes.length === 0) return;
    for (const { stream, since } of await this.follower.look(lanes, at)) {
      this.backlog.addStream(stream, true, since);
      this.lanes.see(stream.lane, stream.lastReceivedAt);
    }
    await this.follower.tell(lanes, this.oldestByLane(), at);
  }

  /** Lanes that somebody else holds now: what we remember of their streams may be out of date. */
  private async letGo(lost: readonly number[]): Promise<void> {
    if (lost.length === 0) return;
    this.options.log.warn({ lanes: lost.length }, 'lanes have gone to another process');
    this.lanes.drop(lost);
    for (const lane of lost) {
      this.backlog.dropLane(lane);
      this.customers.dropLane(lane);
      this.replays.dropLane(lane);
    }
    await this.restartWorker();
  }

  private async restartWorker(): Promise<void> {
    await this.worker.stop();
    this.worker = startFoldWorker(this.types);
    this.rules.forget();
    await this.rules.teach(this.worker);
  }
}
