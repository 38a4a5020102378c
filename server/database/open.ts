import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { reasonOf } from '../../core/errors.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/start.ts';
import type { Schema } from './schema.ts';

export interface Database {
  db: Kysely<Schema>;
  pool: pg.Pool;
  /** Closes the connections and stops the engine where it is embedded. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL server; without it a private one is started on `dataDir`/database. */
  url?: string | undefined;
  dataDir: string;
  log: Logger;
  /** Called when the embedded engine ends although nobody stopped it. */
  onLost?: (reason: string) => void;
}

const maxConnections = 12;

/** Opens PostgreSQL; tables come from `migrate`. */
export async function openDatabase({ url, dataDir, log, onLost }: DatabaseOptions): Promise<Database> {
  const embedded = url === undefined ? await startEmbeddedPostgres({ dataDir, log, onLost }) : null;
  const pool = createPool(embedded, url);
  let closing = false;
  // An idle connection that breaks is replaced; without a listener the error would end the process.
  pool.on('error', (error) => {
    if (!closing) log.warn({ reason: error.message }, 'an idle PostgreSQL connection was lost');
  });
  // A connection in use reports to its query; the pool listens to it only while it is idle.
  pool.on('connect', (client) => client.on('error', () => {}));
  if (url !== undefined) await reach(pool);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });

  async function close(): Promise<void> {
    closing = true;
    await db.destroy();
    await embedded?.stop();
  }

  return { db, pool, close };
}

function createPool(embedded: EmbeddedPostgres | null, url: string | undefined): pg.Pool {
  return new pg.Pool({
    ...(embedded ? embedded.connection : { connectionString: url }),
    application_name: 'rida',
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: parserOf },
  });
}

/** A wrong address is said at once, under the name of its setting. */
async function reach(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (cause) {
    await pool.end();
    throw new Error(`DATABASE_URL: ${reasonOf(cause)}`, { cause });
  }
}

const bigint = 20;
const date = 1082;

/** bigint arrives as a number (ours stay below 2⁵³), a date as its text: it has no instant. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === bigint) return Number;
  if (oid === date) return String;
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
}
