import { beforeAll, expect, it } from 'vitest';
import type { Cell } from '../contract/cell.ts';
import { customerLagMs } from '../server/ingest/folding/customers-due.ts';
import { useApp } from './support/app.ts';

const test = useApp();
let headers: Record<string, string>;
let others: Record<string, string>;

const dayMs = 86_400_000;

type Event = Record<string, unknown>;

const sara = { id: 'sara', phone: '+966 50 000 0000' };
const omar = { id: 'omar' };

function ticket(conversationId: string, about: Event, opened: string, ended: string, agentId = 'a1'): Event[] {
  const common = { conversationId };
  return [
    { ...common, ...about, type: 'conversation.started', at: opened, channel: 'whatsapp' },
    { ...common, type: 'message.sent', at: opened, author: 'customer' },
    { ...common, type: 'conversation.assigned', at: opened, agentId, teamId: 't1' },
    { ...common, type: 'conversation.closed', at: ended, by: 'agent', agentId },
  ];
}

const call: Event[] = [
  { callId: 'x', customer: sara, topic: 'billing', type: 'call.queued', at: '2026-11-05T09:00:00Z' },
  { callId: 'x', type: 'call.answered', at: '2026-11-05T09:01:00Z', agentId: 'a2' },
  { callId: 'x', type: 'call.ended', at: '2026-11-05T09:10:00Z' },
];

/** From the wire to the figure; the clock stands at 22 November, noon. */
beforeAll(async () => {
  headers = await access('Issues');
  others = await access('Others');
  await send(headers, [
    // Arriving in no order: the call and the second ticket before the first.
    ...call,
    ...ticket('c2', { customer: sara, topic: 'billing' }, '2026-11-04T10:00:00Z', '2026-11-04T10:30:00Z', 'a2'),
    ...ticket('c1', { customer: sara, topic: 'billing' }, '2026-11-01T10:00:00Z', '2026-11-01T11:00:00Z'),
    ...ticket('c3', { customer: omar, topic: 'delivery' }, '2026-11-02T10:00:00Z', '2026-11-02T12:00:00Z', 'a2'),
    ...ticket('c4', { customer: omar, topic: 'billing' }, '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z'),
    ...ticket('c5', { topic: 'billing' }, '2026-11-03T10:00:00Z', '2026-11-03T11:00:00Z'),
  ]);
  await send(
    others,
    ticket('c1', { customer: sara, topic: 'billing' }, '2026-11-06T10:00:00Z', '2026-11-06T11:00:00Z'),
  );
});

async function access(name: string): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await test.key(await test.workspace(name))}`, 'content-type': 'application/json' };
}

async function send(as: Record<string, string>, events: Event[]): Promise<void> {
  const payload = events.map((event, i) => ({ id: `e${i}`, ...event }));
  const answer = await test.ask({ method: 'POST', url: '/api/v1/events', payload, headers: as });
  expect(answer.json()).toMatchObject({ accepted: events.length, rejected: [] });
  await test.services.folding.settled();
}

interface Report {
  rows: { by: Record<string, string>; figures: Record<string, Cell> }[];
  totals: Record<string, Cell>;
}

async function ask(kpis: string[], by: string[] = [], as = headers): Promise<Report> {
  const payload = { kpis, by, from: '2026-11-01', to: '2026-11-30' };
  const answer = await test.ask({ method: 'POST', url: '/api/v1/reports/query', payload, headers: as });
  expect(answer.statusCode).toBe(200);
  return answer.json();
}

const values = (figures: Record<string, Cell>) => Object.values(figures).map(({ value }) => value);

const kpis = [
  'issues',
  'contactsToResolution',
  'contactsToResolutionMedian',
  'contactsToResolutionP90',
  'callsToResolution',
  'firstContactResolutionShare',
  'duplicates',
  'duplicatesShare',
];

it('nothing is an issue before a minute has passed; then all of it is, once', async () => {
  expect(values((await ask(['issues', 'duplicates', 'opened'])).totals)).toEqual([0, 0, 6]);
  await test.pass(customerLagMs);
  const { totals } = await ask(kpis);
  // Sara: two tickets and a call, resolved. Omar: one, resolved at once, and one of 20 November, not yet sure.
  expect(values(totals)).toEqual([3, 2, 2, 2.8, 1, 0.5, 1, 0.25]);
  expect(totals['contactsToResolution']).toMatchObject({ n: 2, unit: 'times' });
  expect(totals['firstContactResolutionShare']).toMatchObject({ n: 2 });
});

it('an issue belongs to who closed its first contact, a duplicate to who closed that', async () => {
  const { rows } = await ask(['issues', 'contactsToResolution', 'duplicates', 'duplicatesShare'], ['agent', 'team']);
  expect(rows.map(({ by, figures }) => [by['agent'], by['team'], ...values(figures)])).toEqual([
    ['a1', 't1', 2, 3, 0, 0],
    ['a2', 't1', 1, 1, 1, 0.5],
  ]);
  const byTopic = await ask(['issues', 'duplicates'], ['topic']);
  expect(byTopic.rows.map(({ by, figures }) => [by['topic'], ...values(figures)])).toEqual([
    ['billing', 2, 1],
    ['delivery', 1, 0],
  ]);
});

it.each([
  [
    'contactsToResolution',
    [
      { conversationId: 'c1', agentId: 'a1', topic: 'billing', channel: 'whatsapp', value: 3 },
      { conversationId: 'c3', value: 1 },
    ],
  ],
  ['duplicates', [{ conversationId: 'c2', agentId: 'a2', value: 1 }]],
])('%s opens to its rows', async (kpi, expected) => {
  const { totals } = await ask([kpi]);
  const answer = await test.ask({ method: 'GET', url: totals[kpi]?.drill ?? '', headers });
  expect(answer.json().rows).toMatchObject(expected);
  expect(answer.json().rows).toHaveLength(expected.length);
});

it('a customer of the same id elsewhere is another', async () => {
  expect(values((await ask(['issues', 'duplicates', 'contactsToResolution'], [], others)).totals)).toEqual([1, 0, 1]);
});

it('by itself an issue becomes sure when seven days have stayed quiet', async () => {
  await test.pass(5 * dayMs);
  const { totals } = await ask(['issues', 'firstContactResolutionShare']);
  expect(totals['firstContactResolutionShare']).toMatchObject({ value: 2 / 3, n: 3 });
});
