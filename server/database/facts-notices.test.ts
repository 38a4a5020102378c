import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { freshDatabase, createDatabase } from '../../tests/support/engines.ts';
import { testLog } from '../../tests/support/log.ts';
import { openTcpDoor } from '../../tests/support/tcp-door.ts';
import { type ListenerPace, listenForFacts, tellFactsChanged } from './facts-notices.ts';

/** What a hearer was told, in order. */
function listen(pool: pg.Pool, pace: Partial<ListenerPace> = { retryMs: 10 }): string[] {
  const heard: string[] = [];
  const listener = listenForFacts(
    pool,
    {
      connected: () => void heard.push('connected'),
      lost: () => void heard.push('lost'),
      factsChanged: (workspaceId) => void heard.push(`changed ${workspaceId}`),
    },
    testLog,
    pace,
  );
  onTestFinished(() => listener.stop());
  return heard;
}

async function open() {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  return database;
}

test('a pass tells of all its workspaces at once, when it commits', async () => {
  const { db, pool } = await open();
  const heard = listen(pool);
  await expect.poll(() => heard).toEqual(['connected']);
  await db.transaction().execute(async (trx) => {
    await tellFactsChanged(trx, [7, 8]);
    expect(heard).toEqual(['connected']);
  });
  await expect.poll(() => heard.toSorted()).toEqual(['changed 7', 'changed 8', 'connected']);
});

test('what is rolled back was never told', async () => {
  const { db, pool } = await open();
  const heard = listen(pool);
  await expect.poll(() => heard).toEqual(['connected']);
  const failing = db.transaction().execute(async (trx) => {
    await tellFactsChanged(trx, [7]);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  await tellFactsChanged(db, [8]);
  await expect.poll(() => heard).toEqual(['connected', 'changed 8']);
});

test('a connection that breaks is said to be lost, and made again', async () => {
  const { db, pool } = await open();
  const heard = listen(pool);
  await expect.poll(() => heard).toEqual(['connected']);
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where query ilike '%pg_notify%'
                    and pid <> pg_backend_pid() and datname = current_database()`);
  await expect.poll(() => heard).toEqual(['connected', 'lost', 'connected']);
  await tellFactsChanged(db, [9]);
  await expect.poll(() => heard.at(-1)).toBe('changed 9');
});

test('a connection that dies in silence is noticed by its pulse', async () => {
  const { name, drop } = await createDatabase();
  const door = await openTcpDoor(join(inject('postgresSocket'), '.s.PGSQL.5432'));
  const pool = new pg.Pool({ connectionString: `postgres://rida@127.0.0.1:${door.port}/${name}` });
  onTestFinished(async () => {
    await pool.end();
    door.close();
    await drop();
  });
  const heard = listen(pool, { pulseEveryMs: 50, pulseLimitMs: 200, retryMs: 10 });
  await expect.poll(() => heard).toEqual(['connected']);
  door.mute();
  await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['connected', 'lost', 'connected']);
});

test('it stops at once, also while it waits for the next pulse', async () => {
  const { pool } = await open();
  const heard: string[] = [];
  const say = (word: string) => () => void heard.push(word);
  const listener = listenForFacts(pool, { connected: say('connected'), lost: say('lost'), factsChanged() {} }, testLog);
  await expect.poll(() => heard).toEqual(['connected']);
  await listener.stop();
  expect(heard).toEqual(['connected', 'lost']);
});
