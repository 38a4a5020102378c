import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { useApp } from '../../../tests/support/app.ts';

const service = useApp();
let key = '';

beforeAll(async () => {
  key = await service.key(await service.workspace('sender'));
});

const event = (id: string, changes = {}) => ({
  id,
  type: 'window.expired',
  at: service.clock.now,
  conversationId: 'c',
  ...changes,
});

async function send(payload: string | Buffer, changes: Record<string, string | null> = {}) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...changes };
  const answer = await service.ask({
    method: 'POST',
    url: '/api/v1/events',
    payload,
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== null)),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const taken = (accepted: number) => ({ status: 200, body: { accepted, duplicate: 0, duplicates: [], rejected: [] } });

test.each([
  ['an array', () => JSON.stringify([event('a1'), event('a2')]), {}, 2],
  ['a single object', () => JSON.stringify(event('b1')), {}, 1],
  [
    'NDJSON',
    () => `${JSON.stringify(event('c1'))}\n${JSON.stringify(event('c2'))}\n`,
    { 'content-type': 'application/x-ndjson' },
    2,
  ],
  [
    'NDJSON under another name',
    () => `${JSON.stringify(event('d1'))}\n${JSON.stringify(event('d2'))}`,
    { 'content-type': 'text/plain' },
    2,
  ],
  ['no content type', () => JSON.stringify([event('e1')]), { 'content-type': null }, 1],
  ['a named charset', () => JSON.stringify([event('f1')]), { 'content-type': 'application/json; charset="UTF-8"' }, 1],
  ['nothing in a list', () => '[]', {}, 0],
])('takes %s', async (_name, payload, headers, accepted) => {
  expect(await send(payload(), headers)).toEqual(taken(accepted));
});

test('takes gzip', async () => {
  const many = Array.from({ length: 10_000 }, (_, i) => event(`g${i}`));
  expect(await send(gzipSync(JSON.stringify(many)), { 'content-encoding': 'gzip' })).toEqual(taken(10_000));
});

test('answers for each event: accepted, duplicate, or refused with the reason in the asker’s language', async () => {
  const sent = JSON.stringify([
    event('h1'),
    event('h1'),
    { id: 'h2', type: 'window.expired', at: 'now', conversationId: 'c' },
    7,
  ]);
  for (const [language, words] of [
    ['ar', 'وقتًا'],
    ['fa', 'زمانی'],
    ['en', 'must be a time'],
  ]) {
    const { status, body } = await send(sent, { 'accept-language': language! });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      accepted: language === 'ar' ? 1 : 0,
      duplicates: language === 'ar' ? [1] : [0, 1],
      rejected: [
        {
          index: 2,
          id: 'h2',
          letterId: expect.any(String),
          code: 'invalidEvent',
          params: { field: 'at', received: 'now', rule: 'time' },
        },
        { index: 3, id: null, code: 'invalidEvent', params: { field: 'event', received: '7', rule: 'object' } },
      ],
    });
    expect(body.rejected[0].message).toContain(words);
  }
});

test('a broken line is one dead letter, not the batch', async () => {
  const { status, body } = await send(`${JSON.stringify(event('i1'))}\n{"id":"i2",\n${JSON.stringify(event('i3'))}`, {
    'content-type': 'application/x-ndjson',
  });
  expect({ status, ...body }).toMatchObject({
    status: 200,
    accepted: 2,
    rejected: [{ index: 1, code: 'invalidEvent', params: { rule: 'json', position: 11 } }],
  });
});

test.each([
  ['a broken array', '[{"id":"1"},]', {}, 400, 'invalidRequest', { position: 12 }],
  ['an empty body', '', {}, 400, 'invalidRequest', { position: 0 }],
  ['an array cut short', '[{"id":"1"', {}, 400, 'invalidRequest', { position: 10 }],
  [
    'a broken gzip',
    Buffer.from('no gzip at all'),
    { 'content-encoding': 'gzip' },
    400,
    'invalidRequest',
    { rule: 'not_readable' },
  ],
  [
    'a gzip cut short',
    gzipSync('[{"id":"1"}]').subarray(0, 20),
    { 'content-encoding': 'gzip' },
    400,
    'invalidRequest',
    { rule: 'not_readable' },
  ],
  ['brotli', Buffer.from('x'), { 'content-encoding': 'br' }, 415, 'unsupportedEncoding', {}],
  ['another charset', '[]', { 'content-type': 'application/json; charset=utf-16' }, 415, 'unsupportedEncoding', {}],
  ['10,001 events', `[${Array(10_001).fill('1').join()}]`, {}, 413, 'tooManyEvents', { limit: 10_000 }],
  ['17 MB', Buffer.alloc(17 * 1024 * 1024, ' '), {}, 413, 'bodyTooLarge', {}],
  [
    'a bomb of 1 GB',
    gzipSync(Buffer.alloc(2 ** 30, ' '), { level: 1 }),
    { 'content-encoding': 'gzip' },
    413,
    'bodyTooLarge',
    {},
  ],
  ['millions of levels', '['.repeat(2_000_000), {}, 413, 'bodyTooLarge', {}],
])('refuses %s whole, with a reason', async (_name, payload, headers, status, code, params) => {
  const answer = await send(payload, headers);
  expect(answer).toMatchObject({ status, body: { code, params, status } });
});

test('a bomb is cut at the limit: what it would unpack to is never held', async () => {
  const bomb = gzipSync(Buffer.alloc(2 ** 30, ' '), { level: 1 });
  const before = process.memoryUsage().rss;
  await Promise.all(Array.from({ length: 4 }, () => send(bomb, { 'content-encoding': 'gzip' })));
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
});

test('a hundred thousand levels, equal keys and __proto__ are events like others', async () => {
  const at = service.clock.now;
  const deep = `{"id":"deep","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const twice = `{"id":"first","id":"j1","type":"window.expired","at":${at},"conversationId":"c"}`;
  const proto = `{"id":"j2","type":"window.expired","at":${at},"conversationId":"c","__proto__":{"admin":true},"constructor":{"prototype":{}}}`;
  const { status, body } = await send(`[${deep},${twice},${proto}]`);
  expect({ status, ...body }).toMatchObject({
    status: 200,
    accepted: 2,
    rejected: [{ index: 0, code: 'missingField' }],
  });
  expect(Reflect.get({}, 'admin')).toBeUndefined();
});

test('events that name no source have the key’s', async () => {
  await send(JSON.stringify([event('k1'), event('k2', { source: 'crm' })]));
  const rows = await service.services.warehouse.rows(
    'report',
    "SELECT id, source FROM events WHERE id IN ('k1', 'k2') ORDER BY id",
  );
  expect(rows).toEqual([
    ['k1', 'test'],
    ['k2', 'crm'],
  ]);
});

test('whoever may not write events sends nothing', async () => {
  const reader = await service.key(await service.workspace('reader'), ['ingest:read']);
  expect(await send('[]', { authorization: `Bearer ${reader}` })).toMatchObject({
    status: 403,
    body: { code: 'notAllowed' },
  });
  expect(await send('[]', { authorization: 'Bearer nobody' })).toMatchObject({ status: 401 });
});

test('over a real connection, who sends too much still reads the answer', async () => {
  await service.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = service.app.server.address() as AddressInfo;
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sending = request(
      { host: '127.0.0.1', port, path: '/api/v1/events', method: 'POST', headers: { authorization: `Bearer ${key}` } },
      (answer) => {
        resolve(answer.statusCode);
        answer.resume();
      },
    );
    sending.on('error', reject);
    // Never ends: the answer has to come at the limit, not at the end.
    sending.write(Buffer.alloc(17 * 1024 * 1024, ' '));
  });
  expect(status).toBe(413);
});
