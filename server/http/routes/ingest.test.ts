import { beforeEach, expect, test } from 'vitest';
import { useApp } from '../../../tests/support/app.ts';

const service = useApp();
const noon = Date.UTC(2026, 10, 22, 12);
let key = '';

beforeEach(async () => {
  key = await service.key(await service.workspace('sources'));
  service.clock.now += 48 * 3_600_000;
});

const iso = (instant: number) => new Date(instant).toISOString();
const expired = (id: string, changes = {}) => ({
  id,
  type: 'window.expired',
  at: service.clock.now,
  conversationId: 'c',
  ...changes,
});

async function ask(method: 'GET' | 'POST', path: string, body?: unknown) {
  const answer = await service.ask({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

test('what was received is exactly what was accepted, repeated and refused, per source and hour', async () => {
  const firstHour = service.clock.now;
  const dayBefore = firstHour - 25 * 3_600_000;
  await ask('POST', '/events', [expired('1'), expired('1'), expired('2', { source: 'crm' }), { id: 'bad' }]);
  await ask('POST', '/events', [expired('late', { at: dayBefore }), expired('old', { at: dayBefore, history: true })]);
  service.clock.now += 3_600_000;
  const secondHour = service.clock.now;
  await ask('POST', '/events', [
    expired('1', { at: firstHour }),
    expired('3', { source: 'crm' }),
    { id: 'bad', source: 'crm' },
  ]);

  const { status, body } = await ask('GET', '/ingest/summary');
  expect(status).toBe(200);
  expect(body).toEqual({
    period: { from: iso(secondHour - 23 * 3_600_000), to: iso(secondHour + 3_600_000) },
    sources: [
      {
        source: 'crm',
        received: 3,
        accepted: 2,
        duplicate: 0,
        refused: 1,
        late: 0,
        lastEventAt: iso(secondHour),
        lastReceivedAt: iso(secondHour),
      },
      {
        source: 'test',
        received: 6,
        accepted: 3,
        duplicate: 2,
        refused: 1,
        late: 1,
        lastEventAt: iso(firstHour),
        lastReceivedAt: iso(secondHour),
      },
    ],
    hours: [
      { hour: iso(secondHour), source: 'test', received: 1, accepted: 0, duplicate: 1, refused: 0, late: 0 },
      { hour: iso(secondHour), source: 'crm', received: 2, accepted: 1, duplicate: 0, refused: 1, late: 0 },
      { hour: iso(firstHour), source: 'test', received: 5, accepted: 3, duplicate: 1, refused: 1, late: 1 },
      { hour: iso(firstHour), source: 'crm', received: 1, accepted: 1, duplicate: 0, refused: 0, late: 0 },
    ],
    nextCursor: null,
  });
});

test('a source is known by its newest event even where the period holds none', async () => {
  const then = service.clock.now;
  await ask('POST', '/events', [expired('1')]);
  service.clock.now += 72 * 3_600_000;
  const { body } = await ask('GET', '/ingest/summary');
  expect(body).toMatchObject({
    sources: [{ source: 'test', received: 0, lastEventAt: iso(then), lastReceivedAt: iso(then) }],
    hours: [],
  });
});

test('a source that was only ever refused has no last event', async () => {
  await ask('POST', '/events', ['bad']);
  expect((await ask('GET', '/ingest/summary')).body.sources).toMatchObject([
    { received: 1, refused: 1, lastEventAt: null },
  ]);
});

test('nothing received is an empty answer, not a row of zeros', async () => {
  expect((await ask('GET', '/ingest/summary')).body).toMatchObject({ sources: [], hours: [], nextCursor: null });
});

test('a period is widened to whole hours, and a source can be asked for alone', async () => {
  await ask('POST', '/events', [expired('1'), expired('2', { source: 'crm' })]);
  const asked = `from=${iso(noon - 1_800_000)}&to=${iso(service.clock.now + 1)}&source=crm`;
  const { body } = await ask('GET', `/ingest/summary?${asked}`);
  expect(body.period).toEqual({ from: iso(noon - 3_600_000), to: iso(service.clock.now + 3_600_000) });
  expect(body.sources.map(({ source }: { source: string }) => source)).toEqual(['crm']);
  expect(body.hours).toHaveLength(1);
});

test('many hours come in pages, newest first, without gap or repeat', async () => {
  await ask(
    'POST',
    '/events',
    Array.from({ length: 1_100 }, (_, i) => expired(`${i}`, { source: `s${i}` })),
  );
  const first = (await ask('GET', '/ingest/summary')).body;
  const second = (await ask('GET', `/ingest/summary?cursor=${first.nextCursor}`)).body;
  expect([first.hours.length, second.hours.length, second.nextCursor]).toEqual([1_000, 100, null]);
  const seen = [...first.hours, ...second.hours].map(({ source }: { source: string }) => source);
  expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
});

test.each(['from=now', 'cursor=x', 'source=', 'unknown=1'])('a summary asked with %s is refused', async (query) => {
  expect(await ask('GET', `/ingest/summary?${query}`)).toMatchObject({ status: 400, body: { code: 'invalidRequest' } });
});

test('another workspace’s sources are not seen', async () => {
  await ask('POST', '/events', [expired('1')]);
  key = await service.key(await service.workspace('other'));
  expect((await ask('GET', '/ingest/summary')).body).toMatchObject({ sources: [], hours: [] });
});

test('counts and the newest event stay what they are when the engine merges the rows of an hour', async () => {
  const at = service.clock.now;
  for (const minutes of [30, 0, 10])
    await ask('POST', '/events', [expired(`m${minutes}`, { at: at - minutes * 60_000 })]);
  const before = await ask('GET', '/ingest/summary');
  await service.services.warehouse.command('fold', 'OPTIMIZE TABLE ingest_counts FINAL');
  const after = await ask('GET', '/ingest/summary');
  expect(after.body).toEqual(before.body);
  expect(after.body.sources[0]).toMatchObject({ received: 3, lastEventAt: iso(at) });
});
