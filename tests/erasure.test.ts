import { beforeEach, describe, expect, it, vi } from 'vitest';
import { eraseCustomer, readCustomer, readErasure } from '../contract/routes/customers.ts';
import { kpis } from '../core/kpis/kpis.ts';
import { accept } from '../server/ingest/accept.ts';
import { watchErasedPeople } from '../server/ingest/erased-people.ts';
import { startIntake } from '../server/ingest/intake.ts';
import { ask as askWarehouse } from '../server/warehouse/ask.ts';
import { runErasures, type RunErasuresPorts, stragglersMs } from '../server/services/customers/run-erasures.ts';
import { failingAfter } from './support/failing-warehouse.ts';
import { useApp } from './support/app.ts';

// Dozens of statements an erasure, on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const test = useApp();

let workspaceId: number;
let key: string;
let named = 0;
beforeEach(async () => {
  // Second looks that earlier tests have waiting.
  await test.services.db.deleteFrom('erasures').execute();
  workspaceId = await test.workspace(`erasure ${++named}`);
  key = await test.key(workspaceId);
});

/** What must be gone: every word of it is in something that is sent. */
const person = { id: 'canary-id-77', name: 'Canary Bahrami', phone: '+966 55 010 7788', email: 'canary@example.com' };

const at = (minute: number) => new Date(test.clock.now - 3_600_000 + minute * 60_000).toISOString();

/** Everything that can be told of somebody, through every kind of event. */
function lifeOf(customer: typeof person, name: string): Record<string, unknown>[] {
  const conversationId = `${name}-chat`;
  return [
    {
      id: `${name}-1`,
      type: 'conversation.started',
      at: at(0),
      conversationId,
      channel: 'whatsapp',
      topic: 'billing',
      url: 'https://example.com/canary-url',
      customer,
      note: 'canary-extra',
    },
    { id: `${name}-2`, type: 'message.sent', at: at(1), conversationId, author: 'customer', text: 'canary-text' },
    { id: `${name}-3`, type: 'conversation.assigned', at: at(2), conversationId, agentId: 'a1' },
    {
      id: `${name}-4`,
      type: 'message.sent',
      at: at(3),
      conversationId,
      author: 'agent',
      agentId: 'a1',
      text: `canary-reply to ${customer.name}`,
    },
    { id: `${name}-5`, type: 'conversation.closed', at: at(4), conversationId, by: 'agent', agentId: 'a1' },
    {
      id: `${name}-6`,
      type: 'survey.answered',
      at: at(5),
      conversationId,
      ratingId: `${name}-r`,
      scale: 'smiley3',
      value: 3,
      subject: 'conversation',
      comment: 'canary-comment',
    },
    {
      id: `${name}-7`,
      type: 'call.queued',
      at: at(6),
      callId: `${name}-call`,
      customer,
      dialled: '920000000',
      recording: 'canary-recording',
    },
    { id: `${name}-8`, type: 'call.ended', at: at(7), callId: `${name}-call`, note: 'canary-call-note' },
    {
      id: `${name}-9`,
      type: 'visit.issued',
      at: at(8),
      siteId: 's',
      businessDay: '2026-11-22',
      ticket: name,
      customer,
      note: 'canary-visit',
    },
    { id: `${name}-10`, type: 'customer.described', at: at(9), customer: { ...customer, name: 'Canary Other Name' } },
    {
      id: `${name}-11`,
      type: 'survey.answered',
      at: at(10),
      ratingId: `${name}-alone`,
      scale: 'stars5',
      value: 4,
      subject: 'service',
      comment: 'canary-lone-comment',
      customer,
    },
    {
      id: `${name}-12`,
      type: 'article.searched',
      at: at(11),
      visitorId: customer.id,
      results: 0,
      query: 'canary-query',
    },
  ];
}

const refused = [
  { id: 'bad-1', type: 'no.such.type', at: at(1), customer: person, text: 'canary-letter' },
  { id: 'bad-2', type: 'message.sent', conversationId: 'own-chat', text: 'canary-letter of the conversation' },
  { id: 'bad-3', type: 'no.such.type', at: at(1), from: '00966550107788', note: 'canary-letter by phone' },
  { id: 'bad-4', type: 'no.such.type', at: at(1), note: 'Letter of nobody we know' },
];

describe('erasing a customer', () => {
  it('leaves nothing of him but what figures are made of, and no figure moves', async () => {
    await send([
      ...lifeOf(person, 'own'),
      ...lifeOf(
        { ...person, id: 'other-id', name: 'Somebody Else', phone: '+966 55 000 0000', email: 'other@example.com' },
        'other',
      ),
    ]);
    await send(refused);
    const all = await held();
    expect(all.events.map(({ erased }) => erased)).toEqual(Array(12).fill(false));
    expect(JSON.stringify(all)).toMatch(/canary-text.*canary-comment/);
    const { id } = await erase();
    await work();
    const receipt = readErasure.answer.parse((await ask('GET', `/erasures/${id}`)).json());
    expect(receipt).toMatchObject({
      state: 'done',
      removed: { texts: 9, contactDetails: 5, deadLetters: 3 },
      figures: { equal: true, eventsMeanwhile: 0 },
    });
    expect(receipt.figures?.facts).toBeGreaterThan(8);
    expect(JSON.stringify(receipt)).not.toMatch(/canary/i);
    const left = await held();
    expect(left.events.map(({ erased }) => erased)).toEqual(Array(12).fill(true));
    expect(JSON.stringify({ ...left, customerId: '' })).not.toMatch(/canary/i);
    const { deadLetters } = (await ask('GET', '/dead-letters')).json();
    expect(deadLetters.map(({ raw }: { raw: string }) => JSON.parse(raw).id)).toEqual(['bad-4']);
  });
});

describe('an erased customer', () => {
  beforeEach(async () => {
    await send(lifeOf(person, 'own'));
    await erase();
    await work();
  });

  it('is not brought back by an event that is sent again, and the answer is the usual one', async () => {
    const figures = await everyFigure();
    expect(await send(lifeOf(person, 'own'))).toMatchObject({ accepted: 0, duplicate: 12 });
    // A later revision of an event is stored, without its words.
    const again = lifeOf(person, 'own').map((event) => ({ ...event, revision: 1 }));
    expect(await send(again)).toMatchObject({ accepted: 12 });
    expect(await words()).toEqual([]);
    expect(await everyFigure()).toBe(figures);
  });

  it('is known to a process that starts later', async () => {
    const { db, warehouse, now, log } = test.services;
    const erased = await watchErasedPeople({ db, now, log });
    const intake = startIntake({ warehouse, now, log, erased });
    const again = lifeOf(person, 'own').map((event) => ({ ...event, revision: 1 }));
    const { id, secret } = await db
      .selectFrom('workspaces')
      .select(['id', 'secret'])
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow();
    await intake.submit(accept(again, { workspaceId: id, secret, source: 'test', now: now() }));
    await intake.stop();
    await erased.stop();
    expect(await words()).toEqual([]);
  });

  it('stays so in new conversations, also in what came of them before their customer was told', async () => {
    const conversationId = 'new-chat';
    await send([
      { id: 'n1', type: 'message.sent', at: at(20), conversationId, author: 'customer', text: 'canary-early' },
    ]);
    expect(await words()).toEqual(['canary-early']);
    await send([
      { id: 'n2', type: 'conversation.started', at: at(19), conversationId, channel: 'web', customer: person },
      {
        id: 'n3',
        type: 'message.sent',
        at: at(21),
        conversationId,
        author: 'agent',
        agentId: 'a1',
        text: 'canary-later',
      },
    ]);
    await send([
      { id: 'n4', type: 'message.sent', at: at(22), conversationId, author: 'customer', text: 'canary-last' },
    ]);
    expect(await words()).toEqual(['canary-early']);
    await test.pass(stragglersMs);
    await work();
    expect(await words()).toEqual([]);
    expect((await held()).events).toHaveLength(16);
  });

  it('leaves no refused event behind either: the reason stays, the words do not', async () => {
    await send([
      ...refused.slice(0, 2),
      { id: 'bad-5', type: 'message.sent', at: 'canary-time', conversationId: 'own-chat' },
    ]);
    const { deadLetters } = (await ask('GET', '/dead-letters')).json();
    expect(deadLetters.map(({ code, raw }: { code: string; raw: string }) => [code, raw])).toEqual(
      expect.arrayContaining([
        ['unknownEventType', ''],
        ['missingField', ''],
      ]),
    );
    expect(JSON.stringify(deadLetters)).not.toMatch(/canary/i);
    expect((await ask('POST', '/dead-letters/replay', { filter: {} })).json()).toMatchObject({
      accepted: 0,
      stillRefused: [],
    });
  });

  it('has his words again from the day he is readmitted, and not those from before', async () => {
    const [{ id }] = (await ask('GET', '/erasures')).json().erasures;
    expect((await ask('POST', `/erasures/${id}/readmission`)).statusCode).toBe(200);
    test.clock.now += 60_000;
    const now = new Date(test.clock.now).toISOString();
    await send(lifeOf(person, 'own').map((event) => ({ ...event, revision: 2 })));
    expect(await words()).toEqual([]);
    await send([
      { id: 'b1', type: 'conversation.started', at: now, conversationId: 'back', channel: 'web', customer: person },
      { id: 'b2', type: 'message.sent', at: now, conversationId: 'back', author: 'customer', text: 'canary-back' },
    ]);
    expect(await words()).toContain('canary-back');
    // And is erased like anybody else.
    await erase();
    await work();
    expect(await words()).toEqual([]);
  });
});

describe('an erasure', () => {
  it('that is cut off anywhere is taken up again and ends with the same receipt', async () => {
    await send([...lifeOf(person, 'own'), ...refused]);
    const { id } = await erase();
    let cuts = 0;
    for (let spared = 0, cut = true; cut; spared++) {
      const warehouse = failingAfter(spared, test.services.warehouse);
      cut = await work({ warehouse }).then(
        () => false,
        () => true,
      );
      cuts += cut ? 1 : 0;
    }
    expect(cuts).toBeGreaterThan(5);
    expect(await receiptOf(id)).toMatchObject({
      state: 'done',
      removed: { texts: 9, contactDetails: 5, deadLetters: 3 },
      figures: { equal: true },
    });
    expect(await words()).toEqual([]);
  });

  it('is done by one process alone', async () => {
    await send(lifeOf(person, 'own'));
    const { id } = await erase();
    await Promise.all([work(), work()]);
    expect(await receiptOf(id)).toMatchObject({ state: 'done', removed: { texts: 9 } });
  });

  it('looks once more after ten minutes, for what another process had under way', async () => {
    await send(lifeOf(person, 'own'));
    const { id } = await erase();
    await work();
    // A process that has not heard of it yet.
    const { db, warehouse, now, log } = test.services;
    const { secret } = await db
      .selectFrom('workspaces')
      .select('secret')
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow();
    const late = startIntake({ warehouse, now, log });
    const again = lifeOf(person, 'own').map((event) => ({ ...event, revision: 1 }));
    await late.submit(accept(again, { workspaceId, secret, source: 'test', now: now() }));
    await late.stop();
    expect((await words()).length).toBeGreaterThan(5);
    await work();
    expect((await words()).length).toBeGreaterThan(5);
    await test.pass(stragglersMs);
    await work();
    expect(await words()).toEqual([]);
    expect(await receiptOf(id)).toMatchObject({ state: 'done', removed: { texts: 18 } });
    const { sealed_id: sealed } = await db
      .selectFrom('erasures')
      .select('sealed_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(sealed).toBeNull();
  });

  it('takes all ids of a person that are joined', async () => {
    await send([...lifeOf(person, 'own'), ...lifeOf({ ...person, id: 'canary-second-id' }, 'second')]);
    const join = await ask('POST', '/joins', { kind: 'customer', id: person.id, into: 'canary-second-id' });
    expect([Math.floor(join.statusCode / 100), join.body]).toEqual([2, expect.anything()]);
    await erase();
    await work();
    expect(await words()).toEqual([]);
    expect((await ask('GET', '/erasures')).json().erasures).toHaveLength(2);
  });

  it('of somebody unknown is done too, and finds what could not be read', async () => {
    await send([{ id: 'x', type: 'no.such.type', at: at(1), note: 'from stranger-4711, urgent' }]);
    const { id } = await erase('stranger-4711');
    await work();
    expect(await receiptOf(id)).toMatchObject({
      state: 'done',
      removed: { texts: 0, contactDetails: 0, deadLetters: 1 },
    });
  });

  it('says how many ids name him: those stay', async () => {
    await send(lifeOf(person, 'whatsapp:+966550107788'));
    const { id } = await erase();
    await work();
    expect((await receiptOf(id)).idsLeft).toBeGreaterThan(10);
  });

  it('cannot be told by its receipt or the audit whose it was', async () => {
    await send(lifeOf(person, 'own'));
    const { id } = await erase();
    await work();
    const audit = await test.services.db
      .selectFrom('audit')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .execute();
    expect(audit.map(({ action }) => action)).toContain('customerErased');
    expect(JSON.stringify([audit, await receiptOf(id)])).not.toMatch(/canary|5501/i);
  });
});

async function send(events: object[]) {
  const answer = await ask('POST', '/events', events);
  await test.services.folding.settled();
  return answer.json();
}

function ask(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) {
  return test.ask({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${key}`, ...(payload && { 'content-type': 'application/json' }) },
    ...(payload && { payload: JSON.stringify(payload) }),
  });
}

async function held(customerId = person.id) {
  return readCustomer.answer.parse((await ask('GET', `/customers/${encodeURIComponent(customerId)}`)).json());
}

async function erase(customerId = person.id) {
  const answer = await ask('DELETE', `/customers/${encodeURIComponent(customerId)}`);
  expect([answer.statusCode, answer.body]).toEqual([202, expect.anything()]);
  return eraseCustomer.answer.parse(answer.json());
}

/** What the running service does every second. */
async function work(ports: Partial<RunErasuresPorts> = {}): Promise<void> {
  await runErasures({ ...test.services, others: false, stopping: new AbortController().signal, ...ports });
}

async function receiptOf(id: number) {
  return readErasure.answer.parse((await ask('GET', `/erasures/${id}`)).json());
}

/** Every text, comment, link, unknown field and contact detail that is stored of the workspace. */
async function words(): Promise<string[]> {
  const rows = await test.services.warehouse.rows<[string]>(
    'report',
    `SELECT arrayJoin([text, comment, url, extra]) AS word FROM private_events
     WHERE workspace_id = {workspaceId:UInt32} AND word != ''
     UNION ALL SELECT arrayJoin([customer_id, name, phone, email]) AS word FROM private_customers
     WHERE workspace_id = {workspaceId:UInt32} AND word != ''`,
    { workspaceId },
  );
  return rows.map(([word]) => word).sort();
}

async function everyFigure(): Promise<string> {
  const period = { from: 0, to: test.clock.now + 86_400_000 };
  const question = { kpis, by: [], filters: {}, period };
  const answer = await askWarehouse(test.services.warehouse.forWorkspace(workspaceId), question, {
    workspaceId,
    sees: 'everything',
  });
  return JSON.stringify(answer);
}
