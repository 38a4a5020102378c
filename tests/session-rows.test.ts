import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { listSessions, readCustomerService } from '../contract/routes/conversations.ts';
import { useApp } from './support/app.ts';
import { asker, on, send, toldConversations } from './support/told-conversations.ts';

const test = useApp();
let key = '';

const ask = asker(test, () => key);

beforeAll(async () => {
  key = await test.key(await test.workspace('Rows'));
  await send(test, key, toldConversations);
});

const rows = (query = '') =>
  ask(readCustomerService, `/reports/customer-service?from=2026-11-01&to=2026-11-30${query}`);
const sessions = (query = '') => ask(listSessions, `/sessions?from=2026-11-01&to=2026-11-30${query}`);

describe('the customer service report', () => {
  it('has a row for each owner of a session, with his own interval (001-34…001-46)', async () => {
    const { rows: found, n } = await rows('&order=asc');
    expect(found.map(({ conversationId, agentName, outcome }) => [conversationId, agentName, outcome])).toEqual([
      ['c1', 'سارة أحمد', 'transferred'],
      ['c1', 'ليلى', 'completed'],
      ['c4', null, 'open'],
      ['c5', 'b1', 'closedAutomatically'],
      [null, 'ليلى', 'completed'],
    ]);
    expect(n).toBe(5);
    const [first, second] = found;
    expect(first).toMatchObject({
      sessionId: 'test:c1-1',
      url: 'https://crm.example/c/1',
      transcript: '/api/v1/conversations/c1',
      kind: 'agent',
      customerName: 'أحمد العتيبي',
      phone: '+966501234567',
      email: 'ahmad@example.com',
      channel: 'whatsapp',
      topic: 'استرجاع',
      tags: ['vip'],
      teamName: 'الدعم',
      firstMessageAt: on('10:00'),
      lastMessageAt: on('10:20'),
      startedAt: on('10:00'),
      endedAt: on('10:30'),
      isOpen: false,
      endReason: 'agentClosed',
      durationSeconds: 1800,
      firstResponseSeconds: 300,
      resolutionSeconds: 1500,
      messages: { customer: 2, agent: 2, bot: 0 },
      ownership: {
        assignedAt: on('10:02'),
        ownedUntil: on('10:10'),
        responseSeconds: 180,
        resolutionSeconds: null,
        messages: 1,
      },
      rating: {
        ratingId: 'r1',
        value: 3,
        score: 100,
        label: 'satisfied',
        satisfied: true,
        firstValue: 1,
        ratedAt: on('10:36'),
      },
      withheld: [],
    });
    expect(second?.ownership).toMatchObject({
      assignedAt: on('10:10'),
      ownedUntil: on('10:30'),
      responseSeconds: 600,
      resolutionSeconds: 600,
    });
    expect(second?.owners.map(({ agentId }) => agentId)).toEqual(['a1', 'a2']);
  });

  it('tells an open session so far, and what is null is not 0', async () => {
    const {
      rows: [open],
    } = await rows('&topic=استرجاع&channel=telegram');
    expect(open).toMatchObject({
      conversationId: 'c4',
      isOpen: true,
      endedAt: null,
      endReason: null,
      durationSeconds: (test.clock.now - Date.parse(on('13:00'))) / 1000,
      firstResponseSeconds: null,
      resolutionSeconds: null,
      customerName: null,
      phone: null,
      agentId: null,
      ownership: { agentId: null, ownedUntil: null, messages: 0 },
      rating: null,
    });
  });

  it('tells a call without conversation', async () => {
    const {
      rows: [call],
    } = await rows('&agent=a2&channel=phone&limit=1');
    expect(call).toMatchObject({
      conversationId: null,
      transcript: '/api/v1/conversations/p1?kind=call',
      channel: 'phone',
      phone: '+966555555555',
      durationSeconds: 240,
    });
  });

  it.each([
    ['&kind=bot', ['c2']],
    ['&kind=outbound', ['c3']],
    ['&kind=bot&kind=outbound', ['c3', 'c2']],
    ['&kind=agent&kind=bot&kind=outbound', [null, 'c5', 'c4', 'c3', 'c2', 'c1', 'c1']],
    ['&kind=bot&outcome=completed', []],
    ['&outcome=transferred', ['c1']],
    ['&agent=a1', ['c1']],
    ['&agent=', ['c4']],
    ['&team=t2', ['c5']],
    ['&tag=vip', ['c1', 'c1']],
    ['&inbox=main&language=ar', ['c1', 'c1']],
    ['&source=test&channel=web', []],
    ['&periodBy=endedAt', [null, 'c5', 'c1', 'c1']],
  ])('filters by %s', async (query, expected) => {
    const { rows: found, n } = await rows(query);
    expect(found.map(({ conversationId }) => conversationId)).toEqual(expected);
    expect(n).toBe(expected.length);
  });

  it('lists the bot’s sessions without owner and outbound ones without outcome', async () => {
    const {
      rows: [outbound, bot],
    } = await rows('&kind=bot&kind=outbound');
    expect(bot).toMatchObject({
      kind: 'bot',
      agentId: null,
      outcome: null,
      ownership: null,
      owners: [],
      messages: { bot: 1 },
    });
    expect(outbound).toMatchObject({ kind: 'outbound', agentId: 'a1', outcome: null, phone: '09123456789' });
  });

  it('agrees with the agent report: as many rows as assigned', async () => {
    const answer = await test.ask({
      method: 'GET',
      url: '/api/v1/reports/agent-performance?from=2026-11-01&to=2026-11-30&kpis=assigned',
      headers: { authorization: `Bearer ${key}` },
    });
    expect((await rows()).n).toBe(answer.json().totals.assigned.value);
  });

  it.each(['asc', 'desc'])('pages without gap or repeat in order %s, n the sum of all pages', async (order) => {
    const query = `&kind=agent&kind=bot&kind=outbound&order=${order}`;
    const whole = await rows(query);
    const paged: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const {
        rows: some,
        n,
        nextCursor,
      }: z.output<typeof readCustomerService.answer> = await rows(`${query}&limit=2${cursor && `&cursor=${cursor}`}`);
      expect(n).toBe(whole.n);
      paged.push(...some);
      cursor = nextCursor;
    }
    expect(paged).toEqual(whole.rows);
    expect(paged).toHaveLength(whole.n);
    const starts = whole.rows.map(({ startedAt }) => Date.parse(startedAt));
    expect(starts).toEqual(starts.toSorted((a, b) => (order === 'asc' ? a - b : b - a)));
  });

  it('stays where it is when something new is folded between two pages', async () => {
    const first = await rows('&order=asc&limit=3');
    await send(test, key, [
      {
        id: 'late-0',
        type: 'message.sent',
        at: on('09:30'),
        conversationId: 'c0',
        author: 'customer',
        messageId: 'late-0',
        text: 'x',
      },
      {
        id: 'late-1',
        type: 'message.sent',
        at: on('16:00'),
        conversationId: 'c9',
        author: 'customer',
        messageId: 'late-1',
        text: 'x',
      },
    ]);
    const second = await rows(`&order=asc&limit=3&cursor=${first.nextCursor}`);
    expect(second.rows.map(({ conversationId }) => conversationId)).toEqual(['c5', null, 'c9']);
    expect(second.n).toBe(first.n + 2);
  });
});

describe('the list of sessions', () => {
  it('has a row a session, its employee the last owner', async () => {
    const { rows: found, n } = await sessions(
      '&kind=agent&kind=outbound&kind=bot&order=asc&channel=whatsapp&channel=web&channel=sms',
    );
    expect(found.map(({ conversationId, kind, agentId }) => [conversationId, kind, agentId])).toEqual([
      ['c1', 'agent', 'a2'],
      ['c2', 'bot', null],
      ['c3', 'outbound', 'a1'],
      ['c5', 'agent', 'b1'],
    ]);
    expect(n).toBe(4);
  });
});

describe('searching', () => {
  it.each<[string, (string | null)[]]>([
    ['احمد العتيبي', ['c1', 'c1']],
    ['أحْمَـد', ['c1', 'c1']],
    ['ساره', ['c1']],
    ['لیلي', ['c1', null]],
    ['0501234567', ['c1', 'c1']],
    ['00966501234567', ['c1', 'c1']],
    ['+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧', ['c1', 'c1']],
    ['٠٥٠١٢٣٤٥٦٧', ['c1', 'c1']],
    ['+966501112222', ['c5']],
    ['ahmad', []],
    ['456', ['c1', 'c1']],
    ['۴۵۶', ['c1', 'c1']],
    ['شكرا', ['c1', 'c1']],
    ['ميتواند', ['c1', 'c1']],
    ['ملاحظه داخليه', ['c1', 'c1']],
    ['REFUND', ['c1', 'c1']],
    ['خدمه ممتازه', ['c1', 'c1']],
    ['سفارش كتاب', ['c5']],
    ['DELIVERY', ['c5']],
    ['c5', ['c5']],
    ['test:c4', ['c4']],
    ['استرجاع', ['c1', 'c1', 'c4']],
    ['offer of', []],
    ['كم السعر', []],
    ['.*', []],
    ["' OR 1=1 --", []],
    ['nobody said this', []],
  ])('%s', async (q, expected) => {
    const { rows: found, n } = await rows(
      `&order=asc&to=2026-11-20&q=${encodeURIComponent(q)}`.replace('&to=2026-11-20', ''),
    );
    expect(found.map(({ conversationId }) => conversationId)).toEqual(expected);
    expect(n).toBe(expected.length);
  });

  it('finds what was said in the bot’s and outbound sessions where they are listed', async () => {
    const found = async (q: string) =>
      (await rows(`&kind=bot&kind=outbound&q=${encodeURIComponent(q)}`)).rows.map(
        ({ conversationId }) => conversationId,
      );
    expect([await found('كم السعر'), await found('offer of'), await found('مريم')]).toEqual([['c2'], ['c3'], ['c3']]);
  });

  it('finds the session in which something was said, not the conversation’s others', async () => {
    await send(test, key, [
      {
        id: 'z-0',
        type: 'message.sent',
        at: on('17:00'),
        conversationId: 'z',
        author: 'customer',
        messageId: 'z-0',
        text: 'first matter',
      },
      { id: 'z-1', type: 'conversation.closed', at: on('17:10'), conversationId: 'z', by: 'customer' },
      {
        id: 'z-2',
        type: 'message.sent',
        at: on('18:00'),
        conversationId: 'z',
        author: 'customer',
        messageId: 'z-2',
        text: 'second matter',
      },
    ]);
    const found = async (q: string) =>
      (await sessions(`&q=${encodeURIComponent(q)}`)).rows.map(({ sessionId }) => sessionId);
    expect([await found('first matter'), await found('second matter')]).toEqual([['test:z-0'], ['test:z-2']]);
  });

  it('finds a corrected text by its correction alone', async () => {
    const message = {
      id: 'y-0',
      type: 'message.sent',
      at: on('19:00'),
      conversationId: 'y',
      author: 'customer',
      messageId: 'y-0',
    };
    await send(test, key, [{ ...message, text: 'before words' }]);
    await send(test, key, [{ ...message, text: 'after words', revision: 1 }]);
    expect([(await rows('&q=before+words')).n, (await rows('&q=after+words')).n]).toEqual([0, 1]);
    await send(test, key, [{ ...message, revision: 2 }]);
    expect((await rows('&q=after+words')).n).toBe(0);
  });

  it.each(['x', '%20', '%D9%80%D9%8B', 'x'.repeat(101)])('refuses %s', async (q) => {
    const answer = await test.ask({
      method: 'GET',
      url: `/api/v1/reports/customer-service?q=${q}`,
      headers: { authorization: `Bearer ${key}` },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalidRequest']);
  });
});

it('refuses words that were said in more messages than it can hold, and finds rarer ones beside them', async () => {
  const workspaceId = await test.workspace('Common');
  const ownKey = await test.key(workspaceId);
  await send(test, ownKey, toldConversations);
  await test.services.warehouse.command(
    'append',
    `INSERT INTO private_events (workspace_id, stream, source, id, revision, digest, received, text)
     SELECT {workspaceId:UInt32}, 'conversation:c4', 'test', toString(number), 0, number, now(), 'said everywhere'
     FROM numbers(300001)`,
    { workspaceId },
  );
  const search = (q: string) =>
    test.ask({
      method: 'GET',
      url: `/api/v1/reports/customer-service?from=2026-11-01&to=2026-11-30&q=${encodeURIComponent(q)}`,
      headers: { authorization: `Bearer ${ownKey}` },
    });
  const common = await search('everywhere');
  expect([common.statusCode, common.json().params]).toEqual([400, { field: 'query.q', rule: 'too_common' }]);
  expect((await search('refund')).json().n).toBe(2);
});

it('refuses a foreign cursor, an empty list of kinds and a page that is too long', async () => {
  for (const query of ['cursor=x', 'cursor=WzEsMiwzXQ', 'limit=501', 'limit=0', 'kind=person', 'order=up', 'q=%00ab']) {
    const answer = await test.ask({
      method: 'GET',
      url: `/api/v1/reports/customer-service?${query}`,
      headers: { authorization: `Bearer ${key}` },
    });
    expect([query, answer.statusCode]).toEqual([query, 400]);
  }
});
