import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { LogEvent } from '../../core/events/types.ts';
import { ScopedDatabase } from '../database/scoped.ts';
import type { Schema } from '../database/schema.ts';
import { streamOfLetter } from './dead-letter.ts';
import { streamKeyOf } from './keys.ts';
import type { AcceptedEvent, IngestBatch, RefusedEvent } from './types.ts';

/** Keeps the words of erased people out of what is stored. */
export interface ErasedPeople {
  /**
   * The batches as they may be stored: events of erased people come without their words. Where nobody of a
   * workspace is erased its batches are given back as they are. Throws where PostgreSQL cannot note a new stream.
   */
  withoutErased(batches: readonly IngestBatch[]): readonly IngestBatch[] | Promise<readonly IngestBatch[]>;
  /** Learns now what the database knows; a failure throws and leaves what was known. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

export interface ErasedPeopleOptions {
  db: Kysely<Schema>;
  now: () => number;
  log: Logger;
  /** How often it looks for what other processes erased. */
  lookEveryMs?: number;
}

interface ErasedOfWorkspace {
  /** Of what was read: raised with every change. */
  version: number;
  secret: string;
  /** Key -> from when on (epoch ms) he is taken in again; null: never. */
  customers: Map<string, number | null>;
  /** By `streamKeyOf`. */
  streams: Set<string>;
}

/** A stream that turned out to be an erased customer's. */
interface LearnedStream {
  workspaceId: number;
  customerKey: string;
  streamKey: string;
}

/** New conversations of erased people are gathered this long before their earlier words are looked for. */
const gatherMs = 60_000;

/**
 * Knows who is erased in every workspace, as keys. It looks once a second whether that changed, so another
 * process knows within that time; what it took in before then, the erasure's second look removes.
 */
export async function watchErasedPeople({
  db,
  now,
  log,
  lookEveryMs = 1_000,
}: ErasedPeopleOptions): Promise<ErasedPeople> {
  const known = new Map<number, ErasedOfWorkspace>();
  const stopping = new AbortController();

  async function refresh(): Promise<void> {
    const versions = await readVersions(db);
    for (const workspaceId of known.keys()) if (!versions.has(workspaceId)) known.delete(workspaceId);
    for (const [workspaceId, version] of versions) {
      if (known.get(workspaceId)?.version !== version)
        known.set(workspaceId, await readErased(db, workspaceId, version));
    }
  }

  async function lookForEver(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pause(lookEveryMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (stopping.signal.aborted) return;
      await refresh().catch((error: unknown) => log.warn({ err: error }, 'looking for erased people failed'));
    }
  }

  function withoutErased(batches: readonly IngestBatch[]): readonly IngestBatch[] | Promise<readonly IngestBatch[]> {
    if (!batches.some(({ workspaceId }) => known.has(workspaceId))) return batches;
    const learned: LearnedStream[] = [];
    const kept = batches.map((batch) => {
      const erased = known.get(batch.workspaceId);
      return erased ? withoutWords(batch, erased, learned) : batch;
    });
    return learned.length === 0 ? kept : noted(learned, kept);
  }

  async function noted(
    learned: readonly LearnedStream[],
    kept: readonly IngestBatch[],
  ): Promise<readonly IngestBatch[]> {
    try {
      await noteStreams(db, learned, now());
      return kept;
    } catch (error) {
      for (const { workspaceId, streamKey } of learned) known.get(workspaceId)?.streams.delete(streamKey);
      throw error;
    }
  }

  await refresh();
  const looking = lookForEver();
  return {
    withoutErased,
    refresh,
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}

async function readVersions(db: Kysely<Schema>): Promise<Map<number, number>> {
  const rows = await db.selectFrom('erased_versions').select(['workspace_id', 'version']).execute();
  return new Map(rows.map(({ workspace_id, version }) => [workspace_id, version]));
}

async function readErased(db: Kysely<Schema>, workspaceId: number, version: number): Promise<ErasedOfWorkspace> {
  const { secret } = await db
    .selectFrom('workspaces')
    .select('secret')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  const customers = await db
    .selectFrom('erased_customers')
    .select(['customer_key', 'readmitted_at'])
    .where('workspace_id', '=', workspaceId)
    .execute();
  const streams = await db
    .selectFrom('erased_streams')
    .select('stream_key')
    .where('workspace_id', '=', workspaceId)
    .execute();
  return {
    version,
    secret,
    customers: new Map(customers.map((row) => [row.customer_key, row.readmitted_at])),
    streams: new Set(streams.map((row) => row.stream_key)),
  };
}

/** What every transaction that changes who is erased ends with. */
export async function raiseErasedVersion(own: ScopedDatabase): Promise<void> {
  await own
    .insertInto('erased_versions')
    .values({ version: 1 })
    .onConflict((conflict) =>
      conflict.column('workspace_id').doUpdateSet((eb) => ({ version: eb('erased_versions.version', '+', 1) })),
    )
    .execute();
}

function withoutWords(batch: IngestBatch, erased: ErasedOfWorkspace, learned: LearnedStream[]): IngestBatch {
  return {
    ...batch,
    accepted: batch.accepted.map((each) => withoutWordsOf(each, erased, learned)),
    refused: batch.refused.map((letter) => (isLetterOfErased(letter, erased) ? emptied(letter) : letter)),
  };
}

function withoutWordsOf(accepted: AcceptedEvent, erased: ErasedOfWorkspace, learned: LearnedStream[]): AcceptedEvent {
  const { event } = accepted;
  const customerKey = erasedCustomerOf(event, erased);
  const streamKey = streamKeyOf(erased.secret, event.stream);
  const isKnown = erased.streams.has(streamKey);
  if (customerKey === null && !isKnown) return accepted;
  if (customerKey !== null && !isKnown) {
    erased.streams.add(streamKey);
    learned.push({ workspaceId: event.workspaceId, customerKey, streamKey });
  }
  return { ...accepted, privatePart: null, customer: null };
}

function erasedCustomerOf({ at, body }: LogEvent, { customers }: ErasedOfWorkspace): string | null {
  for (const key of [body.customerKey, body.visitorKey]) {
    if (key === undefined) continue;
    const readmittedAt = customers.get(key);
    if (readmittedAt !== undefined && (readmittedAt === null || at < readmittedAt)) return key;
  }
  return null;
}

function isLetterOfErased(
  { customerKey, raw }: RefusedEvent,
  { customers, streams, secret }: ErasedOfWorkspace,
): boolean {
  if (customers.get(customerKey) === null) return true;
  const stream = streamOfLetter(raw);
  return stream !== null && streams.has(streamKeyOf(secret, stream));
}

/** The reason stays and is counted; what was sent does not. */
function emptied(letter: RefusedEvent): RefusedEvent {
  const { received: _received, ...params } = letter.params;
  return { ...letter, params: { ...params, ...('received' in letter.params && { received: '…' }) }, raw: '' };
}

/** Before the first event of such a stream is stored, so that no process forgets it. */
async function noteStreams(db: Kysely<Schema>, learned: readonly LearnedStream[], now: number): Promise<void> {
  for (const [workspaceId, streams] of Map.groupBy(learned, (each) => each.workspaceId)) {
    await new ScopedDatabase(db, workspaceId).transaction(async (own) => {
      await rememberStreams(
        own,
        streams.map(({ streamKey }) => streamKey),
      );
      for (const customerKey of new Set(streams.map((each) => each.customerKey)))
        await lookAgain(own, customerKey, now);
    });
  }
}

/** Remembers streams as an erased person's, by `streamKeyOf`. */
export async function rememberStreams(own: ScopedDatabase, streamKeys: readonly string[]): Promise<void> {
  await own
    .insertInto('erased_streams')
    .values(streamKeys.map((stream_key) => ({ stream_key })))
    .onConflict((conflict) => conflict.columns(['workspace_id', 'stream_key']).doNothing())
    .execute();
  await raiseErasedVersion(own);
}

/** What came of the stream before it was known as his is looked for soon. */
async function lookAgain(own: ScopedDatabase, customerKey: string, now: number): Promise<void> {
  const newest = await own
    .selectFrom('erasures')
    .select('id')
    .where('customer_key', '=', customerKey)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!newest) return;
  await own
    .updateTable('erasures')
    .set((eb) => ({ look_again_at: eb.fn<number>('least', ['look_again_at', eb.val(now + gatherMs)]) }))
    .where('id', '=', newest.id)
    .execute();
}
