import { expect, it } from 'vitest';
import { localToken, useApp } from '../../tests/support/app.ts';
import { cookieOf, usePeople } from '../../tests/support/people.ts';

const test = useApp({ rateLimits: { events: 3, reports: 2, reads: 4, writes: 0, public: 5 } });
const { signIn, signUp } = usePeople(test);

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const ask = (url: string, key: string) => test.ask({ url: `/api/v1${url}`, headers: bearer(key) });

function send(key: string) {
  const headers = { ...bearer(key), 'content-type': 'application/json' };
  return test.ask({ method: 'POST', url: '/api/v1/events', headers, payload: '[]' });
}

it('says what is left, and refuses what is too much until it is there again', async () => {
  const key = await test.key(await test.workspace('limits'));
  const first = await ask('/kpis', key);
  expect(first.headers).toMatchObject({
    'ratelimit-limit': '2',
    'ratelimit-remaining': '1',
    'ratelimit-reset': '30',
    'ratelimit-policy': '2;w=60;comment="reports"',
  });
  expect(first.headers['retry-after']).toBeUndefined();
  await ask('/kpis', key);
  const refused = await ask('/kpis', key);
  expect(refused.statusCode).toBe(429);
  expect(refused.headers).toMatchObject({ 'retry-after': '30', 'ratelimit-remaining': '0' });
  expect(refused.json()).toMatchObject({ code: 'tooManyRequests', params: { seconds: 30 } });
  test.clock.now += 30_000;
  expect((await ask('/kpis', key)).statusCode).toBe(200);
});

it('counts each kind of request apart, and each key', async () => {
  const workspaceId = await test.workspace('kinds');
  const [key, other] = [await test.key(workspaceId), await test.key(workspaceId)];
  const statuses = async (request: () => Promise<{ statusCode: number }>, times: number) => {
    const all: number[] = [];
    for (let n = 0; n < times; n++) all.push((await request()).statusCode);
    return all;
  };
  expect(await statuses(() => send(key), 4)).toEqual([200, 200, 200, 429]);
  expect(await statuses(() => ask('/me', key), 5)).toEqual([200, 200, 200, 200, 429]);
  expect((await send(other)).statusCode).toBe(200);
});

it('has no limit where the setting is 0, and says none', async () => {
  const key = await test.key(await test.workspace('free'));
  for (let n = 0; n < 20; n++) {
    const headers = { ...bearer(key), 'content-type': 'application/json' };
    const answer = await test.ask({ method: 'POST', url: '/api/v1/dead-letters/replay', headers, payload: '{}' });
    expect([answer.statusCode, answer.headers['ratelimit-limit']]).toEqual([400, undefined]);
  }
});

it('lets the command line and monitors ask as often as they like', async () => {
  for (let n = 0; n < 20; n++) {
    expect((await ask('/me', localToken)).statusCode).toBe(200);
    expect((await test.ask({ url: '/healthz' })).headers['ratelimit-limit']).toBeUndefined();
  }
});

it('limits an address where nobody is known, and what it sends with keys that are none', async () => {
  const remoteAddress = '203.0.113.7';
  const open = () => test.ask({ url: '/api/v1/openapi.json', remoteAddress });
  for (let n = 0; n < 4; n++) expect((await open()).statusCode).toBe(200);
  const guess = () => test.ask({ url: '/api/v1/me', remoteAddress, headers: bearer(`rida_${'x'.repeat(43)}`) });
  expect((await guess()).statusCode).toBe(401);
  expect((await guess()).statusCode).toBe(429);
  expect((await open()).statusCode).toBe(429);
  // Who is known from the same address is not touched.
  const key = await test.key(await test.workspace('neighbour'));
  expect((await test.ask({ url: '/api/v1/me', remoteAddress, headers: bearer(key) })).statusCode).toBe(200);
});

it('gives each browser of a person a bucket of its own', async () => {
  test.clock.now += 120_000;
  const [one, two] = [await signUp(), cookieOf(await signIn())];
  const me = (cookie: string) => test.ask({ url: '/api/v1/me', headers: { cookie } });
  for (let n = 0; n < 4; n++) expect((await me(one)).statusCode).toBe(200);
  expect((await me(one)).statusCode).toBe(429);
  expect((await me(two)).statusCode).toBe(200);
});
