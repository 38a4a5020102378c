import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { createLog, openEngines, readSettings } from '../server/main.ts';
import { ask } from '../server/warehouse/ask.ts';
import type { Warehouse } from '../server/warehouse/warehouse.ts';
import { fillFacts } from './support/fill-facts.ts';
import { fillPostgres } from './support/fill-postgres.ts';
import { quantile } from './support/load.ts';
import { writeResult } from './support/result.ts';
import { tenQuestions, type Trial } from './support/ten-questions.ts';

/**
 * Ten questions of a support admin, each in turn as Rida asks it, as written by hand for the same engine, and for
 * PostgreSQL with the same facts and indexes that hold what is asked.
 * `node bench/questions.ts [sessions …]`
 */
const sizes = process.argv.slice(2).map(Number);
const from = Date.UTC(2025, 0, 1);
const workspaceId = 1;

interface Measured {
  oursMs: number;
  byHandMs: number;
  postgresMs: number;
  toByHand: number;
  postgresToOurs: number;
}

async function measure(sessions: number): Promise<Record<string, unknown>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rida-bench-'));
  const { warehouse, pool, close } = await openEngines(
    { ...readSettings(), dataDir, logLevel: 'warn' },
    { log: createLog({ logLevel: 'warn' }) },
  );
  try {
    await fillFacts(warehouse, workspaceId, sessions, from);
    await fillPostgres(pool, sessions, from);
    const client = await pool.connect();
    try {
      // What somebody who tunes it would set for reports on this machine.
      await client.query(
        "set work_mem = '256MB'; set max_parallel_workers_per_gather = 2; set jit = off; set enable_sort = on",
      );
      const measured: Record<string, Measured> = {};
      for (const trial of tenQuestions())
        measured[trial.name] = await run(trial, sessions > 2_000_000 ? 3 : 5, warehouse, client);
      const all = Object.values(measured);
      return {
        worstToByHand: Math.max(...all.map(({ toByHand }) => toByHand)),
        leastPostgresToOurs: Math.min(...all.map(({ postgresToOurs }) => postgresToOurs)),
        all: {
          toByHand: sum(all, 'oursMs') / sum(all, 'byHandMs'),
          postgresToOurs: sum(all, 'postgresMs') / sum(all, 'oursMs'),
        },
        questions: measured,
      };
    } finally {
      client.release();
    }
  } finally {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function sum(all: readonly Measured[], key: keyof Measured): number {
  return all.reduce((total, each) => total + each[key], 0);
}

async function run(trial: Trial, rounds: number, warehouse: Warehouse, client: pg.PoolClient): Promise<Measured> {
  const ours: number[] = [];
  const byHand: number[] = [];
  const postgres: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const one = await timed(() =>
      ask(warehouse.forWorkspace(workspaceId), trial.question, { workspaceId, sees: 'everything' }),
    );
    const two = await timed(() => warehouse.rows('report', trial.clickhouse));
    const three = await timed(async () => {
      const { rows } = await client.query<unknown[]>({ text: trial.postgres, rowMode: 'array' });
      return rows;
    });
    // The first round warms the caches of all three, and shows that they tell of the same.
    if (round === 0) {
      checkAlike(trial, one.answer.rows.length + 1, two.answer, three.answer);
      continue;
    }
    ours.push(one.ms);
    byHand.push(two.ms);
    postgres.push(three.ms);
  }
  const [oursMs, byHandMs, postgresMs] = [quantile(ours, 0.5), quantile(byHand, 0.5), quantile(postgres, 0.5)];
  return { oursMs, byHandMs, postgresMs, toByHand: oursMs / byHandMs, postgresToOurs: postgresMs / oursMs };
}

type Rows = readonly (readonly unknown[])[];

/** Rida's rows and one for all are as many as the others' rows, and the others' cells are the same numbers. */
function checkAlike(trial: Trial, ours: number, byHand: Rows, postgres: Rows): void {
  const { name, keys } = trial;
  const counts = [ours, byHand.length, postgres.length];
  if (new Set(counts).size > 1) throw new Error(`${name}: ${counts.join(', ')} rows`);
  const [one, other] = [byHand, postgres].map((rows) => rows.map((row) => cellsOf(row.slice(keys))).toSorted());
  const at = one?.findIndex((cells, i) => cells !== other?.[i]);
  if (at !== -1) throw new Error(`${name}: ${one?.[at ?? 0]} is not ${other?.[at ?? 0]}`);
}

/** Numbers as text, to nine digits: PostgreSQL gives some of them as text already. */
function cellsOf(row: readonly unknown[]): string {
  return row
    .flat()
    .map((value) => Number(value).toPrecision(9))
    .join(' ');
}

async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const begun = performance.now();
  const answer = await work();
  return { answer, ms: performance.now() - begun };
}

const results: Record<string, unknown> = {};
for (const sessions of sizes.length > 0 ? sizes : [1_000_000, 10_000_000])
  results[String(sessions)] = await measure(sessions);
writeResult('questions', results);
