import { beforeEach, describe, expect, it } from 'vitest';
import { eraseCustomer, readCustomer, readErasure } from '../contract/routes/customers.ts';
import { runErasures, type RunErasuresPorts, stragglersMs } from '../server/services/customers/run-erasures.ts';
import { useApp } from './support/app.ts';

const test = useApp();

let workspaceId: number;
let key: string;
let named = 0;
beforeEach(async () => {
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
    expect((await held()).events).toHaveLength(12);
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
    expect(left.events).toHaveLength(12);
    expect(JSON.stringify({ ...left, customerId: '' })).not.toMatch(/canary/i);
    const { deadLetters } = (await ask('GET', '/dead-letters')).json();
    expect(deadLetters.map(({ raw }: { raw: string }) => JSON.parse(raw).id)).toEqual(['bad-4']);
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
