import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runCli } from '../support/cli.ts';
import { makeTestDirectory, removeTestDirectory } from '../support/directories.ts';
import { listening, type RunningProcess, startRida } from '../support/processes.ts';
import { filesHolding } from '../support/stored-bytes.ts';

// Real processes on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let directory: string;
let dataDir: string;
let rida: RunningProcess;
let url: string;

beforeAll(async () => {
  directory = makeTestDirectory();
  dataDir = join(directory, 'data');
  await start();
});

afterAll(async () => {
  rida.child.kill('SIGKILL');
  await rida.ended;
  removeTestDirectory(directory);
});

async function start(): Promise<void> {
  rida = startRida(dataDir);
  url = await listening(rida);
}

/** Both engines with it; a service that is told to stop writes everything out. */
async function stop(): Promise<void> {
  rida.child.kill('SIGTERM');
  await rida.ended;
}

const customer = {
  id: 'canary-customer-id-4711',
  name: 'Canary سارة Hashemi',
  phone: '+966551234567',
  email: 'canary.hashemi@example.com',
  language: 'ar',
  nickname: 'canary-nickname',
};

const canaries = [
  ...Object.values(customer).filter((word) => word !== 'ar'),
  ...['text', 'reply', 'comment', 'url', 'extra', 'letter', 'line', 'csv', 'row', 'late'].map(
    (what) => `canary-${what}-words`,
  ),
];

const conversationId = 'chat-1';
const at = (minute: number) => new Date(Date.now() - 3_600_000 + minute * 60_000).toISOString();

const events = [
  {
    id: 'e1',
    type: 'conversation.started',
    at: at(0),
    conversationId,
    channel: 'web',
    url: 'https://example.com/canary-url-words',
    customer,
    note: 'canary-extra-words',
  },
  { id: 'e2', type: 'message.sent', at: at(1), conversationId, author: 'customer', text: 'canary-text-words' },
  {
    id: 'e3',
    type: 'message.sent',
    at: at(2),
    conversationId,
    author: 'agent',
    agentId: 'a',
    text: `canary-reply-words for ${customer.name}`,
  },
  { id: 'e4', type: 'conversation.closed', at: at(3), conversationId, by: 'agent', agentId: 'a' },
  {
    id: 'e5',
    type: 'survey.answered',
    at: at(4),
    conversationId,
    ratingId: 'r',
    scale: 'smiley3',
    value: 3,
    subject: 'conversation',
    comment: 'canary-comment-words',
  },
  { id: 'e6', type: 'customer.described', at: at(5), customer },
  { id: 'e7', type: 'call.ended', at: at(6), callId: 'call', customer },
  { id: 'e8', type: 'visit.issued', at: at(7), siteId: 's', businessDay: '2026-11-22', ticket: '7', customer },
  { id: 'e9', type: 'no.such.type', at: at(8), customer, text: 'canary-letter-words' },
];

const line = `{"id":"e10","type":"message.sent","phone":"${customer.phone}","text":"canary-line-words"`;
const csv = `id,text
e11,canary-csv-words
`;
const mapping = {
  timeZone: 'UTC',
  events: [
    {
      type: 'message.sent',
      id: '{id}',
      at: { template: at(9) },
      fields: {
        conversationId: { constant: conversationId },
        author: { constant: 'customer' },
        text: { column: 'text' },
      },
    },
  ],
};

const brokenMapping = {
  ...mapping,
  events: mapping.events.map((event) => ({ ...event, at: { column: 'when' } })),
};

test('no byte of an erased customer is left in the data directory', async () => {
  await send(JSON.stringify(events), 'application/json');
  await send(line, 'application/x-ndjson');
  const [table, mapped] = [join(directory, 'messages.csv'), join(directory, 'mapping.json')];
  writeFileSync(table, csv);
  writeFileSync(mapped, JSON.stringify(mapping));
  const imported = await runCli(['import', table, '--mapping', mapped, '--source', 'csv'], { dataDir });
  expect(imported).toMatchObject({ code: 0 });
  await uploadRefusedRow();
  await untilFolded();

  // Control: the same look finds every word while it is there.
  await stop();
  const before = filesHolding(dataDir, canaries);
  for (const word of canaries.filter((each) => !each.includes('late'))) {
    expect([word, before.some((found) => found.startsWith(word))]).toEqual([word, true]);
  }

  await start();
  const erased = await runCli(['erase', customer.id, '--yes', '--wait'], { dataDir });
  expect(erased).toMatchObject({ code: 0, stdout: expect.stringContaining('they are equal') });
  // Sent again, and later: nothing brings him back.
  await send(JSON.stringify(events), 'application/json');
  await send(
    JSON.stringify([
      { ...events[1], id: 'late', text: 'canary-late-words' },
      { ...events[0], id: 'late-2', conversationId: 'chat-2' },
    ]),
    'application/json',
  );
  await untilFolded();
  await stop();
  expect(filesHolding(dataDir, canaries)).toEqual([]);
});

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const { token } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as { token: string };
  const answer = await fetch(`${url}/api/v1${path}`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${token}` },
  });
  return answer.json();
}

async function send(body: string, type: string): Promise<void> {
  await ask('/events', { method: 'POST', body, headers: { 'content-type': type } });
}

/** A file whose row is refused for its time: the row is kept as it stood there. */
async function uploadRefusedRow(): Promise<void> {
  const form = new FormData();
  form.append('mapping', JSON.stringify(brokenMapping));
  form.append('file', new Blob([`id,text,when\n1,"canary-row-words ${customer.email}",never\n`]), 'rows.csv');
  await ask('/imports', { method: 'POST', body: form });
  const imports = async () => ((await ask('/imports')) as { imports: { state: string; refused: number }[] }).imports;
  await expect
    .poll(imports, { timeout: 30_000 })
    .toEqual(expect.arrayContaining([expect.objectContaining({ state: 'done', refused: 1 })]));
}

async function untilFolded(): Promise<void> {
  await expect.poll(async () => ask('/ingest/lag'), { timeout: 30_000 }).toMatchObject({ streams: 0 });
}
