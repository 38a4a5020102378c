import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eraseCustomer, readCustomer, readErasure } from '../../contract/routes/customers.ts';
import { makeTestDirectory, removeTestDirectory } from '../support/directories.ts';
import { listening, type RunningProcess, startRida } from '../support/processes.ts';

// Real processes on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const conversations = 40;

let dataDir: string;
let service: RunningProcess;
let url: string;

beforeEach(async () => {
  dataDir = makeTestDirectory();
  await start();
});

afterEach(async () => {
  await kill();
  removeTestDirectory(dataDir);
});

async function start(): Promise<void> {
  service = startRida(dataDir);
  url = await listening(service);
}

async function kill(): Promise<void> {
  service.child.kill('SIGKILL');
  await service.ended;
}

test('killed with -9 in the middle again and again, it ends with the whole receipt', async () => {
  await ask('/events', 'POST', events());
  await expect.poll(() => ask('/ingest/lag'), { timeout: 30_000 }).toMatchObject({ streams: 0 });
  const { id } = eraseCustomer.answer.parse(await ask('/customers/canary', 'DELETE'));
  // At the answer, and at whatever step it has come to later.
  for (const ms of [0, 100, 600, 1_000]) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    await kill();
    await start();
  }
  const receipt = async () => readErasure.answer.parse(await ask(`/erasures/${id}`));
  await expect.poll(async () => (await receipt()).state, { timeout: 60_000 }).toBe('done');
  expect(await receipt()).toMatchObject({
    removed: { texts: 2 * conversations, contactDetails: conversations, deadLetters: 1 },
    figures: { equal: true },
  });
  const held = readCustomer.answer.parse(await ask('/customers/canary'));
  expect(held.events.length).toBe(2 * conversations);
  expect(JSON.stringify(held.events)).not.toContain('canary');
});

function events(): object[] {
  const at = new Date(Date.now() - 60_000).toISOString();
  const customer = { id: 'canary', name: 'Canary' };
  const chats = Array.from({ length: conversations }, (_, n) => [
    {
      id: `s${n}`,
      type: 'conversation.started',
      at,
      conversationId: `c${n}`,
      channel: 'web',
      url: 'https://canary',
      customer,
    },
    { id: `m${n}`, type: 'message.sent', at, conversationId: `c${n}`, author: 'customer', text: 'canary' },
  ]).flat();
  return [...chats, { id: 'bad', type: 'nonsense', customer }];
}

async function ask(path: string, method = 'GET', body?: object): Promise<unknown> {
  const { token } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as { token: string };
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.json();
}
