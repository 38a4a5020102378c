import { describe, expect, it } from 'vitest';
import { localToken, type TestApp, useApp } from '../../tests/support/app.ts';
import { usePeople } from '../../tests/support/people.ts';

const origin = 'https://app.example.com';
const test = useApp({ corsOrigins: [origin, 'https://second.example.com'] });
const { signUp } = usePeople(test);

type Answer = Awaited<ReturnType<TestApp['ask']>>;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const newKey = async () => test.key(await test.workspace('pages'));

const corsHeaders = (answer: Answer) =>
  Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));

const preflight = (url: string, from: string) =>
  test.ask({
    method: 'OPTIONS',
    url,
    headers: {
      origin: from,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  });

describe('a page of an origin that was named', () => {
  it('is told before it asks what it may do', async () => {
    const answer = await preflight('/api/v1/events', origin);
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': expect.stringContaining('Authorization, Content-Type'),
      'access-control-max-age': '600',
      vary: expect.stringContaining('origin'),
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('reads and writes with an API key, and reads errors too', async () => {
    const headers = { ...bearer(await newKey()), origin, 'sec-fetch-site': 'cross-site' };
    const read = await test.ask({ url: '/api/v1/me', headers });
    const written = await test.ask({
      method: 'POST',
      url: '/api/v1/events',
      headers: { ...headers, 'content-type': 'application/json' },
      payload: '[]',
    });
    const missing = await test.ask({ url: '/api/v1/nothing', headers });
    const refused = await test.ask({ url: '/api/v1/me', headers: { ...headers, ...bearer(`rida_${'x'.repeat(43)}`) } });
    expect([read, written, missing, refused].map(({ statusCode }) => statusCode)).toEqual([200, 200, 404, 401]);
    for (const answer of [read, written, missing, refused]) {
      expect(answer.headers['access-control-allow-origin']).toBe(origin);
      expect(answer.headers['access-control-expose-headers']).toContain('Retry-After');
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
      expect(answer.headers.vary).toContain('origin');
    }
  });

  it('gets nothing by cookie, by the local token, or without a key', async () => {
    const cookie = await signUp();
    for (const way of [{ cookie }, bearer(localToken), {}]) {
      const answer = await test.ask({ url: '/api/v1/me', headers: { ...way, origin } });
      expect(corsHeaders(answer)).toEqual([]);
      expect(answer.headers.vary).toContain('origin');
    }
    const write = { method: 'POST', url: '/api/v1/workspaces', payload: '{}' } as const;
    for (const way of [{ cookie }, bearer(localToken)]) {
      const headers = { ...way, origin, 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' };
      expect((await test.ask({ ...write, headers })).json().code).toBe('crossSite');
    }
  });

  it('cannot sign anybody in, even with a key', async () => {
    const headers = { ...bearer(await newKey()), origin, 'content-type': 'application/json' };
    const payload = JSON.stringify({ email: 'somebody@example.com', password: 'x' });
    const answer = await test.ask({ method: 'POST', url: '/api/v1/sign-in', headers, payload });
    expect(answer.json().code).toBe('crossSite');
  });

  it('meets no pages and no monitors’ routes', async () => {
    for (const url of ['/', '/sign-in', '/healthz', '/assets/base.css']) {
      expect(corsHeaders(await test.ask({ url, headers: { ...bearer(await newKey()), origin } }))).toEqual([]);
      expect((await preflight(url, origin)).statusCode).toBe(404);
    }
  });
});

it('a page of any other origin gets nothing', async () => {
  const key = await newKey();
  const others = [
    'https://app.example.com.evil.test',
    'http://app.example.com',
    'https://app.example.com:8443',
    'https://APP.example.com',
    'https://evil.test',
    'null',
    '*',
    '',
  ];
  for (const from of others) {
    expect([from, corsHeaders(await preflight('/api/v1/events', from))]).toEqual([from, []]);
    const headers = { ...bearer(key), origin: from };
    expect([from, corsHeaders(await test.ask({ url: '/api/v1/me', headers }))]).toEqual([from, []]);
    const written = await test.ask({
      method: 'POST',
      url: '/api/v1/events',
      headers: { ...headers, 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
      payload: '[]',
    });
    expect([from, written.statusCode, corsHeaders(written)]).toEqual([from, 403, []]);
  }
});
