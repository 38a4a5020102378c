import type { LogEvent } from '../../core/events/types.ts';

const msPerHour = 3_600_000;
/** An event that is older than this at receipt, and no back-fill, counts as late. */
const lateAfterMs = 24 * msPerHour;

interface Counts {
  workspaceId: number;
  source: string;
  accepted: number;
  duplicate: number;
  refused: number;
  late: number;
  lastAt: number;
}

/** What each source of each workspace brought in one commit. */
export class SourceCounts {
  readonly #receivedAt: number;
  readonly #bySource = new Map<string, Counts>();

  constructor(receivedAt: number) {
    this.#receivedAt = receivedAt;
  }

  add({ workspaceId, source, at, history }: LogEvent, repeated: boolean): void {
    const counts = this.#of(workspaceId, source);
    if (repeated) counts.duplicate++;
    else counts.accepted++;
    if (!repeated && !history && at < this.#receivedAt - lateAfterMs) counts.late++;
    counts.lastAt = Math.max(counts.lastAt, at);
  }

  addRefused(workspaceId: number, source: string): void {
    this.#of(workspaceId, source).refused++;
  }

  /** Rows of `ingest_counts`, one a workspace and source. */
  rows(): (string | number)[][] {
    const hour = Math.floor(this.#receivedAt / msPerHour) * 3_600;
    return [...this.#bySource.values()].map(({ workspaceId, source, accepted, duplicate, refused, late, lastAt }) => [
      workspaceId,
      hour,
      source,
      accepted,
      duplicate,
      refused,
      late,
      this.#receivedAt,
      lastAt,
    ]);
  }

  #of(workspaceId: number, source: string): Counts {
    const key = `${workspaceId}\0${source}`;
    let counts = this.#bySource.get(key);
    if (!counts) {
      counts = { workspaceId, source, accepted: 0, duplicate: 0, refused: 0, late: 0, lastAt: 0 };
      this.#bySource.set(key, counts);
    }
    return counts;
  }
}
