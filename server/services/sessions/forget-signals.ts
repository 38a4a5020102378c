import type { Kysely } from 'kysely';
import { freshMs } from '../../../core/sessions/signals.ts';
import type { Schema } from '../../database/schema.ts';

/**
 * Forgets signals of subjects too old to raise one again: what keeps a subject from raising twice is
 * needed no longer. Returns how many.
 */
export async function forgetSignals(db: Kysely<Schema>, now: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('signals')
    .where('at', '<', now - 2 * freshMs)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
