import { expect, test } from 'vitest';
import { factNames, factSpecs } from '../core/sessions/facts.ts';
import { refoldOldFacts } from '../server/services/sessions/refold-old-facts.ts';
import { useApp } from './support/app.ts';

/** Policies over HTTP: preview, change, replay; what a replay leaves is what the policy would always have given. */
const app = useApp();

const minute = 60_000;
const day = 86_400_000;
const epoch = Date.UTC(2026, 10, 19, 8);

async function request(key: string, method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) {
  const { status, body } = await app.call(key, method, path, payload);
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Customers who are answered once and then say nothing, and one who waits in vain; a conversation a quarter of an hour. */
function conversations(count: number, from: number) {
  return Array.from({ length: count }, (_, i) => {
    const at = (minutes: number) => new Date(from + (i * 15 + minutes) * minute).toISOString();
    const conversationId = `c${i}`;
    const customer = { id: `u${i % 3}` };
    const say = (n: number, minutes: number, more: object) => ({
      id: `${conversationId}-m${n}`,
      type: 'message.sent',
      at: at(minutes),
      conversationId,
      messageId: `m${n}`,
      ...more,
    });
    return [
      {
        id: `${conversationId}-s`,
        type: 'conversation.started',
        at: at(0),
        conversationId,
        channel: 'web',
        customer,
        topic: 'delivery',
      },
      say(1, 0, { author: 'customer' }),
      ...(i === 0 ? [] : [say(2, 1, { author: 'agent', agentId: 'a1' }), say(3, 8, { author: 'customer' })]),
      ...(i === 0 ? [] : [say(4, 9, { author: 'agent', agentId: 'a1' })]),
    ];
  }).flat();
}

async function filled(name: string, count: number, policy?: { validFrom: string; policy: object }) {
  const workspaceId = await app.workspace(name);
  const key = await app.key(workspaceId);
  if (policy !== undefined) await request(key, 'POST', '/policies', policy);
  await request(key, 'POST', '/events', conversations(count, epoch));
  await app.pass(1_000);
  await app.pass(61_000);
  return { workspaceId, key };
}

/** Every fact row, but for what names the workspace's customers. */
async function factsOf(workspaceId: number): Promise<string[]> {
  const tables = factNames.map((fact) => factSpecs[fact].table);
  const texts: string[] = [];
  for (const table of tables) {
    const rows = await app.services.warehouse.rows<[string]>(
      'report',
      `SELECT toJSONString(tuple(* EXCEPT (workspace_id, version, customer_key, stream))) FROM ${table} FINAL
       WHERE workspace_id = {workspaceId:UInt32}`,
      { workspaceId },
    );
    texts.push(...rows.map(([text]) => `${table} ${text.replace(/[0-9a-f]{32}/g, 'customer')}`));
  }
  return texts.sort();
}

const patient = { timers: { chat: { agentInactivityMs: 5 * minute, handoverTimeoutMs: null } } };

test('a replay leaves what the policy would have given from the start, and says what it changed', async () => {
  const validFrom = new Date(app.clock.now - 10 * day).toISOString();
  const changed = await filled('changed later', 20);
  const preview = await request(changed.key, 'POST', '/policies/preview', { validFrom, policy: patient });
  expect(preview).toMatchObject({
    conversations: 20,
    looked: 20,
    // Of every conversation but the first, the agent's first answer now ends a session.
    sessions: { before: 20, after: 39 },
    endEarlier: 19,
    endLater: 1,
    outcomes: { timedOut: { before: 20, after: 38 }, open: { before: 0, after: 1 } },
  });
  const { replayId } = await request(changed.key, 'POST', '/policies', { validFrom, policy: patient });
  const waiting = await request(changed.key, 'GET', `/replays/${replayId}`);
  expect(waiting).toMatchObject({ state: 'waiting', reason: 'policy', subject: validFrom, changed: null });
  const during = await request(changed.key, 'POST', '/reports/query', { kpis: ['assigned'] });
  expect(during.replay).toMatchObject({ replayId, reason: 'policy' });
  await app.replay();
  const done = await request(changed.key, 'GET', `/replays/${replayId}`);
  expect(done).toMatchObject({ state: 'done', streams: 20, streamsDone: 20 });
  expect(done.changed.assigned).toEqual({ before: { value: 20, n: 20 }, after: { value: 39, n: 39 } });
  expect(done.changed.closed).toBeUndefined();
  const after = await request(changed.key, 'POST', '/reports/query', { kpis: ['assigned'] });
  expect(after.replay).toBeNull();
});

test('a policy that was always there and one that came by replay give the same facts; taken back, the former ones', async () => {
  const policy = { validFrom: new Date(app.clock.now - 10 * day).toISOString(), policy: patient };
  const always = await filled('always so', 12, policy);
  const replayed = await filled('replayed', 12);
  const plain = await factsOf(replayed.workspaceId);
  await request(replayed.key, 'POST', '/policies', policy);
  await app.replay();
  expect(await factsOf(replayed.workspaceId)).toEqual(await factsOf(always.workspaceId));
  expect(await factsOf(replayed.workspaceId)).not.toEqual(plain);
  await request(replayed.key, 'DELETE', `/policies/${encodeURIComponent(policy.validFrom)}`);
  await app.replay();
  expect(await factsOf(replayed.workspaceId)).toEqual(plain);
  expect((await request(replayed.key, 'GET', '/policies')).policies).toEqual([]);
  const { replays } = await request(replayed.key, 'GET', '/replays');
  expect(replays.map(({ state }: { state: string }) => state)).toEqual(['done', 'done']);
});

test('what comes while a replay runs is folded by the new rules, once', async () => {
  const validFrom = new Date(app.clock.now - 10 * day).toISOString();
  const { workspaceId, key } = await filled('busy', 6);
  await request(key, 'POST', '/policies', { validFrom, policy: patient });
  await request(key, 'POST', '/events', conversations(9, app.clock.now - 2 * day).slice(-12));
  await app.replay();
  const byReplay = await factsOf(workspaceId);
  await request(key, 'POST', '/replays', {});
  await app.replay();
  expect(await factsOf(workspaceId)).toEqual(byReplay);
});

test('a policy of the future replays nothing, and nobody is told of what a replay brings to light', async () => {
  const { workspaceId, key } = await filled('tomorrow', 5);
  const tomorrow = new Date(app.clock.now + day).toISOString();
  expect(await request(key, 'POST', '/policies', { validFrom: tomorrow, policy: patient })).toEqual({ replayId: null });
  const signals = () =>
    app.services.db
      .selectFrom('signals')
      .select(['subject', 'muted'])
      .where('workspace_id', '=', workspaceId)
      .orderBy('subject')
      .execute();
  const recent = conversations(2, app.clock.now - 60 * minute).map((event) => ({
    ...event,
    id: `new-${event.id}`,
    conversationId: `new-${event.conversationId}`,
  }));
  await request(key, 'POST', '/events', recent);
  await app.pass(1_000);
  const before = await signals();
  const now = new Date(app.clock.now - 10 * day).toISOString();
  await request(key, 'POST', '/policies', { validFrom: now, policy: patient });
  await app.replay();
  const after = await signals();
  const added = after.filter(({ subject }) => !before.some((each) => each.subject === subject));
  expect(before.every(({ muted }) => !muted)).toBe(true);
  expect(added.length).toBeGreaterThan(0);
  expect(added.every(({ muted }) => muted)).toBe(true);
});

test('facts of an older version are folded again, once', async () => {
  const { workspaceId, key } = await filled('old', 4);
  const facts = await factsOf(workspaceId);
  const { db, warehouse } = app.services;
  // As a version that knew no contacts and counted no answers would have left them.
  await warehouse.command(
    'fold',
    'ALTER TABLE contacts DELETE WHERE workspace_id = {workspaceId:UInt32} SETTINGS mutations_sync = 2',
    { workspaceId },
  );
  await db.updateTable('workspaces').set({ facts_version: 0 }).where('id', '=', workspaceId).execute();
  expect(await factsOf(workspaceId)).not.toEqual(facts);
  expect(await refoldOldFacts(db, app.clock.now)).toBe(1);
  expect(await refoldOldFacts(db, app.clock.now)).toBe(0);
  await app.replay();
  expect(await factsOf(workspaceId)).toEqual(facts);
  const { replays } = await request(key, 'GET', '/replays');
  expect(replays).toMatchObject([{ reason: 'upgrade', state: 'done', streams: 4 }]);
});

test('what is no policy is refused and changes nothing', async () => {
  const key = await app.key(await app.workspace('refused'));
  const refused = async (policy: object) => {
    const answer = await app.ask({
      method: 'POST',
      url: '/api/v1/policies',
      headers: { authorization: `Bearer ${key}` },
      payload: { validFrom: '2026-01-01T00:00:00Z', policy },
    });
    return [answer.statusCode, answer.json().code];
  };
  expect(await refused({ timers: { chat: { botInactivityMs: -1 } } })).toEqual([400, 'invalidRequest']);
  expect(await refused({ timers: { radio: {} } })).toEqual([400, 'invalidRequest']);
  expect(await refused({ window: 'never' })).toEqual([400, 'invalidRequest']);
  expect((await request(key, 'GET', '/policies')).policies).toEqual([]);
  expect((await request(key, 'GET', '/replays')).replays).toEqual([]);
});
