import type { IngestBatch } from './types.ts';

/** A request in the queue. */
export interface Queued {
  ticket: number;
  batch: IngestBatch;
}

/** Requests that came closer together than this were sent at once: which was read first says nothing. */
const togetherMs = 100;

/**
 * Requests that wait for a commit, in the order in which they came; of those that came together, in that of their first
 * events. A sender with several connections has them read in any order, and events out of order cost the fold more.
 */
export class CommitQueue<Entry extends Queued> {
  readonly #waiting: Entry[] = [];
  #size = 0;

  get length(): number {
    return this.#waiting.length;
  }

  /** What waits, by `IngestBatch.size`. */
  get size(): number {
    return this.#size;
  }

  /** The place of a request that begins now: to be taken before its body is read. */
  ticket(): number {
    return performance.now();
  }

  add(entry: Entry): void {
    const before = this.#waiting.findLastIndex((other) => isBefore(other, entry));
    this.#waiting.splice(before + 1, 0, entry);
    this.#size += entry.batch.size;
  }

  /** Takes at least one request, and as many as hold no more than so many events and so much. */
  take(mostEvents: number, mostSize: number): Entry[] {
    let events = 0;
    let size = 0;
    let count = 0;
    for (const { batch } of this.#waiting) {
      events += batch.accepted.length + batch.refused.length;
      size += batch.size;
      if (count > 0 && (events > mostEvents || size > mostSize)) break;
      count++;
    }
    const taken = this.#waiting.splice(0, count);
    for (const { batch } of taken) this.#size -= batch.size;
    return taken;
  }
}

function isBefore(one: Queued, other: Queued): boolean {
  if (Math.abs(one.ticket - other.ticket) > togetherMs) return one.ticket < other.ticket;
  const [oneAt, otherAt] = [firstAt(one), firstAt(other)];
  return oneAt === otherAt ? one.ticket <= other.ticket : oneAt < otherAt;
}

function firstAt({ batch }: Queued): number {
  return batch.accepted[0]?.event.at ?? 0;
}
