import { execFileSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ClientOptions, createClient, type RidaClient } from '../contract/client.ts';
import type { ClientRoutes } from '../contract/client-routes.ts';
import { curlExample } from '../contract/example-texts.ts';
import type { Route } from '../contract/route.ts';
import { routes } from '../contract/routes.ts';
import { parseSent } from '../server/http/validate.ts';
import { localToken, useApp } from './support/app.ts';
import { clientExamples } from './support/client-examples.ts';
import { makeExampleWorld } from './support/example-world.ts';

/** Examples that are not sent, each with the reason. Rather seed what they need in support/example-world.ts. */
const notSent: Readonly<Record<string, string>> = {
  acceptInvitation: 'the person of the examples has a place in the workspace already',
};

const test = useApp();
let base = '';
let world: Awaited<ReturnType<typeof makeExampleWorld>>;

beforeAll(async () => {
  await test.app.listen({ port: 0, host: 'localhost' });
  base = `http://localhost:${(test.app.server.address() as AddressInfo).port}`;
  test.services.settings.publicUrl = base;
  world = await makeExampleWorld(test);
});

describe('the example of', () => {
  for (const route of routes) {
    it(`${route.id} follows the contract`, () => {
      const { params, query, body, answer } = route.example;
      const raw = {} as never;
      const sent = { params: params ?? {}, query: query ?? {}, body };
      expect(() => parseSent(route, sent, raw)).not.toThrow();
      expect(Object.keys(params ?? {}).sort()).toEqual(namesInPath(route).sort());
      // What the schema does not know would be dropped and so differ.
      expect(z.parse(route.answer, answer)).toEqual(answer);
    });
  }
});

function namesInPath({ path }: Route): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** What takes something away comes last, the workspace itself at the very end. */
const inOrder = routes.toSorted((a, b) => order(a) - order(b)).filter(({ id }) => notSent[id] === undefined);

function order({ id, method }: Route): number {
  return id === 'deleteDemo' ? 2 : Number(method === 'DELETE');
}

describe('sent to a service by the client, the example of', () => {
  for (const route of inOrder) {
    it(`${route.id} is answered as the contract says`, async () => {
      const answer: unknown = await clientExamples[route.id as keyof ClientRoutes](await clientFor(route));
      expect(z.parse(route.answer, answer)).toEqual(answer);
      expect(filledLists(answer)).toEqual(expect.arrayContaining(filledLists(route.example.answer)));
    });
  }
});

/** Lists of an answer that hold something: where the example shows rows, there must be some. */
function filledLists(answer: unknown): string[] {
  return Object.entries(Object(answer))
    .filter(([, value]) => Array.isArray(value) && value.length > 0)
    .map(([name]) => name);
}

async function clientFor(route: Route): Promise<RidaClient> {
  const common: ClientOptions = { baseUrl: base, retries: 0 };
  if (route.access === 'public') return createClient(common);
  if (route.access === 'operator') return createClient({ ...common, apiKey: localToken });
  if (route.example.by !== 'person') return createClient({ ...common, apiKey: world.key });
  const cookie = `rida_session=${await world.session()}`;
  const asPerson: typeof fetch = (url, init) =>
    fetch(url, { ...init, headers: { ...init?.headers, cookie, origin: base } });
  return createClient({ ...common, fetch: asPerson });
}

describe('the command for a shell of', () => {
  for (const route of routes) {
    it(`${route.id} sends what the client sends`, async () => {
      const shell = readCurl(curlExample(route));
      const sent = await requestOf(route);
      expect(shell.method).toBe(sent.method);
      expect(shell.url).toBe(sent.url);
      expect(shell.body).toEqual(sent.body);
      if (sent.body !== undefined && route.body !== 'file')
        expect(shell.headers.get('content-type')).toBe('application/json');
    });
  }
});

/** What a shell makes of the command: `curl` is a function there that prints what it was given. */
function readCurl(command: string) {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const env = { RIDA_URL: 'https://rida.example', RIDA_API_KEY: 'rida_key', RIDA_LOCAL_TOKEN: 'local' };
  const words = execFileSync('/bin/sh', ['-c', script], { env }).toString().split('\0').slice(0, -1);
  const after = (flag: string) => words.flatMap((word, n) => (word === flag ? [words[n + 1] ?? ''] : []));
  const [data] = after('-d');
  const parts = after('-F');
  return {
    method: after('-X')[0] ?? 'GET',
    url: words.find((word) => word.startsWith('https:')),
    headers: new Headers(after('-H').map((line) => line.split(': ') as [string, string])),
    body: parts.length > 0 ? parts : data === undefined ? undefined : (JSON.parse(data) as unknown),
  };
}

/** What the client would send. */
async function requestOf(route: Route) {
  let sent: { method: string; url: string; body: unknown } | undefined;
  const watch: typeof fetch = async (url, init) => {
    const body = init?.body === undefined ? undefined : readBody(init.body);
    sent = { method: init?.method ?? '', url: String(url), body };
    return new Response(null, { status: 204 });
  };
  const rida = createClient({ baseUrl: 'https://rida.example', fetch: watch });
  await clientExamples[route.id as keyof ClientRoutes](rida);
  if (!sent) throw new Error(`${route.id}: nothing was sent`);
  return sent;
}

function readBody(body: unknown): unknown {
  if (!(body instanceof FormData)) return JSON.parse(String(body));
  return [...body].map(([name, value]) => `${name}=${typeof value === 'string' ? value : `@${value.name}`}`);
}

it('every reason not to send an example is of a route', () => {
  const ids = new Set(routes.map(({ id }) => id));
  expect(Object.keys(notSent).filter((id) => !ids.has(id))).toEqual([]);
});
