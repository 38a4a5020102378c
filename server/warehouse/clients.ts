import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ClickHouseClientConfigOptions,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient,
} from '@clickhouse/client';
import { reasonOf } from '../../core/errors.ts';
import { sendByFile, sendByHttp } from './send-block.ts';
import type { RowBlock, WarehouseUse } from './warehouse.ts';

export type Client = ReturnType<typeof createClient>;
export type Clients = Record<WarehouseUse, Client[]>;

// chDB is an optional dependency (an image for server engines comes without its 543 MB), and it names
// the same types by another copy of the client's package: so it is loaded by name and typed here.
const chdbModule: string = 'chdb/connection';
interface ChdbModule {
  createChdbConnection(options: { path: string }): NonNullable<ClickHouseClientConfigOptions['connection']>;
}

const embeddedDatabase = 'rida';

/** How many statements of each use may run side by side: appending is serial by nature, a fold's tables are not. */
const connectionCounts = {
  embedded: { append: 1, fold: 2, report: 2 },
  server: { append: 1, fold: 4, report: 8 },
};

// Failures are logged once, by us: the client would print rows, and so people's words, to the console.
const quiet = { level: ClickHouseLogLevel.OFF };

const longestStatementMs = 330_000;

export interface Connections {
  clients: Clients;
  /** Outside the pool, never busy: ends the pool's statements. */
  control: Client;
  database: string;
  sendBlock: BlockSender;
  /** Gives back what `sendBlock` holds. */
  release(): void;
}

/** Runs the insert of a block on a connection. */
export type BlockSender = (client: Client, block: RowBlock, settings: ClickHouseSettings) => Promise<void>;

/** Connects all clients to the database, which is created where it is missing. */
export async function connect(url: string | undefined, dataDir: string): Promise<Connections> {
  return url === undefined ? connectEmbedded(join(dataDir, 'warehouse')) : connectServer(url);
}

async function connectEmbedded(path: string): Promise<Connections> {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { createChdbConnection }: ChdbModule = await import(chdbModule);
  const create = () => createClient({ connection: createChdbConnection({ path }), log: quiet });
  const clients = await createAll(create, connectionCounts.embedded, async (client) => {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${embeddedDatabase}` });
    await client.command({ query: `USE ${embeddedDatabase}` });
  });
  return { clients, control: create(), database: embeddedDatabase, ...sendByFile(path) };
}

/** `http://user:password@host:8123/database`; without a path the database is `rida`. */
async function connectServer(url: string): Promise<Connections> {
  const base = new URL(url);
  const database = decodeURIComponent(base.pathname.slice(1)) || embeddedDatabase;
  if (!/^[a-z_][a-z0-9_]*$/.test(database))
    throw new Error(`CLICKHOUSE_URL names a database we do not accept: ${database}`);
  base.pathname = '';
  const create = (name: string) =>
    createClient({
      url: base,
      database: name,
      request_timeout: longestStatementMs,
      compression: { request: true, response: true },
      log: quiet,
    });
  await createDatabase(create('default'), database);
  const clients = await createAll(() => create(database), connectionCounts.server);
  return { clients, control: create(database), database, sendBlock: sendByHttp, release() {} };
}

async function createDatabase(client: Client, database: string): Promise<void> {
  try {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` });
  } catch (cause) {
    throw new Error(`CLICKHOUSE_URL: ${reasonOf(cause)}`, { cause });
  } finally {
    await client.close();
  }
}

async function createAll(
  create: () => Client,
  counts: Record<WarehouseUse, number>,
  prepare: (client: Client) => Promise<void> = async () => {},
): Promise<Clients> {
  const clients: Clients = { append: [], fold: [], report: [] };
  for (const use of ['append', 'fold', 'report'] as const) {
    for (let i = 0; i < counts[use]; i++) {
      const client = create();
      await prepare(client);
      clients[use].push(client);
    }
  }
  return clients;
}
