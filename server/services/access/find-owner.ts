import type { Kysely } from 'kysely';
import type { Schema } from '../../database/schema.ts';

/** The owner of the installation: its first person, who may still have to redeem their link. Null before any. */
export async function findOwner(db: Kysely<Schema>): Promise<number | null> {
  const first = await db.selectFrom('users').select('id').orderBy('id').limit(1).executeTakeFirst();
  return first?.id ?? null;
}
