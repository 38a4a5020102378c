import { type Kysely, sql } from 'kysely';
import { isCustomerStream, laneCount } from '../../../core/events/streams.ts';
import type { Signal } from '../../../core/sessions/signals.ts';
import { tellFactsChanged } from '../../database/facts-notices.ts';
import type { Schema } from '../../database/schema.ts';
import { type CustomersPass, storeCustomers } from './customers-due.ts';
import { entryOf, type FoldedStream } from './protocol.ts';
import { type ReplayStream, storeReplayed } from './replay-queue.ts';

/** How long a lane stays ours without a sign of life; renewed at a third of it. */
export const leaseMs = 15_000;

/** What was committed shortly before the mark is folded again at a take-over: harmless, and it heals. */
export const overlapMs = 60_000;

export interface Lane {
  lane: number;
  epoch: number;
  /** Everything received up to here is folded. */
  foldedUpTo: number;
}

const allLanes = Array.from({ length: laneCount }, (_, lane) => lane);

/**
 * Takes lanes whose lease is over; `alone`: all of them, because no other folder can be alive (one
 * process a data directory). A new epoch makes every row of ours outrank the former holder's.
 */
export async function takeLanes(db: Kysely<Schema>, holder: string, now: number, alone: boolean): Promise<Lane[]> {
  return db
    .updateTable('lanes')
    .set((eb) => ({ holder, epoch: eb('epoch', '+', 1), lease_until: now + leaseMs }))
    .where('lane', 'in', allLanes)
    .where('holder', '!=', holder)
    .$if(!alone, (query) => query.where('lease_until', '<', now))
    .returning(['lane', 'epoch', 'folded_up_to as foldedUpTo'])
    .execute();
}

/** Renews what is still ours. Lanes that are missing in the answer have gone to somebody else. */
export async function renewLanes(db: Kysely<Schema>, holder: string, now: number): Promise<number[]> {
  const rows = await db
    .updateTable('lanes')
    .set({ lease_until: now + leaseMs })
    .where('holder', '=', holder)
    .returning('lane')
    .execute();
  return rows.map(({ lane }) => lane);
}

/** Lets go of everything: the next folder need not wait for the lease. */
export async function releaseLanes(db: Kysely<Schema>, holder: string): Promise<void> {
  await db.updateTable('lanes').set({ holder: '', lease_until: 0 }).where('holder', '=', holder).execute();
}

export interface DueEntry {
  lane: number;
  workspaceId: number;
  stream: string;
  /** null: nothing is due any more. */
  at: number | null;
}

/** What a fold asks to be stored of when its stream is due; a customer's is stored apart. */
export function dueOf(folded: FoldedStream): DueEntry[] {
  return folded.due === undefined || isCustomerStream(folded.stream) ? [] : [{ ...entryOf(folded), at: folded.due }];
}

/** Open streams of these lanes, customers' apart, whose time has come, the longest overdue first. */
export async function readDue(
  db: Kysely<Schema>,
  lanes: readonly number[],
  now: number,
  limit: number,
): Promise<DueEntry[]> {
  if (lanes.length === 0) return [];
  return (
    db
      .selectFrom('due')
      .select(['lane', 'workspace_id as workspaceId', 'stream', 'at'])
      .where('lane', 'in', [...lanes])
      .where('at', '<=', now)
      // As the index says it, for the planner to see that it may be used.
      .where(sql<boolean>`stream not like 'customer:%'`)
      .orderBy('at')
      .limit(limit)
      .execute()
  );
}

export interface SignalEntry {
  lane: number;
  workspaceId: number;
  stream: string;
  signals: readonly Signal[];
  /** They came to light in a replay: nothing is sent because of them, now or later. */
  muted: boolean;
}

/** What a pass leaves to be stored once its facts are. */
export interface FoldedPass {
  holder: string;
  lanes: readonly Lane[];
  due: readonly DueEntry[];
  /** Every stream of the pass, as due at once: for the holder of a lane that is no longer ours. */
  streams: readonly DueEntry[];
  signals: readonly SignalEntry[];
  customers: CustomersPass;
  /** Streams that were folded for a replay. */
  replayed: readonly ReplayStream[];
  workspaces: readonly number[];
  at: number;
}

/**
 * Ends a pass in one transaction: signals, due times, how far each lane is folded, and word to every process that
 * figures changed. Returns the lanes that were still ours; the streams of the others go to their new
 * holder as due at once, who folds them again with what we wrote.
 */
export async function commitPass(db: Kysely<Schema>, pass: FoldedPass): Promise<Set<number>> {
  return db.transaction().execute(async (trx) => {
    const kept = await markFolded(trx, pass.holder, pass.lanes);
    await storeDue(
      trx,
      pass.due.filter(({ lane }) => kept.has(lane)),
    );
    await storeDue(
      trx,
      pass.streams.filter(({ lane }) => !kept.has(lane)).map((entry) => ({ ...entry, at: 0 })),
    );
    await storeSignals(
      trx,
      pass.signals.filter(({ lane }) => kept.has(lane)),
      pass.at,
    );
    const { folded, changed } = pass.customers;
    await storeCustomers(trx, { folded: folded.filter(({ lane }) => kept.has(lane)), changed }, pass.at);
    await storeReplayed(
      trx,
      pass.replayed.filter(({ lane }) => kept.has(lane)),
    );
    await tellFactsChanged(trx, pass.workspaces);
    return kept;
  });
}

async function markFolded(trx: Kysely<Schema>, holder: string, lanes: readonly Lane[]): Promise<Set<number>> {
  if (lanes.length === 0) return new Set();
  const { rows } = await sql<{ lane: number }>`
    update lanes set folded_up_to = greatest(lanes.folded_up_to, mark.folded_up_to)
    from unnest(
      ${lanes.map(({ lane }) => lane)}::smallint[], ${lanes.map(({ epoch }) => epoch)}::bigint[],
      ${lanes.map(({ foldedUpTo }) => foldedUpTo)}::bigint[]
    ) as mark (lane, epoch, folded_up_to)
    where lanes.lane = mark.lane and lanes.epoch = mark.epoch and lanes.holder = ${holder}
    returning lanes.lane`.execute(trx);
  return new Set(rows.map(({ lane }) => lane));
}

/** A subject raises a signal once: whatever a later fold makes of it, what was sent stays sent. */
async function storeSignals(trx: Kysely<Schema>, entries: readonly SignalEntry[], at: number): Promise<void> {
  const rows = entries.flatMap(({ workspaceId, stream, signals, muted }) =>
    signals.map(({ kind, subject, at: happenedAt }) => ({
      workspaceId,
      kind,
      subject: `${stream} ${subject}`,
      happenedAt,
      muted,
    })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into signals (workspace_id, kind, subject, at, raised_at, muted)
    select workspace_id, kind, subject, at, ${at}::bigint, muted from unnest(
      ${rows.map(({ workspaceId }) => workspaceId)}::integer[], ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ subject }) => subject)}::text[], ${rows.map(({ happenedAt }) => happenedAt)}::bigint[],
      ${rows.map(({ muted }) => muted)}::boolean[]
    ) as raised (workspace_id, kind, subject, at, muted)
    on conflict do nothing`.execute(trx);
}

/** Adds, moves and removes due times. */
export async function storeDue(db: Kysely<Schema>, entries: readonly DueEntry[]): Promise<void> {
  const timed = entries.filter(({ at }) => at !== null);
  const done = entries.filter(({ at }) => at === null);
  if (timed.length > 0) {
    await sql`
      insert into due (lane, workspace_id, stream, at)
      select * from unnest(
        ${timed.map(({ lane }) => lane)}::smallint[], ${timed.map(({ workspaceId }) => workspaceId)}::integer[],
        ${timed.map(({ stream }) => stream)}::text[], ${timed.map(({ at }) => at)}::bigint[])
      on conflict (lane, workspace_id, stream) do update set at = excluded.at`.execute(db);
  }
  if (done.length > 0) {
    await sql`
      delete from due using unnest(
        ${done.map(({ lane }) => lane)}::smallint[], ${done.map(({ workspaceId }) => workspaceId)}::integer[],
        ${done.map(({ stream }) => stream)}::text[]) as gone (lane, workspace_id, stream)
      where due.lane = gone.lane and due.workspace_id = gone.workspace_id and due.stream = gone.stream`.execute(db);
  }
}
