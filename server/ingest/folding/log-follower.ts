import type { FoldingOptions } from './folding.ts';
import { readAsOf, storeAsOf } from './as-of.ts';
import { overlapMs } from './lanes.ts';
import { refKey } from './protocol.ts';
import { readTouchedStreams, type TouchedStream } from './touched-streams.ts';

/** Streams that somebody appended to, and since when this may be. */
export interface Followed {
  stream: TouchedStream;
  since: number;
}

/** Looks in the log's last minute for what other processes appended, and says how far this one has looked. */
export class LogFollower {
  private readonly options: Pick<FoldingOptions, 'db' | 'warehouse'>;
  private readonly holder: string;
  /** What it found there. */
  private readonly found = new Map<string, TouchedStream>();
  /** When it last looked. */
  private lookedAt = Number.POSITIVE_INFINITY;

  constructor(options: Pick<FoldingOptions, 'db' | 'warehouse'>, holder: string) {
    this.options = options;
    this.holder = holder;
  }

  /** Streams of these lanes that were not seen as they are now. */
  async look(lanes: readonly number[], at: number): Promise<Followed[]> {
    const since = at - overlapMs;
    for (const [key, stream] of this.found) if (stream.lastReceivedAt < since) this.found.delete(key);
    const news: Followed[] = [];
    for (const stream of await readTouchedStreams(this.options.warehouse, lanes, since)) {
      const before = this.found.get(refKey(stream));
      this.found.set(refKey(stream), stream);
      if (before?.lastReceivedAt === stream.lastReceivedAt && before.rows === stream.rows) continue;
      // Of several that came since the last look only the newest is known.
      news.push({ stream, since: Math.min(stream.lastReceivedAt, this.lookedAt) });
    }
    this.lookedAt = at;
    return news;
  }

  /** Tells the others up to when everything in these lanes is in the facts. */
  async tell(lanes: readonly number[], oldestWaiting: ReadonlyMap<number, number>, at: number): Promise<void> {
    const asOf = (lane: number) => Math.min(at, (oldestWaiting.get(lane) ?? Number.POSITIVE_INFINITY) - 1);
    const known = lanes.map((lane) => ({ lane, asOf: asOf(lane) }));
    await storeAsOf(this.options.db, this.holder, known);
  }

  asOf(): Promise<number> {
    return readAsOf(this.options.db);
  }
}
