import { beforeEach, expect, it, vi } from 'vitest';
import { previewRetention, readRetention, listRetentionRuns } from '../contract/routes/retention.ts';
import { defaultRetention } from '../core/people/retention.ts';
import { applyRetention } from '../server/services/retention/apply-retention.ts';
import { useApp } from './support/app.ts';
import { failingAfter } from './support/failing-warehouse.ts';

// Dozens of statements an erasure, on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const test = useApp();
const monthMs = 31 * 86_400_000;

let workspaceId: number;
let key: string;
let named = 0;
beforeEach(async () => {
  workspaceId = await test.workspace(`retention ${++named}`);
  key = await test.key(workspaceId);
});

const monthsAgo = (months: number) => new Date(test.clock.now - months * monthMs).toISOString();

/** A conversation so many months ago, with words of every class. */
function conversation(name: string, months: number): Record<string, unknown>[] {
  const at = monthsAgo(months);
  const conversationId = name;
  return [
    {
      id: `${name}-1`,
      type: 'conversation.started',
      at,
      conversationId,
      channel: 'web',
      customer: { id: name, name: `name of ${name}` },
    },
    {
      id: `${name}-2`,
      type: 'message.sent',
      at,
      conversationId,
      author: 'customer',
      text: `text of ${name}`,
      note: 'x',
    },
    {
      id: `${name}-3`,
      type: 'survey.answered',
      at,
      conversationId,
      ratingId: name,
      scale: 'smiley3',
      value: 3,
      subject: 'conversation',
      comment: `comment of ${name}`,
    },
  ];
}

async function fill(): Promise<void> {
  const agent = {
    id: 'an',
    type: 'agent.described',
    at: monthsAgo(60),
    agentId: 'a',
    name: 'Ali',
    email: 'agent@example.com',
  };
  await ask('POST', '/events', [
    agent,
    ...conversation('new', 1),
    ...conversation('year', 14),
    ...conversation('two', 26),
    ...conversation('old', 40),
    { id: 'bad', type: 'nonsense' },
  ]);
  await test.services.folding.settled();
}

it('says beforehand what a night removes, and the night removes exactly that', async () => {
  await fill();
  const before = await figures();
  const due = await dryRun();
  expect(Object.fromEntries(due.map((each) => [each.class, each.count]))).toEqual({
    transcripts: 3,
    contactDetails: 2,
    comments: 1,
    deadLetters: 0,
    audit: 0,
  });
  expect(due[0]?.months.map(({ count }) => count)).toEqual([1, 1, 1]);
  expect(await wordsLeft()).toHaveLength(13);

  await applyRetention(test.services, test.clock.now);
  expect(await wordsLeft()).toEqual([
    'agent@example.com',
    'comment of new',
    'comment of two',
    'comment of year',
    'name of new',
    'name of year',
    'text of new',
  ]);
  expect((await dryRun()).map(({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
  expect(await figures()).toBe(before);
  const { runs } = listRetentionRuns.answer.parse((await ask('GET', '/retention/runs')).json());
  expect(runs.map(({ removed }) => removed)).toEqual([{ transcripts: 3, contactDetails: 2, comments: 1 }]);
  // A second night finds nothing, and says nothing.
  await applyRetention(test.services, test.clock.now);
  expect((await ask('GET', '/retention/runs')).json().runs).toHaveLength(1);
});

it('follows the periods of the workspace, and of no other', async () => {
  const other = { workspaceId, key };
  await fill();
  [workspaceId, key] = [await test.workspace('strict'), ''];
  key = await test.key(workspaceId);
  await fill();
  expect(readRetention.answer.parse((await ask('GET', '/retention')).json())).toEqual(defaultRetention);
  const strict = { transcriptMonths: 1, contactMonths: 1, commentMonths: 1, deadLetterDays: 1, auditMonths: 12 };
  expect((await ask('PUT', '/retention', { ...strict, auditMonths: 1 })).statusCode).toBe(400);
  expect((await ask('PUT', '/retention', strict)).json()).toEqual(strict);
  test.clock.now += 2 * 86_400_000;
  expect(Object.fromEntries((await dryRun()).map((each) => [each.class, each.count]))).toMatchObject({
    transcripts: 4,
    contactDetails: 4,
    comments: 4,
    deadLetters: 1,
  });
  await applyRetention(test.services, test.clock.now);
  expect(await wordsLeft()).toEqual(['agent@example.com']);
  const { entries } = await auditOf(workspaceId);
  expect(entries).toContain('retentionChanged');
  ({ workspaceId, key } = other);
  expect(await wordsLeft()).toContain('text of new');
});

it('one that is cut off at any statement is finished by the next night', async () => {
  await fill();
  for (let spared = 0, cut = true; cut; spared++) {
    const warehouse = failingAfter(spared, test.services.warehouse);
    cut = await applyRetention({ db: test.services.db, warehouse }, test.clock.now).then(
      () => false,
      () => true,
    );
  }
  expect((await dryRun()).map(({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
  expect(await wordsLeft()).toHaveLength(7);
});

function ask(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  return test.ask({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${key}`, ...(payload && { 'content-type': 'application/json' }) },
    ...(payload && { payload: JSON.stringify(payload) }),
  });
}

async function dryRun() {
  return previewRetention.answer.parse((await ask('POST', '/retention/dry-run', {})).json()).classes;
}

/** Every word that is stored of the workspace's people. */
async function wordsLeft(): Promise<string[]> {
  const rows = await test.services.warehouse.rows<[string]>(
    'report',
    `SELECT arrayJoin([text, comment, JSONExtractString(extra, 'email')]) AS word FROM private_events FINAL
     WHERE workspace_id = {workspaceId:UInt32} AND word != ''
     UNION ALL SELECT name FROM private_customers FINAL WHERE workspace_id = {workspaceId:UInt32}`,
    { workspaceId },
  );
  return rows.map(([word]) => word).sort();
}

async function figures(): Promise<string> {
  const body = {
    kpis: ['sessions', 'ratings', 'averageScore'],
    from: monthsAgo(80),
    to: monthsAgo(-1),
    by: ['language', 'channel'],
  };
  const answer = await ask('POST', '/reports/query', body);
  expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()]);
  const { rows, totals } = answer.json();
  return JSON.stringify({ rows, totals });
}

async function auditOf(workspace: number): Promise<{ entries: string[] }> {
  const rows = await test.services.db
    .selectFrom('audit')
    .select('action')
    .where('workspace_id', '=', workspace)
    .execute();
  return { entries: rows.map(({ action }) => action) };
}
