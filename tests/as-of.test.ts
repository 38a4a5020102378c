import { beforeAll, expect, test } from 'vitest';
import { readFoldLag } from '../contract/routes/ingest.ts';
import { queryReport } from '../contract/routes/reports.ts';
import { foldedElsewhere } from '../server/ingest/folding/as-of.ts';
import { startFolding } from '../server/ingest/folding/folding.ts';
import { leaseMs } from '../server/ingest/folding/lanes.ts';
import { useApp } from './support/app.ts';
import { appendEvents } from './support/fact-tables.ts';
import { makeEvent } from './support/random-history.ts';

/** `asOf` promises: every event confirmed up to then is in the figures beside it. */
const app = useApp();

let key: string;
beforeAll(async () => {
  key = await app.key(await app.workspace('As of'));
});

const headers = () => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });

async function send(id: string): Promise<void> {
  const at = new Date(app.clock.now - 60_000).toISOString();
  const rating = { id, type: 'survey.answered', at, ratingId: id, scale: 'smiley3', value: 3, subject: 'conversation' };
  const answer = await app.ask({
    method: 'POST',
    url: '/api/v1/events',
    headers: headers(),
    payload: JSON.stringify(rating),
  });
  expect(answer.json()).toMatchObject({ accepted: 1 });
}

async function report() {
  const payload = JSON.stringify({ kpis: ['ratings'] });
  const answer = await app.ask({ method: 'POST', url: '/api/v1/reports/query', headers: headers(), payload });
  const { asOf, answeredAt, totals } = queryReport.answer.parse(answer.json());
  return { asOf: Date.parse(asOf), answeredAt: Date.parse(answeredAt), ratings: totals['ratings']?.value };
}

async function lagMs(): Promise<number> {
  return readFoldLag.answer.parse((await app.ask({ url: '/api/v1/ingest/lag', headers: headers() })).json()).oldestMs;
}

test('while nothing waits it is now, however long ago the last event came', async () => {
  app.clock.now += 3_600_000;
  expect(await report()).toEqual({ asOf: app.clock.now, answeredAt: app.clock.now, ratings: 0 });
  expect(await lagMs()).toBe(0);
});

test('it stays before an event that is not in the figures yet, and goes on once it is', async () => {
  const receivedAt = app.clock.now;
  await send('waits');
  app.clock.now += 5_000;
  expect(await report()).toEqual({ asOf: receivedAt - 1, answeredAt: app.clock.now, ratings: 0 });
  expect(await lagMs()).toBe(5_001);
  await app.services.folding.settled();
  expect(await report()).toEqual({ asOf: app.clock.now, answeredAt: app.clock.now, ratings: 1 });
});

test('an event that comes while a report is computed is not promised', async () => {
  const asked = app.clock.now;
  const { ask } = app.services.answers;
  app.services.answers.ask = async (...question) => {
    await send('late');
    app.clock.now += 1_000;
    await app.services.folding.settled();
    app.services.answers.ask = ask;
    return ask.apply(app.services.answers, question);
  };
  expect(await report()).toMatchObject({ asOf: asked, answeredAt: asked + 1_000 });
});

test('where another process folds, it is what that one has looked at, and stays where nobody folds', async () => {
  const { db, warehouse, log } = app.services;
  await app.services.folding.stop();
  const clock = { at: app.clock.now + leaseMs };
  const worker = await startFolding({
    db,
    warehouse,
    log,
    now: () => clock.at,
    alone: false,
    follow: true,
    manual: true,
  });
  const seen = foldedElsewhere(db);
  await worker.settled();
  await worker.sweep();
  expect(await seen.asOf()).toBe(clock.at);

  const lastLook = clock.at;
  clock.at += 1_000;
  const body = { conversationId: 'c', channel: 'web' } as const;
  await appendEvents(warehouse, [makeEvent({ type: 'conversation.started', at: clock.at, index: 0, body })], clock.at);
  expect(await seen.asOf()).toBe(lastLook);
  await worker.sweep();
  expect(await seen.asOf()).toBe(lastLook);
  await worker.settled();
  clock.at += 1_000;
  await worker.sweep();
  expect(await seen.asOf()).toBe(clock.at);

  await worker.stop();
  expect(await seen.asOf()).toBe(clock.at);
});
