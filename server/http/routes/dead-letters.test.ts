import { beforeEach, expect, test } from 'vitest';
import { sampleEvent } from '../../../tests/support/sample-events.ts';
import { useApp } from '../../../tests/support/app.ts';

const service = useApp();
let workspaceId = 0;
let key = '';

beforeEach(async () => {
  workspaceId = await service.workspace('letters');
  key = await service.key(workspaceId);
  // Receipt times never go back, so neither does the clock from test to test.
  service.clock.now += 40 * 86_400_000;
});

const iso = (instant: number) => new Date(instant).toISOString();

async function ask(method: 'GET' | 'POST', path: string, body?: unknown, language = 'en') {
  const answer = await service.ask({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'accept-language': language },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const inFuture = (id: string, minutes: number, changes = {}) => ({
  id,
  type: 'window.expired',
  conversationId: 'c',
  at: service.clock.now + minutes * 60_000,
  ...changes,
});

async function idsInLog(): Promise<string[]> {
  const rows = await service.services.warehouse.rows<[string]>(
    'report',
    'SELECT DISTINCT id FROM events WHERE workspace_id = {workspaceId:UInt32} ORDER BY id',
    { workspaceId },
  );
  return rows.map(([id]) => id);
}

test('a refused event is listed with its reason in words and what was sent', async () => {
  const raw = sampleEvent('survey.answered', { value: 'رائع', source: 'kiosk' });
  const sent = await ask('POST', '/events', [raw]);
  const { status, body } = await ask('GET', '/dead-letters', undefined, 'fa');
  expect(status).toBe(200);
  expect(body).toEqual({
    deadLetters: [
      {
        letterId: sent.body.rejected[0].letterId,
        receivedAt: iso(service.clock.now),
        source: 'kiosk',
        code: 'unknownLabel',
        params: { scale: 'smiley3', received: 'رائع' },
        message: expect.stringContaining('حدسی زده نشد'),
        raw: JSON.stringify(raw),
        rawLength: JSON.stringify(raw).length,
        replayed: false,
      },
    ],
    nextCursor: null,
  });
});

test('what was sent is shown to its first 4,000 characters', async () => {
  await ask('POST', '/events', [{ text: 'ر'.repeat(10_000) }]);
  const { body } = await ask('GET', '/dead-letters');
  expect(body.deadLetters[0]).toMatchObject({ raw: `{"text":"${'ر'.repeat(3_991)}`, rawLength: 10_011 });
});

test('letters are filtered by source, code, time and state, and paged newest first without gap or repeat', async () => {
  const start = service.clock.now;
  for (let hour = 0; hour < 5; hour++) {
    service.clock.now += 3_600_000;
    await ask('POST', '/events', [
      inFuture(`f${hour}`, 60),
      inFuture(`g${hour}`, 60, { source: 'crm' }),
      { id: 'm', type: 'nope' },
    ]);
  }
  const count = async (query: string) => (await ask('GET', `/dead-letters?${query}`)).body.deadLetters.length;
  expect(await count('limit=200')).toBe(15);
  expect(await count('source=crm')).toBe(5);
  expect(await count('code=unknownEventType&source=test')).toBe(5);
  expect(await count(`from=${iso(start + 2 * 3_600_000)}&to=${iso(start + 4 * 3_600_000)}`)).toBe(6);
  expect(await count('replayed=true')).toBe(0);

  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: { body: { deadLetters: { letterId: string; receivedAt: string }[]; nextCursor: string | null } } =
      await ask('GET', `/dead-letters?limit=4${cursor && `&cursor=${cursor}`}`);
    seen.push(...body.deadLetters.map(({ receivedAt, letterId }) => `${receivedAt} ${letterId}`));
    cursor = body.nextCursor;
  }
  expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
  expect(seen).toHaveLength(15);
});

test.each([
  'cursor=nonsense',
  'cursor=bnVsbA',
  'cursor=WzEsMl0',
  'limit=0',
  'limit=201',
  'limit=x',
  'from=yesterday',
  'from=2026-11-22',
  'replayed=perhaps',
  'unknown=1',
  'source=',
  'source=a&source=b',
])('a list asked with %s is refused', async (query) => {
  expect(await ask('GET', `/dead-letters?${query}`)).toMatchObject({ status: 400, body: { code: 'invalidRequest' } });
});

test('letters are kept thirty days', async () => {
  await ask('POST', '/events', [{}]);
  service.clock.now += 30 * 86_400_000;
  expect((await ask('GET', '/dead-letters')).body.deadLetters).toHaveLength(1);
  service.clock.now += 1;
  expect((await ask('GET', '/dead-letters')).body.deadLetters).toHaveLength(0);
});

test('a replay takes what the present rules accept, once, and leaves the rest', async () => {
  const sent = await ask('POST', '/events', [
    inFuture('soon', 30),
    inFuture('later', 90, { source: 'crm' }),
    { id: 'm', type: 'nope' },
  ]);
  const ids: string[] = sent.body.rejected.map(({ letterId }: { letterId: string }) => letterId);
  expect((await ask('POST', '/dead-letters/replay', { ids })).body).toMatchObject({
    accepted: 0,
    stillRefused: [{}, {}, {}],
  });
  service.clock.now += 3_600_000;
  const replayed = await ask('POST', '/dead-letters/replay', { ids }, 'ar');
  expect(replayed).toMatchObject({
    status: 200,
    body: {
      accepted: 1,
      duplicate: 0,
      nextCursor: null,
      stillRefused: expect.arrayContaining([
        {
          letterId: ids[1],
          code: 'timeOutOfRange',
          params: expect.anything(),
          message: expect.stringContaining('10 دقائق'),
        },
        { letterId: ids[2], code: 'unknownEventType', params: { type: 'nope' }, message: expect.any(String) },
      ]),
    },
  });
  expect(await idsInLog()).toEqual(['soon']);
  expect((await ask('POST', '/dead-letters/replay', { ids })).body).toMatchObject({
    accepted: 0,
    duplicate: 0,
    stillRefused: [{}, {}],
  });
  const { body } = await ask('GET', '/dead-letters?replayed=true');
  expect(body.deadLetters).toMatchObject([
    { letterId: ids[0], code: 'timeOutOfRange', raw: '', rawLength: 0, replayed: true },
  ]);
  expect((await ask('GET', '/dead-letters?replayed=false')).body.deadLetters).toHaveLength(2);
});

test('a replayed event keeps its source and is what a fresh delivery would be', async () => {
  const event = sampleEvent('message.sent', { at: service.clock.now + 1_800_000, source: undefined });
  await ask('POST', '/events', [event]);
  service.clock.now += 3_600_000;
  expect((await ask('POST', '/dead-letters/replay', { filter: {} })).body).toMatchObject({ accepted: 1 });
  expect((await ask('POST', '/events', [event])).body).toMatchObject({ accepted: 0, duplicate: 1 });
});

test('a letter whose event has come meanwhile is a duplicate, and done', async () => {
  await ask('POST', '/events', [inFuture('e', 30)]);
  service.clock.now += 3_600_000;
  await ask('POST', '/events', [inFuture('e', -30)]);
  expect((await ask('POST', '/dead-letters/replay', { filter: {} })).body).toMatchObject({ accepted: 0, duplicate: 1 });
  expect((await ask('GET', '/dead-letters?replayed=false')).body.deadLetters).toEqual([]);
});

test('a broken line stays broken', async () => {
  const answer = await service.ask({
    method: 'POST',
    url: '/api/v1/events',
    payload: '{"id":\n',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
  });
  expect(answer.json()).toMatchObject({ rejected: [{ params: { rule: 'json' } }] });
  expect((await ask('POST', '/dead-letters/replay', { filter: {} })).body).toMatchObject({
    stillRefused: [{ params: { rule: 'json', position: 6 } }],
  });
});

test('a filter is replayed in pages: each letter once, refused ones not again and again', async () => {
  const soon = (from: number, count: number) => Array.from({ length: count }, (_, i) => inFuture(`e${from + i}`, 30));
  await ask('POST', '/events', [{ id: 'bad', type: 'nope' }, ...soon(0, 1_500)]);
  service.clock.now += 1;
  await ask('POST', '/events', soon(1_500, 1_000));
  service.clock.now += 3_600_000;
  const first = (await ask('POST', '/dead-letters/replay', { filter: { code: 'timeOutOfRange' } })).body;
  expect(first).toMatchObject({ accepted: 2_000, nextCursor: expect.any(String) });
  const second = (
    await ask('POST', '/dead-letters/replay', { filter: { code: 'timeOutOfRange' }, cursor: first.nextCursor })
  ).body;
  expect(second).toMatchObject({ accepted: 500, nextCursor: null });
  expect(await idsInLog()).toHaveLength(2_500);
});

test.each([
  {},
  { ids: [] },
  { ids: ['x'] },
  { ids: [7] },
  { filter: { source: 7 } },
  { filter: { from: 'now' } },
  { filter: {}, ids: [] },
])('a replay of %j is refused', async (body) => {
  expect(await ask('POST', '/dead-letters/replay', body)).toMatchObject({
    status: 400,
    body: { code: 'invalidRequest' },
  });
});

test('another workspace’s letters are neither seen nor replayed', async () => {
  const sent = await ask('POST', '/events', [inFuture('mine', 30)]);
  const ids = [sent.body.rejected[0].letterId];
  key = await service.key(await service.workspace('other'));
  service.clock.now += 3_600_000;
  expect((await ask('GET', '/dead-letters')).body.deadLetters).toEqual([]);
  expect((await ask('POST', '/dead-letters/replay', { ids })).body).toMatchObject({ accepted: 0, stillRefused: [] });
  expect(await idsInLog()).toEqual([]);
});
