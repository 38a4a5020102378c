import type { Kysely } from 'kysely';
import { RidaError } from '../../core/errors.ts';
import type { Schema } from '../database/schema.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** Asks both engines for a row that only a migrated one has. Throws `unavailable`. */
export async function requireReady(engines: { db: Kysely<Schema>; warehouse: Warehouse }): Promise<void> {
  try {
    await Promise.all([
      engines.db.selectFrom('audit').select('id').limit(1).execute(),
      engines.warehouse.rows('report', 'SELECT 1 FROM folds LIMIT 1'),
    ]);
  } catch (error) {
    throw new RidaError('unavailable', {}, { cause: error });
  }
}
