import type { IngestBatch } from './types.ts';

/** A request in the queue. */
export interface Queued {
  ticket: number;
  batch: IngestBatch;
}

/**
 * Requests that wait for a commit, in the order in which they came. A sender with several connections means the order
 * in which he sent, and bodies are not read to their end in that order: the place is given before the reading.
 */
export class CommitQueue<Entry extends Queued> {
  readonly #waiting: Entry[] = [];
  #size = 0;
  #lastTicket = 0;

  get length(): number {
    return this.#waiting.length;
  }

  /** What waits, by `IngestBatch.size`. */
  get size(): number {
    return this.#size;
  }

  ticket(): number {
    return ++this.#lastTicket;
  }

  add(entry: Entry): void {
    const before = this.#waiting.findLastIndex(({ ticket }) => ticket < entry.ticket);
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
