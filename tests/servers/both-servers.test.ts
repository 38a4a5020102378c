import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { readSatisfaction } from '../../contract/routes/reports.ts';
import { openDatabase } from '../../server/database/open.ts';
import { readWarehouseMigrations } from '../../server/warehouse/migrations.ts';
import { type ClickHouseServer, startClickHouseServer } from '../support/clickhouse-server.ts';
import { makeTestDirectory, removeTestDirectory } from '../support/directories.ts';
import { createDatabase } from '../support/engines.ts';
import { testLog } from '../support/log.ts';
import { type RunningProcess, startNode } from '../support/processes.ts';
import { openTcpDoor } from '../support/tcp-door.ts';

let clickhouse: ClickHouseServer;
let door: Awaited<ReturnType<typeof openTcpDoor>>;
let dataDir: string;
let database: Awaited<ReturnType<typeof createDatabase>>;
let running: RunningProcess[] = [];

beforeAll(async () => {
  clickhouse = await startClickHouseServer();
  door = await openTcpDoor(join(inject('postgresSocket'), '.s.PGSQL.5432'));
  dataDir = makeTestDirectory();
});

afterAll(async () => {
  await clickhouse.stop();
  door.close();
  removeTestDirectory(dataDir);
});

beforeEach(async () => {
  // Empty, not the migrated template.
  database = await createDatabase('template0');
  running = [];
  return async () => {
    for (const { child, ended } of running) {
      child.kill('SIGKILL');
      await ended;
    }
    await database.drop();
  };
});

/** Settings of two servers, as an administrator would write them. */
function servers(): Record<string, string> {
  return {
    RIDA_DATA: dataDir,
    DATABASE_URL: `postgres://rida@127.0.0.1:${door.port}/${database.name}`,
    CLICKHOUSE_URL: `${clickhouse.url}/${database.name}`,
  };
}

function start(args: readonly string[], env: Record<string, string>): RunningProcess {
  const process = startNode(args, env);
  running.push(process);
  return process;
}

test('two processes that migrate the same servers at once both succeed, and every migration ran once', async () => {
  const both = [0, 1].map(() => start(['tests/support/engines-child.ts'], servers()));
  await Promise.all(both.map((process) => process.line(/^ready$/)));

  const { db, close } = await openDatabase({ url: database.url, dataDir, log: testLog });
  const warehouse = await sql<{ name: string }>`select name from warehouse_migrations order by name`.execute(db);
  expect(warehouse.rows.map((row) => row.name)).toEqual(readWarehouseMigrations().map(({ name }) => name));
  const lanes = await db
    .selectFrom('lanes')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  expect(lanes?.count).toBe(64);
  await close();
});

test('an api and a worker share the servers; neither takes the data directory', async () => {
  const serve = ['cli/rida.cjs', 'serve', '--empty'];
  const api = start(serve, { ...servers(), RIDA_ROLE: 'api', RIDA_PORT: '0' });
  const worker = start(serve, { ...servers(), RIDA_ROLE: 'worker' });
  const url = (await api.line(/Rida is running on /)).replace(/.*(http:\S+)$/, '$1');
  await worker.line(/running as a worker/);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  for (const { child, ended } of [api, worker]) {
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }
});

test('what the worker folds is in the reports of the api, which says how complete they are', async () => {
  const serve = ['cli/rida.cjs', 'serve', '--empty'];
  const api = start(serve, { ...servers(), RIDA_ROLE: 'api', RIDA_PORT: '0' });
  const url = (await api.line(/Rida is running on /)).replace(/.*(http:\S+)$/, '$1');
  const { token } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as { token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const report = async () => {
    const answer = await fetch(`${url}/api/v1/reports/satisfaction`, { headers });
    const { asOf, headline } = readSatisfaction.answer.parse(await answer.json());
    return { asOf: Date.parse(asOf), ratings: headline.ratings?.value };
  };
  // Nobody folds yet, so nothing is promised.
  expect(await report()).toEqual({ asOf: 0, ratings: 0 });

  start(serve, { ...servers(), RIDA_ROLE: 'worker' });
  for (let n = 1; n <= 3; n++) {
    const at = new Date().toISOString();
    const rating = { id: `r${n}`, ratingId: `r${n}`, type: 'survey.answered', at, scale: 'smiley3', value: 3 };
    const body = JSON.stringify({ ...rating, subject: 'conversation' });
    const sent = await fetch(`${url}/api/v1/events`, { method: 'POST', headers, body });
    expect(await sent.json()).toMatchObject({ accepted: 1 });
    const confirmedAt = Date.now();
    // From the promise on, never before it is kept.
    await expect.poll(async () => (await report()).asOf, { timeout: 20_000 }).toBeGreaterThanOrEqual(confirmedAt);
    expect((await report()).ratings).toBe(n);
  }
}, 60_000);

test('a role that needs servers is refused without them', async () => {
  const api = start(['cli/rida.cjs', 'serve'], { RIDA_DATA: dataDir, RIDA_ROLE: 'api' });
  expect(await api.ended).toBe(1);
  expect(api.lines.join('\n')).toContain('RIDA_ROLE=api needs DATABASE_URL and CLICKHOUSE_URL');
});
