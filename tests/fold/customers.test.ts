import { expect, test } from 'vitest';
import type { EventBody, LogEvent } from '../../core/events/types.ts';
import { customerStream, laneOf } from '../../core/events/streams.ts';
import { customerLagMs, storeCustomers } from '../../server/ingest/folding/customers-due.ts';
import { type FoldingOptions, type OwnFolding, startFolding } from '../../server/ingest/folding/folding.ts';
import { checkFacts } from '../../server/services/diagnosis/check-facts.ts';
import { useEngines } from '../support/engines.ts';
import { appendEvents, expectedChains, expectedFacts, storedChains, storedFacts } from '../support/fact-tables.ts';
import { batches, epoch, makeEvent, sample } from '../support/random-history.ts';

const day = 86_400_000;
const engines = useEngines();

/** Each test has a workspace of its own, and looks only at that. */
let workspaces = 100;

class Desk {
  readonly workspaceId = ++workspaces;
  readonly events: LogEvent[] = [];
  at = epoch + 60_000;
  folding!: OwnFolding;

  static async open(options: Partial<FoldingOptions> = {}): Promise<Desk> {
    const desk = new Desk();
    const { db, warehouse, log } = engines;
    desk.folding = await startFolding({ db, warehouse, log, now: () => desk.at, manual: true, ...options });
    return desk;
  }

  async take(...events: LogEvent[]): Promise<void> {
    const own = events.map((event) => ({ ...event, workspaceId: this.workspaceId }));
    this.events.push(...own);
    this.folding.offer(await appendEvents(engines.warehouse, own, this.at));
    await this.folding.settled();
  }

  /** Lets time pass, and folds what is due then. */
  async pass(ms: number): Promise<void> {
    this.at += ms;
    await this.folding.sweep();
    await this.folding.settled();
  }

  async facts(): Promise<string[]> {
    return this.own(await storedFacts(engines.warehouse));
  }

  async chains(): Promise<string[]> {
    return this.own(await storedChains(engines.warehouse));
  }

  private own(facts: readonly string[]): string[] {
    return facts.filter((text) => (JSON.parse(text) as unknown[])[1] === this.workspaceId);
  }

  expected(): string[] {
    return expectedChains(this.events, this.at);
  }

  async due(): Promise<{ stream: string; at: number }[]> {
    return engines.db
      .selectFrom('due')
      .select(['stream', 'at'])
      .where('workspace_id', '=', this.workspaceId)
      .where('stream', 'like', 'customer:%')
      .orderBy('stream')
      .execute();
  }
}

let ids = 0;
/** A customer writes in a conversation, which is closed a second later. */
function ticket(conversationId: string, customerKey: string | undefined, at: number): LogEvent[] {
  const event = (type: LogEvent['type'], body: EventBody, after = 0): LogEvent =>
    makeEvent({ type, at: at + after, index: ids++, body: { conversationId, ...body } });
  return [
    event('conversation.started', { channel: 'web', ...(customerKey !== undefined && { customerKey }) }),
    event('message.sent', { author: 'customer' }),
    event('conversation.closed', { by: 'agent', agentId: 'a' }, 1000),
  ];
}

test('whatever the order and the batches, issues are those of the contacts, a minute later', async () => {
  const desk = await Desk.open();
  desk.at = epoch + 30 * day;
  for (const batch of batches(sample(41, 12), 42, 60)) {
    await desk.take(...batch);
    await desk.pass(20_000);
  }
  await desk.pass(customerLagMs);
  const chains = await desk.chains();
  expect(chains).toEqual(desk.expected());
  expect(chains.filter((text) => text.startsWith('["issue"')).length).toBeGreaterThan(2);
  for (const { unlisted, missing } of await checkFacts(engines.warehouse)) expect(unlisted + missing).toBe(0);
  await desk.folding.stop();
});

test('a customer is folded a minute after he came, once however often he came, and when his quiet days end', async () => {
  const desk = await Desk.open();
  await desk.take(...ticket('c', 'k1', epoch));
  const [due] = await desk.due();
  expect(due).toEqual({ stream: 'customer:k1', at: desk.at + customerLagMs });
  await desk.pass(30_000);
  expect(await desk.chains()).toEqual([]);
  await desk.take(...ticket('d', 'k1', epoch + 5000));
  expect((await desk.due())[0]?.at).toBeLessThanOrEqual(due?.at ?? 0);
  await desk.pass(30_000);
  expect(await desk.chains()).toEqual(desk.expected());
  const quiet = epoch + 6000 + 7 * day;
  expect(await desk.due()).toEqual([{ stream: 'customer:k1', at: quiet }]);
  desk.at = quiet;
  await desk.pass(0);
  expect(await desk.chains()).toEqual(desk.expected());
  expect(await desk.due()).toEqual([]);
  await desk.folding.stop();
});

test('nobody is scheduled for conversations without a customer, nor for what describes one', async () => {
  const desk = await Desk.open();
  await desk.take(
    ...ticket('c', undefined, epoch),
    makeEvent({ type: 'customer.described', at: epoch, index: ids++, body: { customerKey: 'k1' } }),
  );
  expect(await desk.due()).toEqual([]);
  await desk.folding.stop();
});

test('a conversation that turns out to be another customer’s leaves nothing with the first', async () => {
  const desk = await Desk.open();
  await desk.take(...ticket('c', 'k1', epoch));
  await desk.pass(customerLagMs);
  const [, , ...other] = ticket('c', 'k2', epoch);
  await desk.take(
    makeEvent({
      type: 'conversation.started',
      at: epoch + 2000,
      index: ids++,
      body: { conversationId: 'c', channel: 'web', customerKey: 'k2' },
    }),
    ...other,
  );
  await desk.pass(customerLagMs);
  const chains = await desk.chains();
  expect(chains).toEqual(desk.expected());
  expect(chains.join()).not.toContain('k1');
  expect(await desk.facts()).toEqual(expectedFacts(desk.events, desk.at));
  await desk.folding.stop();
});

test('a customer who changes while he is folded is folded again', async () => {
  let change = async (): Promise<void> => {};
  const desk = await Desk.open({
    async atStep(step) {
      if (step === 'folded') await change();
    },
  });
  await desk.take(...ticket('c', 'k1', epoch));
  const stream = customerStream('k1');
  const lane = laneOf(desk.workspaceId, stream);
  change = async () => {
    change = async () => {};
    // As another process does that holds the lane of a conversation of his.
    await engines.db
      .transaction()
      .execute((trx) =>
        storeCustomers(trx, { folded: [], changed: [{ workspaceId: desk.workspaceId, stream, lane }] }, desk.at),
      );
  };
  await desk.pass(customerLagMs);
  expect(await desk.due()).toEqual([{ stream, at: desk.at + customerLagMs }]);
  await desk.pass(customerLagMs);
  expect((await desk.due())[0]?.at).toBe(epoch + 1000 + 7 * day);
  await desk.folding.stop();
});

test('time that has not come is moved by every change, so that whoever saw it knows', async () => {
  const { db } = engines;
  const customer = { workspaceId: ++workspaces, stream: 'customer:x', lane: 3 };
  const at = async () =>
    (await db.selectFrom('due').select('at').where('workspace_id', '=', customer.workspaceId).executeTakeFirst())?.at;
  const change = (now: number) =>
    db.transaction().execute((trx) => storeCustomers(trx, { folded: [], changed: [customer] }, now));
  const fold = (seen: number | null, next: number | null) =>
    db.transaction().execute((trx) => storeCustomers(trx, { folded: [{ ...customer, seen, next }], changed: [] }, 0));
  await change(1000);
  expect(await at()).toBe(61_000);
  await change(2000);
  expect(await at()).toBe(60_999);
  await fold(61_000, null);
  expect(await at()).toBe(60_999);
  await change(60_999);
  expect(await at()).toBe(120_999);
  await fold(120_999, 500_000);
  expect(await at()).toBe(500_000);
  await change(100_000);
  expect(await at()).toBe(160_000);
  await fold(null, 200_000);
  expect(await at()).toBe(160_000);
  await fold(160_000, null);
  expect(await at()).toBeUndefined();
});
