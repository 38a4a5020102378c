import { beforeAll, expect, it } from 'vitest';
import type { Cell } from '../contract/cell.ts';
import { useApp } from './support/app.ts';

const test = useApp();
let headers: Record<string, string>;

const branch = (ticket: string, siteId = 'b:1') => ({ siteId, businessDay: '2026-11-20', ticket });
const help = { visitorId: 'somebody' };

/** From the wire to the figure: what people do who start no conversation. */
beforeAll(async () => {
  headers = {
    authorization: `Bearer ${await test.key(await test.workspace('Visits'))}`,
    'content-type': 'application/json',
  };
  await send([
    { ...branch('1'), type: 'visit.issued', at: '2026-11-20T09:00:00Z', service: 'loans' },
    { ...branch('1'), type: 'visit.called', at: '2026-11-20T09:06:00Z', counter: '3', agentId: 'a' },
    { ...branch('1'), type: 'visit.served', at: '2026-11-20T09:16:00Z' },
    { ...branch('2'), type: 'visit.issued', at: '2026-11-20T09:01:00Z' },
    { ...branch('2'), type: 'visit.left', at: '2026-11-20T09:19:00Z' },
    { ...branch('1', 'b'), type: 'visit.issued', at: '2026-11-20T09:30:00Z' },
    { ...help, type: 'article.opened', articleId: 'refunds', at: '2026-11-20T10:00:00Z' },
    {
      ...help,
      type: 'article.left',
      articleId: 'refunds',
      at: '2026-11-20T10:01:00Z',
      activeSeconds: '٤٥',
      expectedSeconds: 90,
      scrollShare: 1,
    },
    { ...help, type: 'article.searched', at: '2026-11-20T10:02:00Z', results: 0 },
    { ...help, type: 'article.searched', at: '2026-11-20T10:03:00Z', results: 4 },
    { type: 'mention.posted', mentionId: 'm', network: 'x', at: '2026-11-20T11:00:00Z', text: 'slow' },
    { type: 'mention.answered', mentionId: 'm', network: 'x', at: '2026-11-20T11:05:00Z', agentId: 'a' },
  ]);
});

async function send(events: Record<string, unknown>[]): Promise<void> {
  const payload = events.map((event, i) => ({ id: `e${i}`, ...event }));
  const answer = await test.ask({ method: 'POST', url: '/api/v1/events', payload, headers });
  expect(answer.json()).toMatchObject({ accepted: events.length, rejected: [] });
  await test.services.folding.settled();
}

async function ask(kpis: string[], by: string[]): Promise<{ rows: Row[]; totals: Record<string, Cell> }> {
  const payload = { kpis, by, from: '2026-11-20', to: '2026-11-20' };
  const answer = await test.ask({ method: 'POST', url: '/api/v1/reports/query', payload, headers });
  expect(answer.statusCode).toBe(200);
  return answer.json();
}

interface Row {
  by: Record<string, string>;
  figures: Record<string, Cell>;
}

it('waits, services and leaving without one, by site', async () => {
  const { rows, totals } = await ask(['visits', 'served', 'leftUnservedShare', 'waitTime', 'serviceTime'], ['site']);
  const values = (figures: Record<string, Cell>) => Object.values(figures).map(({ value }) => value);
  expect(rows.map(({ by, figures }) => [by['site'], ...values(figures)])).toEqual([
    ['b', 1, 0, null, null, null],
    ['b:1', 2, 1, 0.5, 720, 600],
  ]);
  expect(values(totals)).toEqual([3, 1, 0.5, 720, 600]);
});

it('reading and searching, by article; searches without result', async () => {
  const { rows, totals } = await ask(
    ['articleReads', 'articleReadTimeShare', 'searchesWithoutResultShare'],
    ['article'],
  );
  expect(rows.map(({ by }) => by['article'])).toEqual(['', 'refunds']);
  expect(rows[1]?.figures).toMatchObject({ articleReads: { value: 1 }, articleReadTimeShare: { value: 0.5 } });
  expect(totals['searchesWithoutResultShare']).toMatchObject({ value: 0.5, n: 2 });
});

it('answers to mentions, by network; nothing by what a mention has not', async () => {
  const { rows } = await ask(['answeredMentionsShare', 'mentionAnswerTime'], ['network']);
  expect(rows).toMatchObject([
    { by: { network: 'x' }, figures: { answeredMentionsShare: { value: 1 }, mentionAnswerTime: { value: 300 } } },
  ]);
  const { totals } = await ask(['mentions', 'visits'], ['team']);
  expect(totals).toMatchObject({ mentions: { value: null, reason: 'notByThis' }, visits: { reason: 'notByThis' } });
});

it.each([
  [
    'waitTime',
    [
      { siteId: 'b:1', ticket: '1', value: 360 },
      { siteId: 'b:1', ticket: '2', value: 1080 },
    ],
  ],
  ['articleReadTimeShare', [{ articleId: 'refunds', value: 0.5 }]],
  ['mentions', [{ mentionId: 'm', agentId: 'a' }]],
])('%s opens to its rows', async (kpi, expected) => {
  const { totals } = await ask([kpi], []);
  const answer = await test.ask({ method: 'GET', url: totals[kpi]?.drill ?? '', headers });
  expect(answer.json().rows).toMatchObject(expected);
});
