import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { factNames, factSpecs } from '../core/sessions/facts.ts';
import { useApp } from './support/app.ts';

/** People over HTTP: who works where, who has left, and one person under several ids. */
const app = useApp();

const minute = 60_000;
let workspaceId: number;
let key: string;

beforeAll(async () => {
  workspaceId = await app.workspace('people');
  key = await app.key(workspaceId);
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const ask = (method: Method, path: string, payload?: object) => app.call(key, method, path, payload);

async function send(events: object[]): Promise<void> {
  expect(await ask('POST', '/events', events)).toMatchObject({ status: 200, body: { accepted: events.length } });
  await app.pass(1_000);
}

const epoch = Date.UTC(2026, 10, 21, 12);
const at = (minutes: number) => new Date(epoch + minutes * minute).toISOString();
let ids = 0;
const event = (type: string, minutes: number, more: object) => ({ id: `e${++ids}`, type, at: at(minutes), ...more });

/** A conversation of a customer that two agents have a part in, and their presence. */
function conversation(conversationId: string, customerId: string, first: string, second: string, start = 0) {
  const say = (minutes: number, more: object) =>
    event('message.sent', start + minutes, { conversationId, messageId: `m${ids}`, ...more });
  const customer = { id: customerId };
  return [
    event('conversation.started', start, { conversationId, channel: 'web', customer, topic: 'refund' }),
    say(0, { author: 'customer' }),
    event('conversation.assigned', start + 1, { conversationId, agentId: first, teamId: 't' }),
    say(2, { author: 'agent', agentId: first }),
    say(3, { author: 'customer' }),
    event('conversation.assigned', start + 4, { conversationId, agentId: second, teamId: 't' }),
    say(5, { author: 'agent', agentId: second }),
    event('conversation.closed', start + 6, { conversationId, by: 'agent', agentId: second }),
    event('agent.statusChanged', start, { agentId: first, status: 'online' }),
    event('agent.statusChanged', start + 10, { agentId: second, status: 'online' }),
    event('agent.statusChanged', start + 20, { agentId: first, status: 'offline' }),
    event('agent.statusChanged', start + 30, { agentId: second, status: 'offline' }),
  ];
}

async function facts(): Promise<string[]> {
  const texts: string[] = [];
  for (const fact of factNames) {
    const { table } = factSpecs[fact];
    const rows = await app.services.warehouse.rows<[string]>(
      'report',
      `SELECT toJSONString(tuple(* EXCEPT (version))) FROM ${table} FINAL WHERE workspace_id = {workspaceId:UInt32}`,
      { workspaceId },
    );
    texts.push(...rows.map(([text]) => `${table} ${text}`));
  }
  return texts.sort();
}

async function figure(kpi: string, by: string): Promise<Record<string, number | null>> {
  const { body } = await ask('POST', '/reports/query', { kpis: [kpi], by: [by] });
  return Object.fromEntries(
    body.rows.map((row: { by: Record<string, string>; figures: Record<string, { value: number }> }) => [
      row.by[by],
      row.figures[kpi]?.value ?? null,
    ]),
  );
}

describe('joining', () => {
  test('an agent’s ids are one person from the first event on, and parted as if they had never been', async () => {
    await send([
      ...conversation('j1', 'u1', 'sara-chat', 'sara-phone'),
      ...conversation('j2', 'u1', 'sara-phone', 'omar', 60),
    ]);
    await app.pass(61_000);
    const before = await facts();
    expect(await figure('assigned', 'agent')).toEqual({ 'sara-chat': 1, 'sara-phone': 2, omar: 1 });
    expect(await figure('onlineHours', 'agent')).toMatchObject({ 'sara-chat': 20 / 60, 'sara-phone': 40 / 60 });

    const { status, body } = await ask('POST', '/joins', { kind: 'agent', id: 'sara-phone', into: 'sara-chat' });
    expect(status).toBe(201);
    await app.replay();
    expect((await ask('GET', `/replays/${body.replayId}`)).body).toMatchObject({ state: 'done', reason: 'people' });
    expect(await figure('assigned', 'agent')).toEqual({ 'sara-chat': 2, omar: 1 });
    // From 0 to 30 and from 60 to 80: what overlaps counts once.
    expect(await figure('onlineHours', 'agent')).toEqual({ 'sara-chat': 50 / 60, omar: 20 / 60 });
    expect(await figure('transferred', 'agent')).toEqual({ 'sara-chat': 1 });

    await send([event('agent.statusChanged', 120, { agentId: 'sara-phone', status: 'online' })]);
    await send([event('agent.statusChanged', 150, { agentId: 'sara-phone', status: 'offline' })]);
    await app.pass(1_000);
    expect(await figure('onlineHours', 'agent')).toEqual({ 'sara-chat': 80 / 60, omar: 20 / 60 });

    expect((await ask('DELETE', '/joins/agent/sara-phone')).status).toBe(200);
    await app.replay();
    const after = await facts();
    expect(after.filter((text) => !text.startsWith('presence'))).toEqual(
      before.filter((text) => !text.startsWith('presence')),
    );
    expect(await figure('onlineHours', 'agent')).toEqual({
      'sara-chat': 20 / 60,
      'sara-phone': 70 / 60,
      omar: 20 / 60,
    });
  });

  test('whatever is joined and parted in whatever order, parting everything leaves the facts of before', async () => {
    await send(
      ['p1', 'p2', 'p3'].flatMap((id, i) => conversation(id, `v${i}`, `x${i}`, `x${(i + 1) % 3}`, 200 + i * 40)),
    );
    await app.pass(61_000);
    const before = await facts();
    const pair = fc.record({
      kind: fc.constantFrom('agent', 'customer'),
      id: fc.constantFrom(0, 1, 2),
      into: fc.constantFrom(0, 1, 2),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 4 }), async (pairs) => {
        const name = (kind: string, n: number) => (kind === 'agent' ? `x${n}` : `v${n}`);
        for (const { kind, id, into } of pairs) {
          const { status } = await ask('POST', '/joins', { kind, id: name(kind, id), into: name(kind, into) });
          expect([201, 409]).toContain(status);
        }
        await app.replay();
        const { joins } = (await ask('GET', '/joins')).body;
        for (const { kind, id } of joins)
          expect((await ask('DELETE', `/joins/${kind}/${kind === 'agent' ? id : `key:${id}`}`)).status).toBe(200);
        await app.replay();
        expect(await facts()).toEqual(before);
      }),
      { numRuns: 4, seed: 7 },
    );
  });

  test('two keys of a customer make one issue of his two contacts', async () => {
    await send([...conversation('q1', 'w1', 'omar', 'omar', 400), ...conversation('q2', 'w2', 'omar', 'omar', 460)]);
    await app.pass(61_000);
    const contacts = async () => (await figure('issues', 'topic'))['refund'];
    const apart = await contacts();
    await ask('POST', '/joins', { kind: 'customer', id: 'w2', into: 'w1' });
    await app.replay();
    expect(await contacts()).toBe((apart ?? 0) - 1);
  });

  test('is proposed to ids that share a phone in another writing or an address, until somebody says no', async () => {
    await send([
      event('customer.described', 0, { customer: { id: 'n1', name: 'Huda', phone: '0501234567' } }),
      event('customer.described', 0, { customer: { id: 'n2', name: 'هدى', phone: '٠٠٩٦٦٥٠١٢٣٤٥٦٧' } }),
      event('customer.described', 0, { customer: { id: 'n3', email: 'Noor@Example.com' } }),
      event('customer.described', 0, { customer: { id: 'n4', email: 'noor@example.com ' } }),
      event('customer.described', 0, { customer: { id: 'n5', phone: '0501234568' } }),
      event('agent.described', 0, { agentId: 'd1', email: 'd@example.com' }),
      event('agent.described', 0, { agentId: 'd2', email: 'D@example.com' }),
    ]);
    const { proposals } = (await ask('GET', '/joins/proposals')).body;
    expect(proposals).toHaveLength(3);
    expect(proposals[0]).toMatchObject({ kind: 'agent', one: 'd1', other: 'd2', because: 'email' });
    const huda = proposals.find(({ because }: { because: string }) => because === 'phone');
    expect([huda.oneName, huda.otherName].toSorted()).toEqual(['Huda', 'هدى']);
    const { one, other } = huda;
    expect(
      (await ask('POST', '/joins/refusals', { kind: 'customer', one: `key:${other}`, other: `key:${one}` })).status,
    ).toBe(204);
    await ask('POST', '/joins', { kind: 'agent', id: 'd2', into: 'd1' });
    expect((await ask('GET', '/joins/proposals')).body.proposals).toHaveLength(1);
  });

  test('a joined customer is found and shown by what was told of any of his ids, an agent by the name of any', async () => {
    await send([
      ...conversation('s1', 'k-one', 'sam-a', 'sam-a', 520),
      event('customer.described', 0, { customer: { id: 'k-two', name: 'Khalid', phone: '0507654321' } }),
      event('agent.described', 0, { agentId: 'sam-b', name: 'Samira' }),
    ]);
    await ask('POST', '/joins', { kind: 'customer', id: 'k-two', into: 'k-one' });
    await ask('POST', '/joins', { kind: 'agent', id: 'sam-b', into: 'sam-a' });
    await app.replay();
    for (const q of ['khalid', '+966507654321', 'samira']) {
      const { rows } = (await ask('GET', `/sessions?from=2026-11-21&to=2026-11-22&q=${encodeURIComponent(q)}`)).body;
      expect(rows).toMatchObject([
        { conversationId: 's1', customerName: 'Khalid', phone: '+966507654321', agentName: 'Samira' },
      ]);
    }
  });

  test('is refused in a circle, and to what is joined already', async () => {
    await ask('POST', '/joins', { kind: 'agent', id: 'c1', into: 'c2' });
    expect(await ask('POST', '/joins', { kind: 'agent', id: 'c1', into: 'c3' })).toMatchObject({
      status: 409,
      body: { code: 'cannotJoin' },
    });
    expect(await ask('POST', '/joins', { kind: 'agent', id: 'c2', into: 'c1' })).toMatchObject({
      status: 409,
      body: { code: 'cannotJoin' },
    });
    expect((await ask('DELETE', '/joins/agent/nobody')).status).toBe(404);
  });
});

describe('the roster', () => {
  test('tells names and teams over time, from events and from people alike', async () => {
    await send([
      event('agent.described', 0, { agentId: 'r1', name: 'Reem', teamIds: ['sales'] }),
      event('agent.described', 60, { agentId: 'r1', teamIds: ['sales'] }),
      event('team.described', 0, { teamId: 'sales', name: 'Sales' }),
    ]);
    expect((await ask('PUT', '/agents/r1', { teamIds: ['care'], at: at(120), startedOn: '2026-01-31' })).status).toBe(
      204,
    );
    expect((await ask('PUT', '/teams/care', { name: 'العناية' })).status).toBe(204);
    const { agents } = (await ask('GET', '/agents?q=REEM')).body;
    expect(agents).toEqual([
      {
        agentId: 'r1',
        name: 'Reem',
        teamIds: ['care'],
        stays: [
          { teamId: 'sales', from: at(0), to: at(120) },
          { teamId: 'care', from: at(120), to: null },
        ],
        otherIds: [],
        startedOn: '2026-01-31',
        leftAt: null,
      },
    ]);
    const { teams } = (await ask('GET', '/teams')).body;
    expect(teams).toEqual(
      expect.arrayContaining([
        { teamId: 'care', name: 'العناية', agentIds: ['r1'] },
        { teamId: 'sales', name: 'Sales', agentIds: [] },
      ]),
    );
  });

  test('who has left keeps his name and figures, and his id is nobody else’s', async () => {
    await send(conversation('l1', 'z1', 'leaving', 'staying', 600));
    const before = await figure('assigned', 'agent');
    expect((await ask('PUT', '/agents/leaving', { name: 'Layla' })).status).toBe(204);
    expect((await ask('POST', '/agents/leaving/departure', {})).status).toBe(204);
    expect((await ask('POST', '/agents/leaving/departure', {})).status).toBe(409);
    expect(await ask('PUT', '/agents/leaving', { name: 'Somebody else' })).toMatchObject({
      status: 409,
      body: { code: 'agentHasLeft' },
    });
    expect(await figure('assigned', 'agent')).toEqual(before);
    const all = (await ask('GET', '/agents?q=leaving')).body.agents;
    expect(all).toMatchObject([{ agentId: 'leaving', name: 'Layla', leftAt: expect.any(String) }]);
    expect((await ask('GET', '/agents?q=leaving&present=true')).body.agents).toEqual([]);
    expect((await ask('DELETE', '/agents/leaving/departure')).status).toBe(204);
    expect((await ask('PUT', '/agents/leaving', { name: 'Layla again' })).status).toBe(204);
  });

  test('who leaves gets in no more, under whichever of his ids, and another stays', async () => {
    const invite = async (agentId: string) => {
      const { body } = await ask('POST', '/members', {
        email: `${agentId}@example.com`,
        role: 'employee',
        agentIds: [agentId],
      });
      return body.member.userId as number;
    };
    const [gone, stays] = [await invite('twice-2'), await invite('once')];
    await ask('POST', '/joins', { kind: 'agent', id: 'twice-2', into: 'twice-1' });
    expect(await ask('POST', '/agents/twice-1/departure', { leftAt: '2099-01-01T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { code: 'invalidRequest' },
    });
    expect((await ask('POST', '/agents/twice-1/departure', {})).status).toBe(204);
    const { members } = (await ask('GET', '/members')).body;
    const ids = members.map(({ userId }: { userId: number }) => userId);
    expect([ids.includes(gone), ids.includes(stays)]).toEqual([false, true]);
  });

  test('what is nobody is refused', async () => {
    expect((await ask('PUT', '/agents/r1', { startedOn: '2026-02-30' })).status).toBe(400);
    expect((await ask('PUT', '/agents/r1', { at: '1990-01-01T00:00:00Z', name: 'too early' })).body).toMatchObject({
      code: 'timeOutOfRange',
    });
    expect((await ask('DELETE', '/agents/nobody/departure')).status).toBe(404);
  });
});
