import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import { refKey, type StreamRef } from './protocol.ts';

/** Streams of replays that wait in the backlog at once: more would keep what is new waiting. */
const mostWaiting = 1000;

/** A stream that a replay wants folded anew. */
export interface ReplayStream extends StreamRef {
  lane: number;
  replayId: number;
}

/**
 * What replays want of one folder. A stream stays in the database until its pass has stored everything,
 * and goes only if no later replay has asked for it meanwhile.
 */
export class ReplayQueue {
  /** In the backlog. */
  private readonly waiting = new Map<string, ReplayStream>();
  /** In the pass that goes on. */
  private taken = new Map<string, ReplayStream & { only: boolean }>();

  /** Streams of these lanes that are wanted, the oldest replay first, as many as there is room for. */
  async read(db: Kysely<Schema>, lanes: readonly number[]): Promise<ReplayStream[]> {
    const room = mostWaiting - this.waiting.size;
    if (room <= 0 || lanes.length === 0) return [];
    const known = this.waiting.size + this.taken.size;
    return db
      .selectFrom('replay_streams')
      .select(['lane', 'workspace_id as workspaceId', 'stream', 'replay_id as replayId'])
      .where('lane', 'in', [...lanes])
      .orderBy('replay_id')
      .limit(room + known)
      .execute();
  }

  /** Takes streams in and gives those that are not in the backlog, or in the pass for the same replay, already. */
  accept(streams: readonly ReplayStream[]): ReplayStream[] {
    return streams.filter((stream) => {
      const key = refKey(stream);
      if (this.taken.get(key)?.replayId === stream.replayId) return false;
      const known = this.waiting.has(key);
      this.waiting.set(key, stream);
      return !known;
    });
  }

  /** A pass begins with these streams. */
  passBegins(entries: readonly (StreamRef & { since: number })[]): void {
    this.taken = new Map();
    for (const entry of entries) {
      const key = refKey(entry);
      const wanted = this.waiting.get(key);
      if (wanted === undefined) continue;
      this.waiting.delete(key);
      this.taken.set(key, { ...wanted, only: entry.since === Number.POSITIVE_INFINITY });
    }
  }

  /** What the pass folds for replays. */
  inPass(): ReplayStream[] {
    return [...this.taken.values()];
  }

  /** Whether the pass folds a stream for a replay only: nothing came that it waited for. */
  folds(stream: StreamRef): boolean {
    return this.taken.get(refKey(stream))?.only ?? false;
  }

  passEnded(): void {
    this.taken = new Map();
  }

  dropLane(lane: number): void {
    for (const [key, stream] of this.waiting) if (stream.lane === lane) this.waiting.delete(key);
  }
}

/** Removes what a pass has folded, in the transaction that ends it. */
export async function storeReplayed(trx: Kysely<Schema>, streams: readonly ReplayStream[]): Promise<void> {
  if (streams.length === 0) return;
  await sql`
    delete from replay_streams using unnest(
      ${streams.map(({ lane }) => lane)}::smallint[], ${streams.map(({ workspaceId }) => workspaceId)}::integer[],
      ${streams.map(({ stream }) => stream)}::text[], ${streams.map(({ replayId }) => replayId)}::integer[]
    ) as done (lane, workspace_id, stream, replay_id)
    where replay_streams.lane = done.lane and replay_streams.workspace_id = done.workspace_id
      and replay_streams.stream = done.stream and replay_streams.replay_id = done.replay_id`.execute(trx);
}
