import { type Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import { reasonOf } from '../../core/errors.ts';
import type { Schema } from './schema.ts';

/**
 * Takes deleted rows of these tables off the disk now: the tables are written anew without them, and the write-ahead log that
 * still holds them is ended and dropped. A server that does not let us keeps its log by its own rules; that is noted.
 */
export async function removeOldRows(db: Kysely<Schema>, tables: readonly string[], log: Logger): Promise<void> {
  for (const table of tables) await sql`vacuum full ${sql.table(table)}`.execute(db);
  try {
    // The log before the last checkpoint goes; what we wrote must lie before it.
    await sql`checkpoint`.execute(db);
    await sql`select pg_switch_wal()`.execute(db);
    await sql`checkpoint`.execute(db);
  } catch (error) {
    log.warn({ reason: reasonOf(error) }, 'PostgreSQL keeps its write-ahead log by its own rules');
  }
}
