import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { type Database, openDatabase } from '../../server/database/open.ts';
import type { Schema } from '../../server/database/schema.ts';
import { migrate } from '../../server/migrate.ts';
import { type WarehouseOptions, openWarehouse } from '../../server/warehouse/open.ts';
import type { Warehouse } from '../../server/warehouse/warehouse.ts';
import { makeTestDirectory, removeTestDirectory } from './directories.ts';
import { testLog } from './log.ts';
import './provided.ts';

/** `DATABASE_URL` of a database of this run's PostgreSQL. */
export function databaseUrl(name: string): string {
  return `postgres://rida@/${name}?host=${inject('postgresSocket')}`;
}

/** Name of a new database, a copy of the migrated template; `drop` removes it with all its connections. */
export async function createDatabase(template = 'rida'): Promise<{ name: string; url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} template ${template}`);
  return { name, url: databaseUrl(name), drop: () => administer(`drop database ${name} with (force)`) };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A migrated PostgreSQL database of its own; `close` drops it. */
export async function freshDatabase(): Promise<Database> {
  const { url, drop } = await createDatabase();
  const database = await openDatabase({ url, dataDir: '', log: testLog });
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

export interface Engines {
  db: Kysely<Schema>;
  pool: pg.Pool;
  warehouse: Warehouse;
  dataDir: string;
  log: typeof testLog;
  close(): Promise<void>;
}

/**
 * Both engines, migrated and empty: a PostgreSQL database and a chDB directory of their own. chDB binds
 * one directory a process: close one before the next, or share one a file by `useEngines`.
 */
export async function freshEngines(options: Pick<WarehouseOptions, 'limits'> = {}): Promise<Engines> {
  const dataDir = makeTestDirectory();
  const { db, pool, close: closeDatabase } = await freshDatabase();
  const warehouse = await openWarehouse({ dataDir, log: testLog, ...options });
  await migrate(db, warehouse);

  async function close(): Promise<void> {
    await warehouse.close();
    await closeDatabase();
    removeTestDirectory(dataDir);
  }

  return { db, pool, warehouse, dataDir, log: testLog, close };
}

/** Engines for all tests of a file: open before the first, closed after the last. Call it at the file's top. */
export function useEngines(): Engines {
  let engines: Engines | null = null;
  const current = (): Engines => {
    if (!engines) throw new Error('engines are open only inside tests and hooks');
    return engines;
  };
  beforeAll(async () => {
    engines = await freshEngines();
  });
  afterAll(() => engines?.close());
  return {
    get db() {
      return current().db;
    },
    get pool() {
      return current().pool;
    },
    get warehouse() {
      return current().warehouse;
    },
    get dataDir() {
      return current().dataDir;
    },
    log: testLog,
    close: () => current().close(),
  };
}
