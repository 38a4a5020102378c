import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { listSatisfactionRows } from '../contract/routes/ratings.ts';
import { readConversation, readCustomerService } from '../contract/routes/conversations.ts';
import { storableText } from '../core/language/storable.ts';
import { useApp } from './support/app.ts';
import { hostileTexts } from './support/hostile-texts.ts';
import { asker, on, send, toldConversations } from './support/told-conversations.ts';

const test = useApp();
let workspaceId = 0;
let key = '';

const ask = asker(test, () => key);

beforeAll(async () => {
  workspaceId = await test.workspace('Conversations');
  key = await test.key(workspaceId);
  await send(test, key, toldConversations);
});

const conversation = (id: string, query = '') =>
  ask(readConversation, `/conversations/${encodeURIComponent(id)}${query}`);
const ratings = (query = '') =>
  ask(listSatisfactionRows, `/reports/satisfaction/rows?from=2026-11-01&to=2026-11-30${query}`);

describe('a conversation', () => {
  it('tells messages and events in order, with who wrote and in which session', async () => {
    const { conversation: head, entries, nextCursor } = await conversation('c1');
    expect(head).toMatchObject({
      kind: 'conversation',
      conversationId: 'c1',
      channel: 'whatsapp',
      customerName: 'أحمد العتيبي',
      phone: '+966501234567',
      url: 'https://crm.example/c/1',
      firstAt: on('10:00'),
      lastAt: on('10:38'),
      entries: 14,
      withheld: [],
    });
    expect(nextCursor).toBeNull();
    expect(entries.map(({ type, author, agentName, text }) => [type, author, agentName, text])).toEqual([
      ['conversation.started', null, null, null],
      ['message.sent', 'customer', null, 'طلبي رقم ٤٥٦ لم يصل'],
      ['conversation.assigned', null, 'سارة أحمد', null],
      ['message.sent', 'agent', 'سارة أحمد', 'او می‌تواند بیاید'],
      ['message.sent', 'agent', 'سارة أحمد', 'ملاحظة داخلية'],
      ['conversation.assigned', null, 'ليلى', null],
      ['message.sent', 'customer', null, 'شكرًا لكم'],
      ['message.sent', 'agent', 'ليلى', 'Your refund is on its way'],
      ['conversation.closed', null, 'ليلى', null],
      ['survey.sent', null, null, null],
      ['survey.answered', null, null, null],
      ['survey.answered', null, null, null],
      ['message.sent', 'customer', null, 'راضٍ'],
      ['message.sent', 'customer', null, 'وسريعة'],
    ]);
    expect(entries[4]).toMatchObject({ private: true, automatic: false, sessionId: 'test:c1-1', textState: 'shown' });
    expect(entries[8]).toMatchObject({ sessionId: 'test:c1-1', details: { by: 'agent' } });
    expect(entries[10]).toMatchObject({ sessionId: null, details: { ratingId: 'r1', invitationId: 'i1' } });
    expect(entries[12]).toMatchObject({ surveyAnswer: true, surveyComment: false });
    expect(entries[13]).toMatchObject({ surveyAnswer: false, surveyComment: true, sessionId: null });
  });

  it('tells its sessions with clocks, owners, waits, closes and ratings', async () => {
    const { sessions, owned, waits, closures, ratings: rated } = await conversation('c1');
    expect(sessions).toMatchObject([
      {
        sessionId: 'test:c1-1',
        queuedAt: on('10:00'),
        endedAt: on('10:30'),
        firstResponseSeconds: 300,
        resolutionSeconds: 1500,
        owners: [{ agentId: 'a1' }, { agentId: 'a2' }],
      },
    ]);
    expect(owned.map(({ agentId, from, until }) => [agentId, from, until])).toEqual([
      ['a1', on('10:02'), on('10:10')],
      ['a2', on('10:10'), on('10:30')],
    ]);
    expect(waits).toMatchObject([
      {
        from: on('10:00'),
        until: on('10:05'),
        turn: { key: 'test:c1-3', agentName: 'سارة أحمد', customerWaitSeconds: 300, replyTimeSeconds: 180 },
      },
      {
        from: on('10:11'),
        until: on('10:20'),
        turn: { key: 'test:c1-7', agentId: 'a2', customerWaitSeconds: 540, replyTimeSeconds: 540 },
      },
    ]);
    expect(closures).toMatchObject([
      { closedAt: on('10:30'), by: 'agent', agentId: 'a2', completionSeconds: 1800, reopenedAt: null },
    ]);
    expect(rated).toMatchObject([
      {
        sessionId: 'test:c1-1',
        agentId: 'a2',
        rating: { value: 3, firstValue: 1, label: 'satisfied' },
        comment: 'خدمةٌ ممتازة',
        withheld: [],
      },
    ]);
  });

  it('agrees with the facts that the figures are computed from', async () => {
    const { warehouse } = test.services;
    const { waits, owned } = await conversation('c1');
    const turns = await warehouse.rows<[number, number]>(
      'report',
      `SELECT sum(customer_wait_ms), sum(reply_time_ms) FROM turns FINAL WHERE workspace_id = {workspaceId:UInt32} AND conversation_id = 'c1'`,
      { workspaceId },
    );
    const sum = (of: 'customerWaitSeconds' | 'replyTimeSeconds') =>
      waits.reduce((total, { turn }) => total + (turn?.[of] ?? 0) * 1000, 0);
    expect([sum('customerWaitSeconds'), sum('replyTimeSeconds')]).toEqual(turns[0]?.map(Number));
    const rows = await warehouse.rows<[string, number, number]>(
      'report',
      `SELECT agent_id, toUnixTimestamp64Milli(at), toUnixTimestamp64Milli(owned_until) FROM assignments FINAL WHERE workspace_id = {workspaceId:UInt32} AND conversation_id = 'c1' ORDER BY at`,
      { workspaceId },
    );
    expect(owned.map(({ agentId, from, until }) => [agentId, Date.parse(from), Date.parse(until ?? '')])).toEqual(
      rows.map(([agentId, from, until]) => [agentId, Number(from), Number(until)]),
    );
  });

  it('of the bot, of an agent without an answer, and a call by its own id', async () => {
    expect((await conversation('c2')).sessions).toMatchObject([
      { kind: 'bot', messages: { bot: 1 }, endReason: 'inactivity', owners: [] },
    ]);
    expect((await conversation('c3')).sessions).toMatchObject([
      { kind: 'outbound', owners: [{ agentId: 'a1', outcome: null }] },
    ]);
    const call = await conversation('p1', '?kind=call');
    expect(call.conversation).toMatchObject({
      kind: 'call',
      conversationId: null,
      channel: 'phone',
      customerName: 'Hassan',
      phone: '+966555555555',
    });
    expect(call.entries.map(({ type }) => type)).toEqual(['call.queued', 'call.answered', 'call.ended']);
    expect(call.waits).toMatchObject([{ turn: { agentId: 'a2', customerWaitSeconds: 60 } }]);
  });

  it('says that words are not kept, where they were sent without or are gone', async () => {
    await send(test, key, [
      {
        id: 'g-0',
        type: 'message.sent',
        at: on('20:00'),
        conversationId: 'g',
        author: 'customer',
        messageId: 'g-0',
        text: 'to be gone',
      },
      { id: 'g-1', type: 'message.sent', at: on('20:01'), conversationId: 'g', author: 'customer', messageId: 'g-1' },
    ]);
    await test.services.warehouse.command(
      'append',
      `DELETE FROM private_events WHERE workspace_id = {workspaceId:UInt32} AND id = 'g-0'`,
      { workspaceId },
    );
    const { entries } = await conversation('g');
    expect(entries.map(({ text, textState }) => [text, textState])).toEqual([
      [null, 'notKept'],
      [null, 'notKept'],
    ]);
  });

  it('is told page by page: every entry, session, wait and stretch once', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => {
      const minute = String(Math.floor(i / 2)).padStart(2, '0');
      const common = { id: `l-${i}`, at: on(`08:${minute}`), conversationId: 'long' };
      if (i % 15 === 14) return { ...common, type: 'conversation.closed', by: 'agent', agentId: `a${i}` };
      const author = i % 3 === 2 ? { author: 'agent', agentId: `a${i % 7}` } : { author: 'customer' };
      return { ...common, type: 'message.sent', messageId: `l-${i}`, text: `line ${i}`, ...author };
    });
    await send(test, key, lines);
    const whole = await conversation('long');
    for (const limit of [1, 7, 59]) {
      const parts = {
        entries: [] as unknown[],
        sessions: [] as unknown[],
        owned: [] as unknown[],
        waits: [] as unknown[],
        closures: [] as unknown[],
        ratings: [] as unknown[],
      };
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: z.output<typeof readConversation.answer> = await conversation(
          'long',
          `?limit=${limit}${cursor && `&cursor=${cursor}`}`,
        );
        for (const name of ['entries', 'sessions', 'owned', 'waits', 'closures', 'ratings'] as const)
          parts[name].push(...page[name]);
        expect(page.conversation.entries).toBe(60);
        cursor = page.nextCursor;
      }
      const { conversation: _head, nextCursor: _cursor, ...all } = whole;
      expect(parts).toEqual(all);
    }
    expect(whole.sessions.length).toBeGreaterThan(1);
  });

  it('gives back every hostile text as it was stored, and searching for one never breaks', async () => {
    const texts = hostileTexts.filter((text) => text !== '' && [...text].length <= 2_000);
    const events = texts.map((text, i) => ({
      id: `w-${i}`,
      type: 'message.sent',
      at: on('22:00'),
      sequence: i,
      conversationId: 'w',
      author: 'customer',
      messageId: `w-${i}`,
      text,
    }));
    await send(test, key, events);
    const { entries } = await conversation('w', '?limit=1000');
    expect(entries.map(({ text }) => text)).toEqual(texts.map((text) => storableText(text) || null));
    for (const text of texts.filter((_, i) => i % 25 === 0)) {
      const q = encodeURIComponent([...text.toWellFormed()].slice(0, 50).join(''));
      const answer = await test.ask({
        method: 'GET',
        url: `/api/v1/reports/customer-service?from=2026-11-20&to=2026-11-20&q=${q}`,
        headers: { authorization: `Bearer ${key}` },
      });
      expect([200, 400], JSON.stringify(text)).toContain(answer.statusCode);
    }
  });

  it('is opened by the path that its row names, whatever its id', async () => {
    const ids = ['a/b?c#d', 'مكالمة ١', '%2e%2e', 'x'.repeat(200), '...', "'; --"];
    for (const [i, conversationId] of ids.entries()) {
      await send(test, key, [
        {
          id: `odd-${i}`,
          type: 'message.sent',
          at: on('21:00'),
          conversationId,
          author: 'customer',
          messageId: `odd-${i}`,
          text: 'x',
        },
      ]);
      expect((await conversation(conversationId)).conversation.conversationId).toBe(conversationId);
    }
    const { rows } = await ask(
      readCustomerService,
      '/reports/customer-service?from=2026-11-20&to=2026-11-20&limit=500',
    );
    for (const { transcript, conversationId } of rows.filter(({ conversationId }) =>
      ids.includes(conversationId ?? ''),
    )) {
      const opened = await ask(readConversation, transcript.replace('/api/v1', ''));
      expect(opened.conversation.conversationId).toBe(conversationId);
    }
  });

  it('is not found where there is none, and a foreign cursor is refused', async () => {
    const status = async (path: string) =>
      (await test.ask({ method: 'GET', url: `/api/v1${path}`, headers: { authorization: `Bearer ${key}` } }))
        .statusCode;
    expect(await status('/conversations/none')).toBe(404);
    expect(await status('/conversations/c1?kind=call')).toBe(404);
    expect(await status('/conversations/c1?cursor=x')).toBe(400);
    expect(await status('/conversations/c1?limit=1001')).toBe(400);
    expect(await status('/conversations/c%00')).toBe(400);
  });

  it('leaves one note a day of who read it', async () => {
    const notes = async () =>
      await test.services.db
        .selectFrom('audit')
        .select(['action', 'subject', 'actor'])
        .where('workspace_id', '=', workspaceId)
        .where('subject', '=', 'conversation:c5')
        .execute();
    await conversation('c5');
    await conversation('c5');
    expect(await notes()).toMatchObject([{ action: 'conversationViewed', actor: expect.stringMatching(/^apiKey:/) }]);
    test.clock.now += 86_400_000;
    await conversation('c5');
    expect(await notes()).toHaveLength(2);
    test.clock.now -= 86_400_000;
  });
});

describe('the rows of the satisfaction report', () => {
  it('tell who was rated, by whom, what and when (000-20…000-26)', async () => {
    const { rows, n, attribute, periodBy } = await ratings();
    expect([n, attribute, periodBy]).toEqual([2, 'rated', 'answeredAt']);
    expect(rows[1]).toMatchObject({
      ratingId: 'r1',
      user: { kind: 'agent', agentId: 'a2', agentName: 'ليلى', teamName: 'الدعم' },
      ratedAt: on('10:36'),
      askedAt: on('10:31'),
      closedAt: on('10:30'),
      customerName: 'أحمد العتيبي',
      phone: '+966501234567',
      label: 'satisfied',
      score: 100,
      value: 3,
      scale: 'smiley3',
      firstValue: 1,
      comment: 'خدمةٌ ممتازة',
      conversationId: 'c1',
      sessionId: 'test:c1-1',
      url: 'https://crm.example/c/1',
      transcript: '/api/v1/conversations/c1',
      withheld: [],
    });
    expect(rows[0]).toMatchObject({
      ratingId: 'r5',
      label: 'neutral',
      score: 50,
      firstValue: null,
      comment: null,
      askedAt: null,
    });
  });

  it('name by choice who closed, the bot as such, or who answered last', async () => {
    const users = async (attribute: string) =>
      (await ratings(`&attribute=${attribute}&order=asc`)).rows.map(({ user }) => [user.kind, user.agentId]);
    expect(await users('closer')).toEqual([
      ['agent', 'a2'],
      ['bot', null],
    ]);
    expect(await users('lastReplier')).toEqual([
      ['agent', 'a2'],
      ['agent', 'b1'],
    ]);
    expect(await users('rated')).toEqual([
      ['agent', 'a2'],
      ['agent', 'b1'],
    ]);
  });

  it.each([
    ['&satisfied=true', ['r1']],
    ['&satisfied=false', ['r5']],
    ['&ratingValue=2', ['r5']],
    ['&hasComment=true', ['r1']],
    ['&hasComment=false', ['r5']],
    ['&q=ممتازه', ['r1']],
    ['&q=خدمه+ممتازة&hasComment=true&satisfied=true', ['r1']],
    ['&q=refund', []],
    ['&team=t2', ['r5']],
    ['&agent=a2', ['r1']],
    ['&agent=a1', []],
    ['&channel=whatsapp&order=asc', ['r1', 'r5']],
    ['&scale=nps', []],
    ['&family=nps', []],
    ['&subject=reply', []],
    ['&periodBy=sentAt', ['r1']],
    ['&periodBy=closedAt&order=asc', ['r1', 'r5']],
    ['&survey=s', []],
  ])('are filtered by %s', async (query, expected) => {
    const { rows, n } = await ratings(query);
    expect(rows.map(({ ratingId }) => ratingId)).toEqual(expected);
    expect(n).toBe(expected.length);
  });

  it('are as many as the report’s figure, on all pages together', async () => {
    const answer = await test.ask({
      method: 'GET',
      url: '/api/v1/reports/satisfaction?from=2026-11-01&to=2026-11-30',
      headers: { authorization: `Bearer ${key}` },
    });
    const first = await ratings('&limit=1');
    const second = await ratings(`&limit=1&cursor=${first.nextCursor}`);
    expect([first.n, second.n, second.nextCursor]).toEqual([answer.json().headline.ratings.value, first.n, null]);
    expect([...first.rows, ...second.rows]).toEqual((await ratings()).rows);
  });
});
