import { beforeAll, describe, expect, it } from 'vitest';
import type { ZodType, z } from 'zod';
import type { Cell } from '../contract/cell.ts';
import { receiveEvents } from '../contract/routes/events.ts';
import { listKpiRows, listKpis } from '../contract/routes/kpis.ts';
import { queryReport, readAgentPerformance, readSatisfaction } from '../contract/routes/reports.ts';
import { outcomes } from '../core/sessions/facts.ts';
import { useApp } from './support/app.ts';

const test = useApp();

type Event = Record<string, unknown>;

let key: string;

/** Events of October 2026 (and one conversation of September) in a workspace whose days are Riyadh's. */
beforeAll(async () => {
  const id = await test.workspace('Reports');
  await test.services.db.updateTable('workspaces').set({ zone: 'Asia/Riyadh' }).where('id', '=', id).execute();
  key = await test.key(id);
  const events = [
    ...conversation('c1', '2026-10-01T00:30:00+03:00', { agentId: 'a1', replySeconds: 60, rating: 3 }),
    ...conversation('c2', '2026-10-05T10:00:00+03:00', { agentId: 'a1', replySeconds: 120, rating: 2 }),
    ...conversation('c3', '2026-10-31T23:30:00+03:00', { agentId: 'a2', replySeconds: 30, rating: 1 }),
    ...conversation('c0', '2026-09-10T10:00:00+03:00', { agentId: 'a1', replySeconds: 20, rating: 3 }),
    ...unassigned('c4', '2026-10-07T10:00:00+03:00'),
    { id: 'n1', type: 'agent.described', at: '2026-10-01T00:00:00Z', agentId: 'a1', name: 'سارة' },
    { id: 'n2', type: 'agent.described', at: '2026-10-02T00:00:00Z', agentId: 'a1', name: 'سارة أحمد' },
    ...asked(100),
  ];
  const answer = await ask(receiveEvents, '/events', events);
  expect(answer).toMatchObject({ accepted: events.length, rejected: [] });
  await test.services.folding.settled();
});

function conversation(
  id: string,
  at: string,
  told: { agentId: string; replySeconds: number; rating: number },
): Event[] {
  const after = (seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();
  const common = { conversationId: id };
  return [
    {
      ...common,
      id: `${id}s`,
      type: 'conversation.started',
      at,
      channel: 'whatsapp',
      topic: 'refund',
      customer: { id },
    },
    { ...common, id: `${id}m`, type: 'message.sent', at, author: 'customer', messageId: `${id}m`, text: 'x' },
    { ...common, id: `${id}a`, type: 'conversation.assigned', at: after(10), agentId: told.agentId, teamId: 't1' },
    {
      ...common,
      id: `${id}r`,
      type: 'message.sent',
      at: after(told.replySeconds),
      author: 'agent',
      agentId: told.agentId,
      messageId: `${id}r`,
    },
    { ...common, id: `${id}c`, type: 'conversation.closed', at: after(300), by: 'agent', agentId: told.agentId },
    {
      ...common,
      id: `${id}v`,
      type: 'survey.answered',
      at: after(310),
      ratingId: id,
      scale: 'smiley3',
      value: told.rating,
      subject: 'conversation',
    },
  ];
}

function unassigned(id: string, at: string): Event[] {
  return [
    {
      conversationId: id,
      id: `${id}s`,
      type: 'conversation.started',
      at,
      channel: 'web',
      topic: 'prices',
      customer: { id },
    },
    { conversationId: id, id: `${id}m`, type: 'message.sent', at, author: 'customer', messageId: `${id}m` },
  ];
}

/** The seed's example (000-16), in November: sent to 100, rated by 10. */
function asked(count: number): Event[] {
  return Array.from({ length: count }, (_, i) => {
    const invitation = { invitationId: `i${i}`, conversationId: `q${i}`, subject: 'conversation' };
    const sent = { ...invitation, id: `is${i}`, type: 'survey.sent', at: '2026-11-02T09:00:00Z', surveyId: 's' };
    const answered = {
      ...invitation,
      id: `ia${i}`,
      type: 'survey.answered',
      at: '2026-11-03T09:00:00Z',
      ratingId: `r${i}`,
      scale: 'stars5',
      value: 1 + (i % 5),
    };
    return i < 10 ? [sent, answered] : [sent];
  }).flat();
}

async function ask<Answer extends ZodType>(
  { method, answer: schema }: { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; answer: Answer },
  path: string,
  payload?: unknown,
): Promise<z.output<Answer>> {
  const answer = await test.ask({
    method,
    url: path.startsWith('/api') ? path : `/api/v1${path}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
  });
  expect([path, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([path, 200, '']);
  return schema.parse(answer.json());
}

const agents = (query: string) => ask(readAgentPerformance, `/reports/agent-performance?${query}`);
const satisfaction = (query: string) => ask(readSatisfaction, `/reports/satisfaction?${query}`);

/** The page that a cell opens to. */
function open(cell: Cell | undefined, more = '') {
  return ask(listKpiRows, `${cell?.drill}${more}`);
}

function cellsIn(row: Record<string, unknown>): Cell[] {
  return Object.values(row).filter(
    (value): value is Cell => typeof value === 'object' && value !== null && 'drill' in value,
  );
}

const october = 'from=2026-10-01&to=2026-10-31';

describe('agent performance', () => {
  it('has a row an agent, most assigned first, and last what no agent was given', async () => {
    const report = await agents(october);
    expect(report.rows.map(({ agentId, agentName, assigned }) => [agentId, agentName, assigned?.value])).toEqual([
      ['a1', 'سارة أحمد', 2],
      ['a2', 'a2', 1],
      ['', null, 1],
    ]);
    expect(report.totals.assigned?.value).toBe(4);
    expect(report.totals.agentSessions?.value).toBe(4);
    expect(report.rows[2]?.notAssigned).toMatchObject({ value: 1, n: 1 });
    expect(report.period).toEqual({
      from: '2026-09-30T21:00:00.000Z',
      to: '2026-10-31T21:00:00.000Z',
      zone: 'Asia/Riyadh',
      calendar: 'gregory',
      weekStart: 6,
    });
    expect(report.periodBy).toMatchObject({ assigned: 'assignedAt', firstResponse: 'startedAt', closed: 'closedAt' });
    expect(report.lastEventBySource).toMatchObject([{ lastEventAt: '2026-11-03T09:00:00.000Z' }]);
  });

  it('tells means with median, 90th percentile, n and interval', async () => {
    const {
      rows: [a1],
    } = await agents(october);
    expect(a1?.firstResponse).toMatchObject({ value: 90, unit: 'seconds', n: 2 });
    // 90 ± 12.7062 · √1800 / √2
    expect(a1?.firstResponse?.interval?.[0]).toBe(0);
    expect(a1?.firstResponse?.interval?.[1]).toBeCloseTo(90 + 12.706204736 * 30, 6);
    expect(a1?.firstResponseMedian).toMatchObject({ value: 90, n: 2, interval: null });
    expect(a1?.firstResponseP90?.value).toBeCloseTo(114, 9);
    expect(a1?.responseAfterAssignment?.value).toBe(80);
    expect(a1?.averageScore).toMatchObject({ value: 75, unit: 'score', n: 2 });
  });

  it('shows nothing measured as null, never 0, and says why where there is a why', async () => {
    const {
      rows: [a1],
      totals,
    } = await agents(`${october}&channel=whatsapp`);
    expect(a1?.positive).toEqual({
      value: null,
      unit: 'count',
      n: 0,
      interval: null,
      reason: 'notEnabled',
      drill: null,
    });
    expect(a1?.onlineHours).toEqual({
      value: null,
      unit: 'hours',
      n: 0,
      interval: null,
      reason: 'notByThis',
      drill: null,
    });
    expect(a1?.speedOfAnswer).toMatchObject({ value: null, n: 0, interval: null });
    expect(a1?.calls?.value).toBe(0);
    expect(totals.assigned?.value).toBe(3);
  });

  it('compares with the month before', async () => {
    const {
      rows: [a1],
      comparedWith,
    } = await agents(`${october}&compare=before`);
    expect(comparedWith).toEqual({ from: '2026-08-31T21:00:00.000Z', to: '2026-09-30T21:00:00.000Z' });
    expect(a1?.assigned?.before).toMatchObject({ value: 1, n: 1, difference: 1 });
    expect(a1?.firstResponse?.before).toMatchObject({ value: 20, difference: 70, differenceInterval: null });
    expect(a1?.satisfiedShare?.before).toMatchObject({ value: 1, difference: -0.5 });
    expect(a1?.satisfiedShare?.before?.differenceInterval?.[0]).toBeLessThan(-0.5);
  });

  it('opens every figure of every row to exactly n rows, and assigned is the sum of its outcomes', async () => {
    const { rows, totals } = await agents(october);
    for (const row of [totals, ...rows]) {
      for (const cell of cellsIn(row)) {
        if (cell.drill !== null && cell.n > 0) expect((await open(cell)).rows).toHaveLength(cell.n);
      }
      expect(row.assigned?.value).toBe(outcomes.reduce((sum, outcome) => sum + (row[outcome]?.value ?? 0), 0));
    }
  });

  it('names the rows behind a figure', async () => {
    const {
      rows: [a1],
    } = await agents(october);
    const page = await open(a1?.firstResponse, '&limit=1');
    expect(page.rows).toMatchObject([
      { at: '2026-09-30T21:30:00.000Z', value: 60, conversationId: 'c1', agentId: 'a1' },
    ]);
    const next = await open(a1?.firstResponse, `&limit=1&cursor=${page.nextCursor}`);
    expect(next).toMatchObject({ rows: [{ value: 120, conversationId: 'c2' }], nextCursor: null });
  });
});

describe('satisfaction', () => {
  it('sent to 100, rated by 10: the mean of the ten, and a response rate of 10 % (000-16)', async () => {
    const report = await satisfaction(`from=2026-11-01&to=2026-11-30`);
    expect(report.headline.averageScore).toMatchObject({ value: 50, n: 10 });
    expect(report.headline.averageRating).toMatchObject({ value: 3, unit: 'rating', n: 10 });
    expect(report.headline.satisfiedShare).toMatchObject({ value: 0.4, n: 10 });
    expect(report.headline.asked?.value).toBe(100);
    expect(report.headline.responseRate).toMatchObject({ value: 0.1, n: 100 });
    expect(report.headline.responseRate?.interval?.[1]).toBeCloseTo(0.1744, 4);
    expect(
      report.distribution.map(({ ratingValue, ratings, share }) => [ratingValue, ratings?.value, share.value]),
    ).toEqual([1, 2, 3, 4, 5].map((stars) => [stars, 2, 0.2]));
    const share = report.distribution[0]?.share;
    expect((await open(share)).rows).toHaveLength(share?.n ?? 0);
  });

  it('is told by agent, team, channel, topic and over time, empty days included', async () => {
    const report = await satisfaction(`${october}&bucket=day`);
    expect(report.byAgent.map(({ agentName, ratings }) => [agentName, ratings?.value])).toEqual([
      ['سارة أحمد', 2],
      ['a2', 1],
    ]);
    expect(report.byTeam).toMatchObject([{ teamId: 't1', averageScore: { value: 50, n: 3 } }]);
    expect(report.byChannel).toMatchObject([{ channel: 'whatsapp' }]);
    expect(report.byTopic).toMatchObject([{ topic: 'refund' }]);
    expect(report.trend.rows).toHaveLength(31);
    expect(report.trend.rows.map(({ ratings }) => ratings?.value).filter(Boolean)).toEqual([1, 1, 1]);
    expect(report.trend.rows[0]).toMatchObject({
      date: '2026-10-01',
      from: '2026-09-30T21:00:00.000Z',
      averageScore: { value: 100 },
    });
    expect(report.trend.rows[1]?.averageScore).toMatchObject({ value: null, n: 0 });
    expect(report.trend.rows[30]).toMatchObject({ date: '2026-10-31', averageScore: { value: 0 } });
  });

  it('never averages raw ratings of two scales', async () => {
    const { headline } = await satisfaction(`from=2026-10-01&to=2026-11-30`);
    expect(headline.averageRating).toMatchObject({ value: null, n: 13, interval: null, reason: 'mixedScales' });
    expect(headline.averageScore?.n).toBe(13);
  });
});

describe('any question', () => {
  it('groups by dimensions and Jalali months, and its total opens to what it was asked by', async () => {
    const report = await ask(queryReport, '/reports/query', {
      kpis: ['ratings', 'nps'],
      by: ['subject', 'scale'],
      bucket: 'month',
      calendar: 'persian',
      from: '2026-10-01',
      to: '2026-11-30',
    });
    expect(report.rows.map(({ by, bucket, figures }) => [by.scale, bucket?.from, figures['ratings']?.value])).toEqual([
      ['smiley3', '2026-09-30T21:00:00.000Z', 2],
      ['smiley3', '2026-10-22T21:00:00.000Z', 1],
      ['stars5', '2026-10-22T21:00:00.000Z', 10],
    ]);
    expect(report.totals['nps']).toMatchObject({ value: null, n: 0 });
    expect(report.totals['ratings']?.drill).toContain('by=subject');
    expect((await open(report.totals['ratings'])).rows).toHaveLength(13);
  });

  it.each([
    [{ kpis: ['nothing'] }],
    [{ kpis: ['assigned'], by: ['phone'] }],
    [{ kpis: ['assigned'], from: '2026-02-30' }],
    [{ kpis: ['assigned'], from: '1970-01-01', to: '2100-01-01', bucket: 'hour' }],
  ])('refuses %j', async (body) => {
    const answer = await test.ask({
      method: 'POST',
      url: '/api/v1/reports/query',
      payload: JSON.stringify(body),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().code).toBe('invalidRequest');
  });
});

describe('an empty workspace', () => {
  it('counts 0 and measures nothing', async () => {
    key = await test.key(await test.workspace('Empty'));
    const { rows, totals } = await agents('');
    expect(rows).toEqual([]);
    for (const { value, n, unit, interval } of cellsIn(totals)) {
      expect([n, interval]).toEqual([0, null]);
      expect(unit === 'count' ? [0, null] : [null]).toContain(value);
    }
    const { headline, distribution, byAgent } = await satisfaction('');
    expect([headline.averageScore?.value, headline.ratings?.value, distribution, byAgent]).toEqual([null, 0, [], []]);
  });

  it('has every figure’s words in the language asked for', async () => {
    const answer = await test.ask({
      method: 'GET',
      url: '/api/v1/kpis',
      headers: { authorization: `Bearer ${key}`, 'accept-language': 'fa' },
    });
    const { kpis } = listKpis.answer.parse(answer.json());
    expect(kpis.find(({ id }) => id === 'assigned')).toMatchObject({
      title: 'گفتگوهای ارجاع‌شده',
      unit: 'count',
      fact: 'assignment',
      periodBy: ['assignedAt', 'endedAt'],
    });
  });
});
