import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * Of several processes one does this work, which has a space (32 bits) and a number within it; the others come back at once.
 * The lock goes with its connection, so a process that dies frees it.
 */
export async function alone(
  db: Kysely<Schema>,
  { space, number }: { space: number; number: number },
  work: () => Promise<void>,
): Promise<void> {
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ ours: boolean }>`
      select pg_try_advisory_lock(${space}, ${number}) as ours`.execute(connection);
    if (!rows[0]?.ours) return;
    try {
      await work();
    } finally {
      await sql`select pg_advisory_unlock(${space}, ${number})`.execute(connection);
    }
  });
}
