import type { Kysely } from 'kysely';
import type { Schema } from '../../database/schema.ts';

/** As long as dead letters: they hold people's words. */
const keptMs = 30 * 86_400_000;

/** Forgets the refused rows of imports that ended long ago; their counts stay. Returns how many. */
export async function forgetRefusedRows(db: Kysely<Schema>, now: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('import_refusals')
    .where('import_id', 'in', (ended) =>
      ended
        .selectFrom('imports')
        .select('id')
        .where('finished_at', '<', now - keptMs),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
