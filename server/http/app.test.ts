import { describe, expect, it } from 'vitest';
import { localToken, metricsToken, useApp } from '../../tests/support/app.ts';

const test = useApp();

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('what monitors ask', () => {
  it('says that the process is up', async () => {
    const answer = await test.ask({ url: '/healthz' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'up' });
  });

  it('says that both engines are ready', async () => {
    expect((await test.ask({ url: '/readyz' })).json()).toEqual({ status: 'ready' });
  });

  it('gives metrics to the local token and to the monitor’s token alone', async () => {
    await test.ask({ url: '/healthz' });
    for (const token of [localToken, metricsToken]) {
      const answer = await test.ask({ url: '/metrics', headers: bearer(token) });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(answer.body).toMatch(/rida_http_requests_total\{route="readHealth",status="200"\} \d+\n/);
    }
    const key = await test.key(await test.workspace('metrics'));
    for (const headers of [{}, bearer('nonsense'), bearer(key), { authorization: 'Bearer ' }]) {
      expect((await test.ask({ url: '/metrics', headers })).statusCode).toBe(401);
    }
    // The monitor's token opens nothing else.
    expect((await test.ask({ url: '/api/v1/me', headers: bearer(metricsToken) })).statusCode).toBe(401);
  });
});

describe('a request', () => {
  it('for what is not there is a problem in the language asked for', async () => {
    const titles = { ar: 'غير موجود', fa: 'پیدا نشد', 'en-GB,en;q=0.9': 'Not found', 'de, fa;q=0.5': 'پیدا نشد' };
    for (const [language, title] of Object.entries(titles)) {
      const answer = await test.ask({ url: '/api/v1/nothing', headers: { 'accept-language': language } });
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.json()).toMatchObject({ code: 'notFound', status: 404, title, type: 'urn:rida:problem:notFound' });
    }
  });

  it('gets the headers that keep a browser safe, whatever the answer', async () => {
    for (const url of ['/healthz', '/api/v1/nothing', '/api/v1/me', '/%zz']) {
      const { headers } = await test.ask({ url });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
      });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('whose failure is unknown shows nothing of it', async () => {
    const { warehouse } = test.services;
    const broken = { ...warehouse, rows: async () => Promise.reject(new Error('SELECT secret FROM users at /root')) };
    test.services.warehouse = broken;
    const answer = await test.ask({ url: '/readyz' });
    test.services.warehouse = warehouse;
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toMatch(/SELECT|users|root|Error|stack/);
  });

  it('that is no HTTP path, no JSON, too large or of another type is refused in our words', async () => {
    const cases = [
      [{ url: '/api/v1/%zz' }, 400, 'invalidRequest'],
      [
        { url: '/api/v1/sign-in', method: 'POST', payload: '{', headers: { 'content-type': 'application/json' } },
        400,
        'invalidRequest',
      ],
      [
        { url: '/api/v1/sign-in', method: 'POST', payload: '', headers: { 'content-type': 'application/json' } },
        400,
        'invalidRequest',
      ],
      [
        {
          url: '/api/v1/sign-in',
          method: 'POST',
          payload: '{"__proto__":{"x":1}}',
          headers: { 'content-type': 'application/json' },
        },
        400,
        'invalidRequest',
      ],
      [
        {
          url: '/api/v1/sign-in',
          method: 'POST',
          payload: `"${'x'.repeat(70_000)}"`,
          headers: { 'content-type': 'application/json' },
        },
        413,
        'bodyTooLarge',
      ],
      [
        { url: '/api/v1/sign-in', method: 'POST', payload: 'x', headers: { 'content-type': 'text/plain' } },
        415,
        'unsupportedMediaType',
      ],
      [
        {
          url: '/api/v1/sign-in',
          method: 'POST',
          payload: `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
          headers: { 'content-type': 'application/json' },
        },
        400,
        'invalidRequest',
      ],
      [{ url: '/api/v1/sign-in', method: 'GET' }, 404, 'notFound'],
      [{ url: '/healthz?x=1' }, 400, 'invalidRequest'],
      [{ url: '/healthz?__proto__=1' }, 400, 'invalidRequest'],
    ] as const;
    for (const [options, status, code] of cases) {
      const answer = await test.ask(options);
      expect([options.url, answer.statusCode, answer.json().code]).toEqual([options.url, status, code]);
    }
  });
});
