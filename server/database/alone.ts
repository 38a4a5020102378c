import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** What a lock is about: a space (32 bits) and a number within it. */
export interface LockName {
  space: number;
  number: number;
}

/**
 * Of several processes one does this work, and the others come back at once. The lock goes with its connection, so a process
 * that dies frees it.
 */
export async function alone(db: Kysely<Schema>, lock: LockName, work: () => Promise<void>): Promise<void> {
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ ours: boolean }>`
      select pg_try_advisory_lock(${lock.space}, ${lock.number}) as ours`.execute(connection);
    if (rows[0]?.ours) await holding(connection, lock, work);
  });
}

/** The same for work that each of them has to do: whoever comes later waits. */
export async function inTurn(db: Kysely<Schema>, lock: LockName, work: () => Promise<void>): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${lock.space}, ${lock.number})`.execute(connection);
    await holding(connection, lock, work);
  });
}

async function holding(
  connection: Kysely<Schema>,
  { space, number }: LockName,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } finally {
    await sql`select pg_advisory_unlock(${space}, ${number})`.execute(connection);
  }
}
