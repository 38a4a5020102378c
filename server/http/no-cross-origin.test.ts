import { expect, it } from 'vitest';
import { routes } from '../../contract/routes.ts';
import { useApp } from '../../tests/support/app.ts';

const test = useApp();

it('without the setting no route answers any origin with a CORS header, not even a preflight', async () => {
  const key = await test.key(await test.workspace('closed'));
  for (const { method, path, root } of routes) {
    const url = `${root ? '' : '/api/v1'}${path.replaceAll(/\{\w+\}/g, '1')}`;
    for (const origin of ['https://app.example.com', 'http://localhost:4300', 'null']) {
      const headers = { origin, authorization: `Bearer ${key}`, 'access-control-request-method': method };
      for (const asked of [method, 'OPTIONS'] as const) {
        const answer = await test.ask({ method: asked, url, headers });
        const found = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
        expect([asked, url, origin, found]).toEqual([asked, url, origin, []]);
        if (asked === 'OPTIONS') expect(answer.statusCode).toBe(404);
      }
    }
  }
});
