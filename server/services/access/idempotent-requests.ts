import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { RidaError } from '../../../core/errors.ts';
import type { Schema } from '../../database/schema.ts';
import type { AccessPorts } from './ports.ts';
import { type Seal, type SentAnswer, sealWith } from './sealed-answers.ts';
import { hashOf } from './tokens.ts';

/** How long an answer is kept: a terminal may be offline for days. */
const keptMs = 7 * 86_400_000;

/** A request that was begun this long ago and has no answer was cut off: the service ended in its middle. */
const longestRequestMs = 120_000;

/** A write that came with an Idempotency-Key. */
export interface KeyedRequest {
  key: string;
  /** Whose key it is and for what: caller, workspace asked for, method, path. */
  scope: readonly string[];
  /** What is asked, for telling a repeat from another request under the same key. */
  content: string;
  /** Null where it is about no single workspace. */
  workspaceId: number | null;
}

/**
 * Does the work of a request once for each key: a repeat gets the answer of the first, for seven days.
 * Only what was done is kept; work that throws is as if never asked. Throws `idempotencyKeyReused` for
 * the key of another request, `requestInProgress` while the first is being answered, and what `work` throws.
 */
export async function answerOnce(
  request: KeyedRequest,
  ports: AccessPorts & { log: Logger },
  work: () => Promise<SentAnswer>,
): Promise<{ answer: SentAnswer; replayed: boolean }> {
  const claim = await begin(request, ports);
  if (claim === null) return { answer: await readAnswer(request, ports), replayed: true };
  // A claim that cannot be ended lapses by itself; what the work came to is not lost over it.
  const lapse = (error: unknown) => ports.log.error({ err: error }, 'the answer to repeats could not be settled');
  try {
    const answer = await work();
    await keep(claim, answer, ports).catch(lapse);
    return { answer, replayed: false };
  } catch (error) {
    await giveUp(claim, ports).catch(lapse);
    throw error;
  }
}

/** Forgets the answers that are kept no longer. Returns how many. */
export async function forgetIdempotentRequests(db: Kysely<Schema>, now: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('idempotent_requests')
    .where('begun_at', '<', now - keptMs)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** A request that is ours to answer; its salt tells it from a later one under the same key. */
interface Claim {
  id: Buffer;
  salt: Buffer;
  seal: Seal;
}

/** Of several that come at once one begins, and the others get null; so does who comes after it. */
async function begin(request: KeyedRequest, { db, now }: AccessPorts): Promise<Claim | null> {
  const salt = randomBytes(16);
  const seal = sealWith(request.key, salt);
  const id = idOf(request);
  const row = { begun_at: now(), salt, request_mac: seal.macOf(request.content), answer: null };
  const begun = await db
    .insertInto('idempotent_requests')
    .values({ id, workspace_id: request.workspaceId, ...row })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(row)
        .where((eb) =>
          eb.or([
            eb('idempotent_requests.begun_at', '<', now() - keptMs),
            eb.and([
              eb('idempotent_requests.answer', 'is', null),
              eb('idempotent_requests.begun_at', '<', now() - longestRequestMs),
            ]),
          ]),
        ),
    )
    .returning('id')
    .executeTakeFirst();
  return begun ? { id, salt, seal } : null;
}

async function readAnswer(request: KeyedRequest, { db }: AccessPorts): Promise<SentAnswer> {
  const row = await db
    .selectFrom('idempotent_requests')
    .select(['salt', 'request_mac', 'answer'])
    .where('id', '=', idOf(request))
    .executeTakeFirst();
  // Gone: the first has just failed, and a repeat may try.
  if (!row) throw new RidaError('requestInProgress', { seconds: 1 });
  const seal = sealWith(request.key, row.salt);
  if (!seal.macOf(request.content).equals(row.request_mac)) throw new RidaError('idempotencyKeyReused');
  if (row.answer === null) throw new RidaError('requestInProgress', { seconds: 1 });
  return seal.open(row.answer);
}

async function keep({ id, salt, seal }: Claim, answer: SentAnswer, { db }: AccessPorts): Promise<void> {
  await db
    .updateTable('idempotent_requests')
    .set({ answer: seal.seal(answer) })
    .where('id', '=', id)
    .where('salt', '=', salt)
    .execute();
}

async function giveUp({ id, salt }: Claim, { db }: AccessPorts): Promise<void> {
  await db.deleteFrom('idempotent_requests').where('id', '=', id).where('salt', '=', salt).execute();
}

function idOf({ scope, key }: KeyedRequest): Buffer {
  return hashOf(JSON.stringify([...scope, key]));
}
