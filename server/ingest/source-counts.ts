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
  /** Of all of them: no sign of life of the source (back-fills, replays); and of those, refused. */
  history: number;
  historyRefused: number;
}

/** What each source of each workspace brought in one commit. */
export class SourceCounts {
  readonly #receivedAt: number;
  readonly #bySource = new Map<string, Counts>();

  constructor(receivedAt: number) {
    this.#receivedAt = receivedAt;
  }

  /** `isReplay`: a person sends again what was refused; it says nothing of the source. */
  add({ workspaceId, source, at, history }: LogEvent, repeated: boolean, isReplay: boolean): void {
    const counts = this.#of(workspaceId, source);
    if (repeated) counts.duplicate++;
    else counts.accepted++;
    if (history || isReplay) counts.history++;
    if (!repeated && !history && at < this.#receivedAt - lateAfterMs) counts.late++;
    counts.lastAt = Math.max(counts.lastAt, at);
  }

  addRefused(workspaceId: number, source: string, history: boolean): void {
    const counts = this.#of(workspaceId, source);
    counts.refused++;
    if (!history) return;
    counts.history++;
    counts.historyRefused++;
  }

  /** Rows of `ingest_counts`, one a workspace and source. */
  rows(): (string | number)[][] {
    const hour = Math.floor(this.#receivedAt / msPerHour) * 3_600;
    return [...this.#bySource.values()].map((counts) => [
      counts.workspaceId,
      hour,
      counts.source,
      counts.accepted,
      counts.duplicate,
      counts.refused,
      counts.late,
      this.#receivedAt,
      counts.lastAt,
      counts.history,
      counts.historyRefused,
    ]);
  }

  #of(workspaceId: number, source: string): Counts {
    const key = `${workspaceId}\0${source}`;
    let counts = this.#bySource.get(key);
    if (!counts) {
      const none = { accepted: 0, duplicate: 0, refused: 0, late: 0, lastAt: 0, history: 0, historyRefused: 0 };
      counts = { workspaceId, source, ...none };
      this.#bySource.set(key, counts);
    }
    return counts;
  }
}
