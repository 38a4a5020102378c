import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Cell } from '../contract/cell.ts';
import { receiveEvents } from '../contract/routes/events.ts';
import { listKpiRows } from '../contract/routes/kpis.ts';
import { queryReport, readSatisfaction } from '../contract/routes/reports.ts';
import { useApp } from './support/app.ts';

const test = useApp();

type Asked = z.input<Exclude<typeof queryReport.body, string | undefined>>;

let key: string;

/** A year of few conversations of three agents, in a workspace whose days are Cairo's. */
beforeAll(async () => {
  const id = await test.workspace('Questions');
  await test.services.db.updateTable('workspaces').set({ zone: 'Africa/Cairo' }).where('id', '=', id).execute();
  key = await test.key(id);
  const events = [
    // October 2025, September and October 2026; the last two within the hour that Cairo has twice.
    ...rated('y1', '2025-10-05T09:00:00+03:00', { agentId: 'a1', stars: 5, tags: ['vip'] }),
    ...rated('s1', '2026-09-03T09:00:00+03:00', { agentId: 'a1', stars: 3, tags: ['vip', 'new'] }),
    ...rated('s2', '2026-09-30T09:00:00+03:00', { agentId: 'gone', stars: 1, tags: [] }),
    ...rated('o1', '2026-10-03T09:15:00+03:00', { agentId: 'a1', stars: 5, tags: ['vip', 'new'] }),
    ...rated('o2', '2026-10-03T09:45:00+03:00', { agentId: 'a2', stars: 4, tags: ['new'] }),
    ...rated('o3', '2026-10-10T09:30:00+03:00', { agentId: 'a1', stars: 2, tags: [] }),
    ...rated('o4', '2026-10-29T23:30:00+03:00', { agentId: 'a3', stars: 1, tags: [] }),
    ...rated('o5', '2026-10-29T23:30:00+02:00', { agentId: 'a3', stars: 2, tags: ['vip'] }),
    { id: 'n1', type: 'agent.described', at: '2026-10-01T00:00:00Z', agentId: 'a1', name: 'سارة' },
    // Asked in September, answered in October.
    {
      id: 'late-sent',
      type: 'survey.sent',
      at: '2026-09-30T09:10:00+03:00',
      invitationId: 'i',
      surveyId: 's',
      subject: 'conversation',
      conversationId: 's2',
    },
    {
      id: 'late-rated',
      type: 'survey.answered',
      at: '2026-10-01T09:10:00+03:00',
      invitationId: 'i',
      ratingId: 'late',
      scale: 'stars5',
      value: 4,
      subject: 'conversation',
      conversationId: 's2',
      agentId: 'a2',
    },
  ];
  const answer = await post(events, '/events');
  expect(receiveEvents.answer.parse(answer.json())).toMatchObject({ accepted: events.length, rejected: [] });
  await test.services.folding.settled();
});

function rated(id: string, at: string, told: { agentId: string; stars: number; tags: string[] }) {
  const after = (seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();
  const event = (part: string, type: string, seconds: number, more: object) => ({
    id: `${id}-${part}`,
    type,
    at: after(seconds),
    conversationId: id,
    ...more,
  });
  return [
    event('s', 'conversation.started', 0, { channel: 'web', customer: { id } }),
    event('t', 'conversation.labelled', 0, { tags: told.tags }),
    event('m', 'message.sent', 0, { author: 'customer', messageId: `${id}-m`, text: 'x' }),
    event('a', 'conversation.assigned', 5, { agentId: told.agentId }),
    event('r', 'message.sent', 60, { author: 'agent', agentId: told.agentId, messageId: `${id}-r` }),
    event('c', 'conversation.closed', 120, { by: 'agent', agentId: told.agentId }),
    event('v', 'survey.answered', 130, { ratingId: id, scale: 'stars5', value: told.stars, subject: 'conversation' }),
  ];
}

function post(body: unknown, path = '/reports/query') {
  return test.ask({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
}

async function get(url: string) {
  return test.ask({ method: 'GET', url, headers: { authorization: `Bearer ${key}` } });
}

const october = { from: '2026-10-01', to: '2026-10-31' };

async function query(asked: Asked) {
  const answer = await post({ ...october, ...asked });
  expect([asked, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([asked, 200, '']);
  return queryReport.answer.parse(answer.json());
}

/** How many rows an address lists. */
async function listed(drill: string | null | undefined): Promise<string[]> {
  const answer = await get(drill ?? '');
  expect([drill, answer.statusCode]).toEqual([drill, 200]);
  return listKpiRows.answer.parse(answer.json()).rows.map(({ conversationId }) => conversationId ?? '');
}

const valueOf = (figures: Record<string, Cell>, kpi: string) => figures[kpi]?.value;

describe('hour × weekday', () => {
  it('puts both hours 23 of the night when the clocks go back into one cell, and any figure into every cell', async () => {
    const { rows } = await query({ kpis: ['assigned', 'averageScoreMedian'], by: ['weekday', 'hourOfDay'] });
    // Ratings come two minutes after the hour's conversations; 2026-10-03 is a Saturday (6), the 29th a Thursday (4).
    expect(
      rows.map(({ by, figures }) => [by, valueOf(figures, 'assigned'), valueOf(figures, 'averageScoreMedian')]),
    ).toEqual([
      [{ weekday: '4', hourOfDay: '9' }, 0, 75],
      [{ weekday: '4', hourOfDay: '23' }, 2, 12.5],
      [{ weekday: '6', hourOfDay: '9' }, 3, 75],
    ]);
    expect(await listed(rows[1]?.figures['assigned']?.drill)).toEqual(['o4', 'o5']);
  });

  it('is read off the clock of the zone asked in', async () => {
    const { rows, period } = await query({ kpis: ['assigned'], by: ['weekday', 'hourOfDay'], zone: 'Asia/Tehran' });
    expect(period.zone).toBe('Asia/Tehran');
    expect(rows.map(({ by, figures }) => [by.weekday, by.hourOfDay, valueOf(figures, 'assigned')])).toEqual([
      ['5', '0', 1],
      ['5', '1', 1],
      ['6', '9', 1],
      ['6', '10', 2],
    ]);
    expect(await listed(rows[3]?.figures['assigned']?.drill)).toEqual(['o2', 'o3']);
  });

  it('filters too, and names no hour that is none', async () => {
    const { totals } = await query({ kpis: ['assigned'], filters: { weekday: ['4', '5'], hourOfDay: ['23'] } });
    expect(totals['assigned']).toMatchObject({ value: 2 });
    expect((await post({ kpis: ['assigned'], filters: { hourOfDay: ['24'] } })).json()).toMatchObject({
      code: 'invalidRequest',
      params: { field: 'body.filters.hourOfDay.0', rule: 'not_on_the_clock' },
    });
  });
});

describe('a comparison', () => {
  it('is with the period before and last year at once, each cell to be opened', async () => {
    const report = await query({ kpis: ['assigned'], by: ['agent'], compare: ['lastYear', 'before'] });
    expect([report.comparedWith, report.lastYear]).toEqual([
      { from: '2026-08-31T21:00:00.000Z', to: '2026-09-30T21:00:00.000Z' },
      { from: '2025-09-30T21:00:00.000Z', to: '2025-10-31T22:00:00.000Z' },
    ]);
    const { before, lastYear, value } = report.rows[0]?.figures['assigned'] ?? {};
    expect([value, before?.value, before?.difference, lastYear?.value]).toEqual([2, 1, 1, 1]);
    expect([await listed(before?.drill), await listed(lastYear?.drill)]).toEqual([['s1'], ['y1']]);
    // Who had something before and has nothing now is a row too.
    expect(report.rows.find(({ by }) => by.agent === 'gone')?.figures['assigned']).toMatchObject({
      value: 0,
      before: { value: 1, difference: -1 },
    });
  });

  it('asked for alone it is what `before` is of', async () => {
    const { totals, comparedWith, lastYear } = await query({ kpis: ['assigned'], compare: 'lastYear' });
    expect([totals['assigned']?.before?.value, totals['assigned']?.lastYear, lastYear]).toEqual([1, undefined, null]);
    expect(comparedWith?.from).toBe('2025-09-30T21:00:00.000Z');
  });

  it('of buckets: the third day with the third, and the 31st with none', async () => {
    const { rows } = await query({ kpis: ['assigned'], bucket: 'day', compare: 'before' });
    const third = rows.find(({ bucket }) => bucket?.from === '2026-10-02T21:00:00.000Z');
    expect(third?.figures['assigned']).toMatchObject({ value: 2, before: { value: 1 } });
    expect(await listed(third?.figures['assigned']?.before?.drill)).toEqual(['s1']);
    const lastDay = rows.find(({ bucket }) => bucket?.from === '2026-09-29T21:00:00.000Z');
    expect(lastDay).toBeUndefined();
    const thirtieth = rows.find(
      ({ bucket }) => bucket?.from === '2026-10-29T21:00:00.000Z' || bucket?.from === '2026-10-29T22:00:00.000Z',
    );
    expect(thirtieth?.figures['assigned']).toMatchObject({ value: 0, before: { value: 1 } });
  });

  it('stands in the trend of satisfaction too', async () => {
    const answer = await get('/api/v1/reports/satisfaction?from=2026-10-01&to=2026-10-31&bucket=day&compare=before');
    const { trend } = readSatisfaction.answer.parse(answer.json());
    expect(trend.rows[2]?.ratings).toMatchObject({ value: 2, before: { value: 1 } });
    expect(trend.rows[30]?.ratings?.before).toBeUndefined();
  });
});

describe('the date it counts by', () => {
  it('is told for each figure; a rating knows when its survey was sent', async () => {
    const byAnswer = await query({ kpis: ['ratings', 'responseRate', 'assigned'], periodBy: 'ratedAt' });
    expect(byAnswer.periodBy).toEqual({ ratings: 'answeredAt', responseRate: 'sentAt', assigned: 'assignedAt' });
    expect(byAnswer.totals['ratings']?.value).toBe(6);
    const bySending = await query({ kpis: ['ratings'], periodBy: 'sentAt', from: '2026-09-30', to: '2026-09-30' });
    expect(bySending.periodBy).toEqual({ ratings: 'askedAt' });
    expect(bySending.totals['ratings']?.value).toBe(1);
    expect(await listed(bySending.totals['ratings']?.drill)).toEqual(['s2']);
  });

  it.each([
    ['birthday', 'body.periodBy', 'invalid_value'],
    ['leftAt', 'periodBy', 'of_none_of_the_kpis'],
  ])('%s is refused', async (periodBy, field, rule) => {
    const answer = await post({ kpis: ['ratings'], periodBy });
    expect([answer.statusCode, answer.json().params]).toEqual([400, { field, rule }]);
  });
});

describe('order and limit', () => {
  it('the first by a figure, the rest as one, exact though it is a mean', async () => {
    const asked = { kpis: ['assigned', 'averageScore'], by: ['agent' as const], orderBy: { kpi: 'averageScore' } };
    const report = await query({ ...asked, limit: 1 });
    expect(report.rows.map(({ by }) => by.agent)).toEqual(['a2']);
    expect(report.leftOut).toBe(2);
    // Stars 5, 2, 1 and 2: of the four ratings, not of two agents.
    expect(report.others?.['averageScore']).toMatchObject({ value: (100 + 25 + 0 + 25) / 4, n: 4 });
    expect(await listed(report.others?.['averageScore']?.drill)).toHaveLength(4);
    expect(report.names.agent).toEqual({});
    expect((await query({ ...asked, limit: 2 })).names.agent).toEqual({ a1: 'سارة' });
  });

  it('the rest is of the agents that were asked for, or not left out', async () => {
    const asked = { kpis: ['assigned'], by: ['agent' as const], orderBy: { kpi: 'assigned' }, limit: 1 };
    const some = await query({ ...asked, filters: { agent: ['a1', 'a2'] } });
    expect([some.rows[0]?.by.agent, some.others?.['assigned']?.value]).toEqual(['a1', 1]);
    const without = await query({ ...asked, filters: { agent: ['a1'] }, not: ['agent'] });
    expect([without.rows[0]?.by.agent, without.others?.['assigned']?.value]).toEqual(['a3', 1]);
    expect(await listed(without.others?.['assigned']?.drill)).toEqual(['o2']);
  });

  it('there is no rest by tag, by which rows are in several groups', async () => {
    const report = await query({ kpis: ['assigned'], by: ['tag'], orderBy: { kpi: 'assigned' }, limit: 1 });
    expect([report.rows.map(({ by }) => by.tag), report.leftOut, report.others]).toEqual([[''], 2, null]);
  });

  it('by how far a figure moved, ascending, with what has no value last', async () => {
    const orderBy = { kpi: 'averageScore', of: 'difference' as const, direction: 'ascending' as const };
    const { rows } = await query({ kpis: ['averageScore'], by: ['agent'], compare: 'before', orderBy });
    expect(rows.map(({ by, figures }) => [by.agent, figures['averageScore']?.before?.difference])).toEqual([
      ['a1', 12.5],
      ['a2', null],
      ['a3', null],
      ['gone', null],
    ]);
  });
});

describe('what cannot be answered', () => {
  it.each([
    [{ not: ['agent'] }, 'not_filtered'],
    [{ not: ['tag'], by: ['tag'], filters: { tag: ['vip'] } }, 'tag_is_asked_by'],
    [{ zone: 'Mars/Olympus' }, 'custom'],
    [{ weekStart: 8 }, 'too_big'],
    [{ compare: ['before', 'before', 'before'] }, 'invalid_union'],
    [{ limit: 101 }, 'too_big'],
    [{ orderBy: { kpi: 'replies' } }, 'not_asked_for'],
    [{ orderBy: { kpi: 'assigned', of: 'difference' } }, 'not_compared'],
    [{ orderBy: { kpi: 'assigned', of: 'lastYearDifference' }, compare: 'lastYear' }, 'not_compared'],
  ])('%j', async (more, rule) => {
    const answer = await post({ kpis: ['assigned'], ...more });
    expect([answer.statusCode, answer.json().params.rule]).toEqual([400, rule]);
  });
});

describe('docs/reports.md', () => {
  const page = readFileSync(new URL('../docs/reports.md', import.meta.url), 'utf8');
  const questions = [...page.matchAll(/^ask '(.*)'$/gm)].map(([, asked]) => asked ?? '');

  it('has questions', () => expect(questions.length).toBeGreaterThan(5));

  it.each(questions)('asks %s', async (asked) => {
    const answer = await post(JSON.parse(asked));
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
    const figures = queryReport.answer.parse(answer.json()).totals;
    expect(Object.keys(figures)).toEqual(JSON.parse(asked).kpis);
  });
});
