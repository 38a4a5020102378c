import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWarehouse } from '../../server/warehouse/open.ts';
import type { Warehouse } from '../../server/warehouse/warehouse.ts';
import { makeTestDirectory, removeTestDirectory } from '../support/directories.ts';
import { testLog } from '../support/log.ts';

/**
 * kill -9 in the middle of ingest, again and again on one data directory. The ledger lies outside the
 * engine: what it says was acknowledged must be there afterwards, once. `RIDA_KILL_ROUNDS=100` for more.
 */
const rounds = Number(process.env['RIDA_KILL_ROUNDS'] ?? 12);
const seed = Number(process.env['RIDA_SEED'] ?? 20_261_122);
const eventsPerRequest = 20;

const dataDir = makeTestDirectory();
const ledgerPath = join(dataDir, 'ledger');
let warehouse: Warehouse;

interface Line {
  name?: string;
  letters?: string[];
  accepted?: number;
  repeated?: string;
  fault?: string;
}
let lines: Line[] = [];

beforeAll(async () => {
  const random = seededRandom(seed);
  for (let round = 0; round < rounds; round++) await runUntilKilled(round, 30 + random() * 900);
  lines = existsSync(ledgerPath) ? readLedger() : [];
  warehouse = await openWarehouse({ dataDir, log: testLog });
}, rounds * 20_000);

afterAll(async () => {
  await warehouse.close();
  removeTestDirectory(dataDir);
});

async function runUntilKilled(round: number, afterMs: number): Promise<void> {
  const child = fork(join(import.meta.dirname, 'ingest-child.ts'), [dataDir, ledgerPath, String(round)], {
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
    execArgv: [],
  });
  const ended = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    ended.then(() => expect.fail(`round ${round}: the child ended by itself`)),
  ]);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await ended;
}

/** The last line of a round may be cut by the kill: its receipt was never heard of. */
function readLedger(): Line[] {
  return readFileSync(ledgerPath, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Line];
      } catch {
        return [];
      }
    });
}

const acknowledged = () => lines.filter((line) => line.name !== undefined);

async function column(sql: string): Promise<Set<string>> {
  const values = new Set<string>();
  for (let after = ''; ;) {
    const page = await warehouse.rows<[string]>('report', `${sql} ORDER BY 1 LIMIT 20000`, { after });
    for (const [value] of page) values.add(value);
    if (page.length < 20_000) return values;
    after = page.at(-1)?.[0] ?? '';
  }
}

test(`the kills fell in the middle of work (seed ${seed})`, () => {
  expect(acknowledged().length).toBeGreaterThan(rounds);
});

test('nothing acknowledged is missing: neither events nor words, people or dead letters', async () => {
  const [events, words, people, letters] = [
    await column('SELECT DISTINCT id FROM events WHERE id > {after:String}'),
    await column("SELECT DISTINCT id FROM private_events WHERE id > {after:String} AND text = concat('words of ', id)"),
    await column('SELECT DISTINCT id FROM private_customers WHERE id > {after:String}'),
    await column('SELECT DISTINCT letter_id FROM dead_letters WHERE letter_id > {after:String}'),
  ];
  const missing = acknowledged().flatMap(({ name, letters: acknowledgedLetters = [] }) => [
    ...Array.from({ length: eventsPerRequest }, (_, n) => `${name}.${n}`).filter(
      (id) => !events.has(id) || !words.has(id) || !people.has(id),
    ),
    ...acknowledgedLetters.filter((letter) => !letters.has(letter)),
  ]);
  expect(missing).toEqual([]);
});

test('nothing is there that was not sent, and no log row is without its words', async () => {
  const [[strange]] = (await warehouse.rows<[number]>(
    'report',
    "SELECT count() FROM events WHERE NOT match(id, '^[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+$')",
  )) as [[number]];
  const [[wordless]] = (await warehouse.rows<[number]>(
    'report',
    'SELECT count() FROM events WHERE (source, id) NOT IN (SELECT source, id FROM private_events)',
  )) as [[number]];
  expect([strange, wordless]).toEqual([0, 0]);
});

test('what was sent again was known: an event has one row in the log', async () => {
  expect(lines.filter((line) => line.fault !== undefined)).toEqual([]);
  expect(lines.filter((line) => line.repeated !== undefined).length).toBeGreaterThan(0);
});

test('the counts hold every receipt, and no event that the log does not have', async () => {
  const [[accepted, duplicate, refused]] = (await warehouse.rows<[number, number, number]>(
    'report',
    'SELECT sum(accepted), sum(duplicate), sum(refused) FROM ingest_counts',
  )) as [[number, number, number]];
  const [[inLog]] = (await warehouse.rows<[number]>('report', 'SELECT uniqExact(id) FROM events')) as [[number]];
  const receipts = acknowledged().reduce((sum, line) => sum + (line.accepted ?? 0), 0);
  expect(accepted).toBeGreaterThanOrEqual(receipts);
  expect(accepted).toBeLessThanOrEqual(inLog);
  expect(accepted + duplicate).toBe(refused * eventsPerRequest);
});

/** mulberry32: the same kills for the same seed, as far as a machine's load allows. */
function seededRandom(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
