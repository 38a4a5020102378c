import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { localToken, useApp } from '../tests/support/app.ts';
import { makeTestDirectory, removeTestDirectory } from '../tests/support/directories.ts';
import { createClient, RidaApiError, type RidaClient } from './client.ts';
import { clientRoutes, type SupportEvent } from './client-routes.ts';
import { routes } from './routes.ts';

const test = useApp({ rateLimits: { events: 0, reports: 3, reads: 0, writes: 0, public: 0 } });
let baseUrl = '';

beforeAll(async () => {
  await test.app.listen({ port: 0, host: 'localhost' });
  baseUrl = `http://localhost:${(test.app.server.address() as AddressInfo).port}`;
});

async function newClient(): Promise<RidaClient> {
  return createClient({ baseUrl, apiKey: await test.key(await test.workspace('client')) });
}

const messages = (count: number, from = 0): SupportEvent[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `m${from + n}`,
    type: 'message.sent',
    at: '2026-11-22T10:00:00Z',
    conversationId: `c${from + n}`,
    author: 'customer',
    messageId: `m${from + n}`,
  }));

describe('against a service, the client', () => {
  it('has a method for every route and no other', () => {
    const rida = createClient({ baseUrl });
    expect(Object.keys(rida).sort()).toEqual([...routes.map(({ id }) => id), 'pages', 'sendEvents'].sort());
    expect(Object.keys(clientRoutes).sort()).toEqual(routes.map(({ id }) => id).sort());
  });

  it('sends events in batches, and says which of them all were refused', async () => {
    const rida = await newClient();
    const events = [
      ...messages(6_000),
      { ...messages(1, 6_000)[0]!, at: '1970-01-01T00:00:00Z' },
      ...messages(10, 6_001),
    ];
    const batches: number[] = [];
    const sent = await rida.sendEvents(events, { onBatch: ({ accepted }) => batches.push(accepted) });
    expect(sent).toMatchObject({ accepted: 6_010, duplicate: 0, rejected: [{ index: 6_000, code: 'timeOutOfRange' }] });
    expect(batches).toEqual([5_000, 1_010]);
    expect(await rida.sendEvents(asStream(messages(6_000)))).toEqual({ accepted: 0, duplicate: 6_000, rejected: [] });
    expect(await rida.sendEvents([])).toEqual({ accepted: 0, duplicate: 0, rejected: [] });
  });

  it('walks through a list page by page, and asks for no page that nobody reads', async () => {
    const rida = await newClient();
    const bad = messages(7).map((event) => ({ ...event, at: '1970-01-01T00:00:00Z' }));
    await rida.sendEvents(bad);
    const letters: string[] = [];
    for await (const { letterId } of rida.pages('listDeadLetters', { query: { limit: 3 } })) letters.push(letterId);
    expect(new Set(letters).size).toBe(7);
    const [first] = [await rida.pages('listDeadLetters', { query: { limit: 1 } }).next()];
    expect(first?.value).toMatchObject({ letterId: letters[0], code: 'timeOutOfRange' });
  });

  it('throws what the service refused, with its code and its words', async () => {
    const rida = createClient({ baseUrl, apiKey: localToken, language: 'ar' });
    const refused = await rida.readDeletion({ params: { workspaceId: 999_999 } }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RidaApiError);
    expect(refused).toMatchObject({ status: 404, code: 'notFound', message: expect.stringContaining('غير موجود') });
    const wrong = { query: { limit: 1_000_000 } };
    await expect((await newClient()).listDeadLetters(wrong)).rejects.toMatchObject({
      code: 'invalidRequest',
      faults: [{ at: 'query.limit', rule: 'too_big' }],
    });
  });

  it('waits for as long as a limit asks, and no longer', async () => {
    const apiKey = await test.key(await test.workspace('limited'));
    const waits: number[] = [];
    const pause = async (ms: number) => {
      waits.push(ms);
      test.clock.now += ms;
    };
    const rida = createClient({ baseUrl, apiKey, pause });
    for (let n = 0; n < 5; n++) await rida.listKpis();
    expect(waits).toEqual([20_000, 20_000]);
  });

  it('does a write once, although its first answer was lost', async () => {
    const apiKey = await test.key(await test.workspace('once'));
    let answers = 0;
    const losing: typeof fetch = async (url, init) => {
      const answer = await fetch(url, init);
      answers += 1;
      if (answers === 1) throw new TypeError('fetch failed');
      return answer;
    };
    const rida = createClient({ baseUrl, apiKey, fetch: losing, pause: async () => undefined });
    const made = await rida.createApiKey({ body: { name: 'once', scopes: ['reports:read'] } });
    expect(answers).toBe(2);
    const { apiKeys } = await rida.listApiKeys();
    expect(apiKeys.filter(({ name }) => name === 'once')).toEqual([made.apiKey]);
  });
});

describe('against a service that fails, the client', () => {
  /** Answers by number, and what was asked for and waited for. */
  function failing(answers: readonly (() => Response)[]) {
    const [keys, waits]: [(string | null)[], number[]] = [[], []];
    const fetching: typeof fetch = async (_url, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      const answer = answers[keys.length - 1];
      if (!answer) throw new TypeError('fetch failed');
      return answer();
    };
    const pause = async (ms: number) => void waits.push(ms);
    return { rida: createClient({ baseUrl: 'https://x', fetch: fetching, pause }), keys, waits };
  }

  const busy = () => new Response('Bad gateway', { status: 502 });

  it('tries again, later each time, with the same key, and gives up in the end', async () => {
    const { rida, keys, waits } = failing([busy, busy]);
    await expect(rida.revokeApiKey({ params: { keyId: 1 } })).rejects.toBeInstanceOf(TypeError);
    expect(waits).toEqual([500, 1_000, 2_000, 4_000]);
    expect(keys).toHaveLength(5);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('sends another key with another write, and none where a repeat is harmless', async () => {
    const done = () => new Response(null, { status: 204 });
    const { rida, keys } = failing([done, done, () => Response.json({})]);
    await rida.revokeApiKey({ params: { keyId: 1 } });
    await rida.revokeApiKey({ params: { keyId: 1 } });
    await rida.readMe();
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[2]).toBeNull();
  });

  it('does not try again what would fail again, and understands what is not Rida’s', async () => {
    const { rida, keys } = failing([() => new Response('<html>', { status: 404 })]);
    await expect(rida.readMe()).rejects.toMatchObject({ status: 404, code: 'unreadable', message: 'HTTP 404' });
    expect(keys).toHaveLength(1);
  });

  it('stops trying where its caller has stopped', async () => {
    const stop = new AbortController();
    const { rida, keys } = failing([
      () => {
        stop.abort();
        return busy();
      },
    ]);
    await expect(rida.readMe({}, { signal: stop.signal })).rejects.toBeInstanceOf(RidaApiError);
    expect(keys).toHaveLength(1);
  });
});

it('comes in one file that imports nothing and keeps the compiler’s strictest rules', async () => {
  const source = await createClient({ baseUrl }).readClient();
  expect(source).not.toMatch(/^import /m);
  const directory = makeTestDirectory();
  const file = join(directory, 'client.ts');
  writeFileSync(file, source);
  const compiler = fileURLToPath(new URL('../node_modules/.bin/tsc', import.meta.url));
  const options = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noEmit'];
  const language = ['--target', 'es2022', '--module', 'preserve', '--lib', 'es2022,dom,dom.iterable', '--types', ''];
  const { stdout, status } = spawnSync(compiler, [...options, ...language, file], { encoding: 'utf8' });
  removeTestDirectory(directory);
  expect([stdout, status]).toEqual(['', 0]);
});

async function* asStream<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
