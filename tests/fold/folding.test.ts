import { expect, test } from 'vitest';
import type { LogEvent } from '../../core/events/types.ts';
import { type FoldingOptions, type OwnFolding, startFolding } from '../../server/ingest/folding/folding.ts';
import { leaseMs } from '../../server/ingest/folding/lanes.ts';
import { type Engines, freshEngines } from '../support/engines.ts';
import { appendEvents, expectedFacts, storedFacts } from '../support/fact-tables.ts';
import { batches, epoch, makeEvent, sample } from '../support/random-history.ts';

const day = 86_400_000;

/** A clock the test turns. */
class Clock {
  at = epoch + 30 * day;
  readonly now = (): number => this.at;
}

async function withEngines(body: (engines: Engines) => Promise<void>): Promise<void> {
  const engines = await freshEngines();
  try {
    await body(engines);
  } finally {
    await engines.close();
  }
}

function open(engines: Engines, clock: Clock, options: Partial<FoldingOptions> = {}): Promise<OwnFolding> {
  const { db, warehouse, log } = engines;
  return startFolding({ db, warehouse, log, now: clock.now, manual: true, ...options });
}

test('whatever the order and the batches, the tables hold what the pure fold gives', async () => {
  await withEngines(async (engines) => {
    const clock = new Clock();
    const folding = await open(engines, clock);
    const events = sample(11, 12);
    for (const batch of batches(events, 12, 9)) {
      folding.offer(await appendEvents(engines.warehouse, [...batch, ...batch.slice(0, 2)], clock.at));
      await folding.settled();
    }
    expect(await storedFacts(engines.warehouse)).toEqual(expectedFacts(events, clock.at));
    expect(folding.lag()).toEqual({ streams: 0, oldestMs: 0 });
    await folding.stop();
  });
});

test('time alone ends sessions: what is due is folded again without any event', async () => {
  await withEngines(async (engines) => {
    const clock = new Clock();
    clock.at = epoch + 60_000;
    const folding = await open(engines, clock);
    const events = [
      makeEvent({ type: 'conversation.started', at: epoch, index: 0, body: { conversationId: 'c', channel: 'web' } }),
      makeEvent({ type: 'message.sent', at: epoch, index: 1, body: { conversationId: 'c', author: 'customer' } }),
      makeEvent({
        type: 'message.sent',
        at: epoch + 30_000,
        index: 2,
        body: { conversationId: 'c', author: 'agent', agentId: 'a' },
      }),
    ];
    folding.offer(await appendEvents(engines.warehouse, events, clock.at));
    await folding.settled();
    expect(await storedFacts(engines.warehouse)).toEqual(expectedFacts(events, clock.at));
    clock.at = epoch + 30_000 + 600_000;
    await folding.sweep();
    await folding.settled();
    const facts = await storedFacts(engines.warehouse);
    expect(facts).toEqual(expectedFacts(events, clock.at));
    expect(facts.join()).toContain('inactivity');
    expect(await engines.db.selectFrom('due').selectAll().execute()).toEqual([]);
    await folding.stop();
  });
});

test('one id with two contents: the higher revision, then the higher digest holds, in memory and from the log', async () => {
  await withEngines(async (engines) => {
    const clock = new Clock();
    const folding = await open(engines, clock);
    const said = (author: 'customer' | 'agent', revision: number, digest: string): LogEvent => ({
      ...makeEvent({ type: 'message.sent', at: epoch, index: 0, body: { conversationId: 'c', author, agentId: 'a' } }),
      revision,
      digest,
    });
    const low = said('agent', 0, 'ffffffffffffffff');
    const high = said('customer', 1, '0000000000000001');
    folding.offer(await appendEvents(engines.warehouse, [high], clock.at));
    await folding.settled();
    folding.offer(await appendEvents(engines.warehouse, [low], clock.at));
    await folding.settled();
    const expected = expectedFacts([high], clock.at);
    expect(await storedFacts(engines.warehouse)).toEqual(expected);
    await engines.warehouse.command('fold', 'OPTIMIZE TABLE events FINAL');
    expect(await engines.warehouse.rows('report', 'SELECT revision FROM events')).toEqual([[1]]);
    await folding.stop();
    const second = await open(engines, clock);
    await second.settled();
    expect(await storedFacts(engines.warehouse)).toEqual(expected);
    await second.stop();
  });
});

test('a start that moves to another month leaves no row behind', async () => {
  await withEngines(async (engines) => {
    const clock = new Clock();
    const folding = await open(engines, clock);
    const body = { conversationId: 'c' };
    const monthEnd = Date.UTC(2026, 1, 1) - 1000;
    const request = makeEvent({ type: 'agent.requested', at: monthEnd, index: 0, body });
    const reply = makeEvent({
      type: 'message.sent',
      at: monthEnd + 5000,
      index: 1,
      body: { ...body, author: 'agent', agentId: 'a' },
    });
    folding.offer(await appendEvents(engines.warehouse, [request], clock.at));
    await folding.settled();
    folding.offer(await appendEvents(engines.warehouse, [reply], clock.at));
    await folding.settled();
    expect(await storedFacts(engines.warehouse)).toEqual(expectedFacts([request, reply], clock.at));
    const rows = await engines.warehouse.rows('report', 'SELECT count(), uniqExact(toYYYYMM(at)) FROM sessions');
    expect(rows).toEqual([[expect.any(Number), 2]]);
    await folding.stop();
  });
});

test('presence: what is held at midnight counts for the next day, also when it comes late', async () => {
  await withEngines(async (engines) => {
    const clock = new Clock();
    const folding = await open(engines, clock);
    const evening = Date.UTC(2026, 1, 10, 22);
    const status = (at: number, index: number, value: 'online' | 'away' | 'offline') =>
      makeEvent({ type: 'agent.statusChanged', at, index, source: 'desk', body: { agentId: 'a', status: value } });
    const morning = status(evening + 5 * 3_600_000, 1, 'offline');
    folding.offer(await appendEvents(engines.warehouse, [morning], clock.at));
    await folding.settled();
    const night = status(evening, 0, 'online');
    folding.offer(await appendEvents(engines.warehouse, [night], clock.at));
    await folding.settled();
    expect(await storedFacts(engines.warehouse)).toEqual(expectedFacts([morning, night], clock.at));
    const [total] = await engines.warehouse.rows('report', 'SELECT sum(status_ms) / 3600000 FROM presence FINAL');
    expect(total).toEqual([5]);
    await folding.stop();
  });
});

test('two folders on one lane, one stopped past its lease: the late writer leaves no trace', async () => {
  await withEngines(async (engines) => {
    const clock = new Clock();
    const body = { conversationId: 'c' };
    const request = makeEvent({ type: 'agent.requested', at: epoch, index: 0, body });
    const reply = makeEvent({
      type: 'message.sent',
      at: epoch + 5000,
      index: 1,
      body: { ...body, author: 'agent', agentId: 'a' },
    });
    const paused = Promise.withResolvers<void>();
    const resumed = Promise.withResolvers<void>();
    const received = await appendEvents(engines.warehouse, [request], clock.at);
    const slow = await open(engines, clock, {
      holder: 'slow',
      alone: false,
      async atStep(step) {
        if (step !== 'folded') return;
        paused.resolve();
        await resumed.promise;
      },
    });
    slow.offer(received);
    const slowPass = slow.settled();
    await paused.promise;

    clock.at += leaseMs + 1;
    const next = await open(engines, clock, { holder: 'next', alone: false });
    next.offer(await appendEvents(engines.warehouse, [reply], clock.at));
    await next.settled();
    const expected = expectedFacts([request, reply], clock.at);
    expect(await storedFacts(engines.warehouse)).toEqual(expected);

    resumed.resolve();
    await slowPass;
    await next.sweep();
    await next.settled();
    expect(await storedFacts(engines.warehouse)).toEqual(expected);
    await slow.stop();
    await next.stop();
  });
});

test('a signal is raised once a subject, for what happens now and is no back-fill', async () => {
  await withEngines(async (engines) => {
    const clock = new Clock();
    clock.at = epoch + 120_000;
    const folding = await open(engines, clock);
    const talk = (conversationId: string, at: number, history: boolean) => [
      { ...makeEvent({ type: 'message.sent', at, index: 0, body: { conversationId, author: 'customer' } }), history },
      {
        ...makeEvent({
          type: 'message.sent',
          at: at + 1,
          index: 1,
          body: { conversationId, author: 'agent', agentId: 'a' },
        }),
        history,
      },
      {
        ...makeEvent({
          type: 'conversation.closed',
          at: at + 2,
          index: 2,
          body: { conversationId, by: 'agent', agentId: 'a' },
        }),
        history,
      },
      {
        ...makeEvent({
          type: 'survey.answered',
          at: at + 3,
          index: 3,
          body: { conversationId, ratingId: 'r', scale: 'smiley3', value: 3, subject: 'conversation' },
        }),
        history,
      },
    ];
    const events = [
      ...talk('now', epoch, false),
      ...talk('filled', epoch, true),
      ...talk('old', epoch - 2 * day, false),
    ];
    for (let round = 0; round < 2; round++) {
      folding.offer(await appendEvents(engines.warehouse, events, clock.at));
      await folding.settled();
    }
    const raised = await engines.db.selectFrom('signals').select(['kind', 'subject']).orderBy('kind').execute();
    expect(raised).toEqual([
      { kind: 'conversationClosed', subject: 'conversation:now test:e2' },
      { kind: 'ratingGiven', subject: 'conversation:now r' },
      { kind: 'sessionEnded', subject: 'conversation:now test:e0' },
    ]);
    await folding.stop();
  });
});

test('after a restart a stream is known to be old: its earlier events count', async () => {
  await withEngines(async (engines) => {
    const clock = new Clock();
    const events = sample(31, 6);
    const half = Math.ceil(events.length / 2);
    const [first = [], second = []] = batches(events, 31, half);
    const before = await open(engines, clock);
    before.offer(await appendEvents(engines.warehouse, first, clock.at));
    await before.settled();
    await before.stop();
    clock.at += 2 * day;
    const after = await open(engines, clock);
    await after.settled();
    after.offer(await appendEvents(engines.warehouse, second, clock.at));
    await after.settled();
    expect(second.length).toBeGreaterThan(0);
    expect(await storedFacts(engines.warehouse)).toEqual(expectedFacts(events, clock.at));
    await after.stop();
  });
});

test('while more waits than the next pass takes there is no room, and room again as soon as it has', async () => {
  await withEngines(async (engines) => {
    const clock = new Clock();
    const folding = await open(engines, clock);
    const events = Array.from({ length: 26_000 }, (_, index) =>
      makeEvent({
        type: 'message.sent',
        at: epoch + index,
        index,
        body: { conversationId: `c${index % 500}`, author: 'customer' },
      }),
    );
    expect(await folding.room()).toBe(22_500);
    folding.offer(events);
    let room: number | null = null;
    const waiting = folding.room().then((found) => (room = found));
    await Promise.resolve();
    expect(room).toBeNull();
    await folding.settled();
    expect(await waiting).toBe(22_500);
    await folding.stop();
  });
});
