import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../server/database/embedded/start.ts';
import { openDatabase } from '../../server/database/open.ts';
import { migrateDatabase } from '../../server/migrate.ts';
import { makeTestDirectory, removeTestDirectory } from './directories.ts';
import { testLog } from './log.ts';
import './provided.ts';

/** One PostgreSQL for the whole run; vitest calls what is returned at its end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = makeTestDirectory();
  const postgres = await startEmbeddedPostgres({ dataDir, log: testLog });
  const { host, user, database } = postgres.connection;
  const template = await openDatabase({ url: `postgres://${user}@/${database}?host=${host}`, dataDir, log: testLog });
  await migrateDatabase(template.db);
  // A database can be copied only while nobody is connected to it.
  await template.close();
  project.provide('postgresSocket', host);
  return async () => {
    await postgres.stop();
    removeTestDirectory(dataDir);
  };
}
