import { type Kysely, sql } from 'kysely';
import { RidaError } from '../../../core/errors.ts';
import type { Schema } from '../../database/schema.ts';
import { hashOf } from './tokens.ts';

/** At most `most` attempts a window at `subject` (an account, an address, a browser). */
export interface Limit {
  kind: string;
  subject: string;
  most: number;
  windowMs: number;
}

/**
 * Counts an attempt against each limit in order and throws `tooManyRequests` at the first that is
 * used up; the later ones are then not counted, so one noisy address cannot use up an account.
 * One statement a limit, in the database: a hundred at once, in many processes, count a hundred.
 */
export async function countAttempt(db: Kysely<Schema>, limits: readonly Limit[], now: number): Promise<void> {
  await db.deleteFrom('attempts').where('resets_at', '<=', now).execute();
  for (const limit of limits) {
    const { count, resets_at } = await db
      .insertInto('attempts')
      .values({ bucket: bucketOf(limit), count: 1, resets_at: now + limit.windowMs })
      .onConflict((conflict) => conflict.column('bucket').doUpdateSet({ count: sql`attempts.count + 1` }))
      .returning(['count', 'resets_at'])
      .executeTakeFirstOrThrow();
    if (count > limit.most) {
      throw new RidaError('tooManyRequests', { seconds: Math.ceil((resets_at - now) / 1000) });
    }
  }
}

/** Takes back what a success had counted: only failures use a limit up. */
export async function forgetAttempt(db: Kysely<Schema>, limits: readonly Limit[]): Promise<void> {
  for (const limit of limits) {
    await db
      .updateTable('attempts')
      .set((row) => ({ count: row('count', '-', 1) }))
      .where('bucket', '=', bucketOf(limit))
      .where('count', '>', 0)
      .execute();
  }
}

function bucketOf({ kind, subject }: Limit): Buffer {
  return hashOf(`${kind}\n${subject}`);
}
