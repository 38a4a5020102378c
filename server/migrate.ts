import { readdirSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Schema } from './database/schema.ts';
import { readWarehouseMigrations } from './warehouse/migrations.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

/** Any number that nothing else locks with: the letters of "rida". */
const lockKey = 0x72696461;

/**
 * Brings both engines to this version's tables. Safe to run twice and from several processes at once:
 * one PostgreSQL lock covers both engines. Throws what the first failing migration throws.
 */
export async function migrate(db: Kysely<Schema>, warehouse: Warehouse): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${lockKey})`.execute(connection);
    try {
      await migrateDatabase(db);
      await migrateWarehouse(connection, warehouse);
    } finally {
      await sql`select pg_advisory_unlock(${lockKey})`.execute(connection);
    }
  });
}

/** PostgreSQL alone, without the common lock: for the template of test databases. */
export async function migrateDatabase(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: readDatabaseMigrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

const folder = new URL('./database/migrations/', import.meta.url);

async function readDatabaseMigrations(): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {};
  for (const file of readdirSync(folder)) {
    if (!/^\d{4}-[a-z-]+\.ts$/.test(file)) continue;
    const migration: Migration = await import(new URL(file, folder).href);
    migrations[file.replace(/\.ts$/, '')] = migration;
  }
  return migrations;
}

/** What was applied to which warehouse is kept in PostgreSQL: another warehouse starts from nothing. */
async function migrateWarehouse(db: Kysely<Schema>, warehouse: Warehouse): Promise<void> {
  await sql`
    create table if not exists warehouse_migrations (
      warehouse_id uuid not null,
      name text not null,
      applied_at timestamptz not null default now(),
      primary key (warehouse_id, name)
    )`.execute(db);
  const warehouseId = await identifyWarehouse(warehouse);
  const applied = await sql<{ name: string }>`
    select name from warehouse_migrations where warehouse_id = ${warehouseId}`.execute(db);
  const known = new Set(applied.rows.map((row) => row.name));
  for (const { name, statements } of readWarehouseMigrations()) {
    if (known.has(name)) continue;
    for (const statement of statements) await warehouse.command('fold', statement);
    await sql`
      insert into warehouse_migrations (warehouse_id, name) values (${warehouseId}, ${name})`.execute(db);
  }
}

async function identifyWarehouse(warehouse: Warehouse): Promise<string> {
  await warehouse.command(
    'fold',
    `CREATE TABLE IF NOT EXISTS identity (id UUID) ENGINE = MergeTree ORDER BY id
     SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  );
  const read = () => warehouse.rows<[string]>('fold', 'SELECT toString(id) FROM identity');
  if ((await read()).length === 0) {
    await warehouse.command('fold', 'INSERT INTO identity SELECT generateUUIDv4()');
  }
  const [first] = await read();
  if (first === undefined) throw new Error('the warehouse does not keep what is written to it');
  return first[0];
}
