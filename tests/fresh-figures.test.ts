import type { InjectOptions } from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { readSatisfaction } from '../contract/routes/reports.ts';
import { buildApp } from '../server/http/app.ts';
import { listenForFacts, tellFactsChanged } from '../server/database/facts-notices.ts';
import { Answers } from '../server/warehouse/answers.ts';
import { useApp } from './support/app.ts';

/** Equal questions share an answer, and no answer outlives a change of its facts: in any process. */
const own = useApp();

let key: string;
beforeAll(async () => {
  key = await own.key(await own.workspace('Fresh'));
});

/** Another process on the same engines, which folds nothing and hears of changes by PostgreSQL alone. */
async function anotherProcess() {
  const { services, pool } = own;
  const answers = new Answers();
  const listener = listenForFacts(pool, answers, services.log);
  const app = await buildApp({ ...services, answers });
  onTestFinished(async () => {
    await app.close();
    await listener.stop();
  });
  return { ask: (options: InjectOptions) => app.inject(options) };
}

async function rate(id: string): Promise<void> {
  const event = {
    id,
    type: 'survey.answered',
    at: new Date(own.clock.now - 60_000).toISOString(),
    ratingId: id,
    scale: 'smiley3',
    value: 3,
    subject: 'conversation',
  };
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await own.ask({ method: 'POST', url: '/api/v1/events', headers, payload: JSON.stringify(event) });
  expect(answer.json()).toMatchObject({ accepted: 1 });
  await own.services.folding.settled();
}

async function ratings({ ask }: Pick<typeof own, 'ask'>) {
  const answer = await ask({ url: '/api/v1/reports/satisfaction', headers: { authorization: `Bearer ${key}` } });
  return readSatisfaction.answer.parse(answer.json()).headline.ratings?.value;
}

/** Statements that the fact tables are asked while `work` runs. */
async function statementsDuring(work: () => Promise<unknown>): Promise<number> {
  const { warehouse } = own.services;
  let count = 0;
  const { forWorkspace } = warehouse;
  warehouse.forWorkspace = (workspaceId) => {
    const scoped = forWorkspace(workspaceId);
    return {
      ...scoped,
      rows(sql, params) {
        count += /\bFINAL\b/.test(sql) ? 1 : 0;
        return scoped.rows(sql, params);
      },
    };
  };
  await work().finally(() => (warehouse.forWorkspace = forWorkspace));
  return count;
}

/** Every change that was told so far has been heard here: they come in the order in which they were told. */
async function allHeard(): Promise<void> {
  const { answers, db } = own.services;
  const heard = Promise.withResolvers<void>();
  const factsChanged = answers.factsChanged.bind(answers);
  answers.factsChanged = (workspaceId) => (workspaceId === 0 ? heard.resolve() : factsChanged(workspaceId));
  await tellFactsChanged(db, [0]);
  await heard.promise;
  answers.factsChanged = factsChanged;
}

test('equal reports at once and after one another ask the warehouse once', async () => {
  await rate('first');
  const alone = await statementsDuring(() => ratings(own));
  expect(alone).toBeGreaterThan(0);
  await rate('second');
  await allHeard();
  const many = await statementsDuring(async () => {
    expect(await Promise.all(Array.from({ length: 20 }, () => ratings(own)))).toEqual(Array(20).fill(2));
    expect(await ratings(own)).toBe(2);
  });
  expect(many).toBe(alone);
});

test('what is folded is in the very next report of the process that folded it', async () => {
  const before = (await ratings(own)) ?? 0;
  for (let n = 1; n <= 10; n++) {
    await rate(`more ${n}`);
    expect(await ratings(own)).toBe(before + n);
  }
});

test('another process sees it as soon as it has heard of it', async () => {
  const other = await anotherProcess();
  const before = (await ratings(other)) ?? 0;
  for (let n = 1; n <= 5; n++) {
    await rate(`far ${n}`);
    await expect.poll(() => ratings(other)).toBe(before + n);
  }
});

test('a change that was told while nobody listened is not missed', async () => {
  const other = await anotherProcess();
  const before = (await ratings(other)) ?? 0;
  expect(await ratings(other)).toBe(before);
  await own.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
                        where query ilike '%pg_notify%' and pid <> pg_backend_pid() and datname = current_database()`);
  await rate('unheard');
  await expect.poll(() => ratings(other)).toBe(before + 1);
});

test('a comparison of the running month is shared by all who ask within a minute', async () => {
  const compared = async () => {
    const url = '/api/v1/reports/satisfaction?compare=before';
    const answer = await own.ask({ url, headers: { authorization: `Bearer ${key}` } });
    return readSatisfaction.answer.parse(answer.json()).comparedWith;
  };
  own.clock.now = Date.UTC(2026, 10, 22, 12, 0, 1);
  const first = await compared();
  // The same part of October, by the clock on Riyadh's walls.
  expect(first).toEqual({ from: '2026-09-30T21:00:00.000Z', to: '2026-10-22T12:01:00.000Z' });
  own.clock.now += 58_000;
  expect(await statementsDuring(async () => expect(await compared()).toEqual(first))).toBe(0);
  own.clock.now += 2_000;
  expect((await compared())?.to).toBe('2026-10-22T12:02:00.000Z');
});
