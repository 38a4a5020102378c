import { beforeAll, describe, expect, test } from 'vitest';
import { storableText } from '../core/language/storable.ts';
import { useApp } from './support/app.ts';
import { hostileTexts } from './support/hostile-texts.ts';

/**
 * Every hostile text through the door, into both the log and the private tables, and back: the bytes
 * that were sent, or the published replacement (U+FFFD for NUL and lone surrogates). Never a 5xx.
 */
const service = useApp();
let workspaceId = 0;
let headers: Record<string, string> = {};

beforeAll(async () => {
  workspaceId = await service.workspace('نص عدائي');
  headers = {
    authorization: `Bearer ${await service.key(workspaceId)}`,
    'content-type': 'application/json',
    'accept-language': 'ar',
  };
});

const texts = hostileTexts.map((text, n) => ({ text, n }));
const fits =
  (limit: number) =>
  ({ text }: { text: string }) =>
    [...text].length <= limit;
const isName = ({ text }: { text: string }) => [...text].length <= 200 && /\S/.test(text);
const common = (type: string, id: string) => ({ id, type, at: service.clock.now, conversationId: 'c' });

/** Sends in requests of a few megabytes; every answer is 200. */
async function send(events: unknown[]): Promise<{ accepted: number; rejected: { code: string; message: string }[] }> {
  const answers = [];
  for (let from = 0; from < events.length; from += 100) {
    const answer = await service.ask({
      method: 'POST',
      url: '/api/v1/events',
      headers,
      payload: JSON.stringify(events.slice(from, from + 100)),
    });
    expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
    answers.push(answer.json());
  }
  return {
    accepted: answers.reduce((sum, { accepted }) => sum + accepted, 0),
    rejected: answers.flatMap(({ rejected }) => rejected),
  };
}

async function stored(sql: string): Promise<Map<string, string>> {
  return new Map(await service.services.warehouse.rows<[string, string]>('report', sql, { workspaceId }));
}

const bytesOf = (text: string) => Buffer.from(storableText(text), 'utf8').toString('base64');
const from = (table: string) => `FROM ${table} FINAL WHERE workspace_id = {workspaceId:UInt32}`;

test('there are at least 400 of them', () => {
  expect(hostileTexts.length).toBeGreaterThanOrEqual(400);
});

describe.each([
  {
    place: 'the words of a message',
    prefix: 't',
    allowed: fits(200_000),
    event: (id: string, text: string) => ({ ...common('message.sent', id), author: 'customer', text }),
    sql: `SELECT id, base64Encode(text) ${from('private_events')} AND startsWith(id, 't')`,
  },
  {
    place: 'a comment',
    prefix: 'm',
    allowed: fits(200_000),
    event: (id: string, comment: string) => ({
      ...common('survey.answered', id),
      ratingId: id,
      scale: 'stars5',
      value: '٥',
      subject: 'conversation',
      comment,
    }),
    sql: `SELECT id, base64Encode(comment) ${from('private_events')} AND startsWith(id, 'm')`,
  },
  {
    place: 'a customer’s name',
    prefix: 'n',
    allowed: fits(500),
    event: (id: string, name: string) => ({ ...common('customer.described', id), customer: { id, name } }),
    sql: `SELECT id, base64Encode(name) ${from('private_customers')} AND startsWith(id, 'n')`,
  },
  {
    place: 'a customer’s id',
    prefix: 'i',
    allowed: isName,
    event: (id: string, customer: string) => ({ ...common('customer.described', id), customer: { id: customer } }),
    sql: `SELECT id, base64Encode(customer_id) ${from('private_customers')} AND startsWith(id, 'i')`,
  },
  {
    place: 'an agent’s name',
    prefix: 'a',
    allowed: fits(500),
    event: (id: string, name: string) => ({ ...common('agent.described', id), agentId: id, name }),
    sql: `SELECT id, base64Encode(name) ${from('names')} AND startsWith(id, 'a')`,
  },
  {
    place: 'a topic, in the log',
    prefix: 'l',
    allowed: fits(200),
    event: (id: string, topic: string) => ({ ...common('conversation.labelled', id), topic }),
    sql: `SELECT id, base64Encode(JSONExtractString(body, 'topic')) ${from('events')} AND startsWith(id, 'l')`,
  },
  {
    place: 'a tag, in the log',
    prefix: 'g',
    allowed: fits(200),
    event: (id: string, tag: string) => ({ ...common('conversation.labelled', id), tags: ['first', tag] }),
    sql: `SELECT id, base64Encode(JSONExtractString(body, 'tags', 2)) ${from('events')} AND startsWith(id, 'g')`,
  },
  {
    place: 'a conversation’s id, in the key of the log',
    prefix: 'c',
    allowed: isName,
    event: (id: string, conversationId: string) => ({ ...common('window.expired', id), conversationId }),
    sql: `SELECT id, base64Encode(substring(stream, length('conversation:') + 1)) ${from('events')} AND startsWith(id, 'c')`,
  },
  {
    place: 'an event’s id and its source',
    prefix: '',
    allowed: isName,
    event: (id: string, text: string) => ({
      ...common('window.expired', text),
      source: text,
      conversationId: `ids-${id}`,
    }),
    sql: `SELECT substring(stream, length('conversation:ids-') + 1), base64Encode(if(id = source, id, 'differ')) ${from('events')} AND startsWith(stream, 'conversation:ids-')`,
  },
  {
    place: 'a field that we do not know, its name and its value',
    prefix: 'x',
    allowed: fits(10_000),
    event: (id: string, text: string) => ({ ...common('window.expired', id), unknown: { [text]: text } }),
    sql: `SELECT id, base64Encode(concat(JSONExtractKeys(extra, 'unknown')[1], '|', JSONExtractString(extra, 'unknown', JSONExtractKeys(extra, 'unknown')[1]))) ${from('private_events')} AND startsWith(id, 'x')`,
  },
])('as $place', ({ place, prefix, allowed, event, sql }) => {
  test('comes back byte for byte, or as the published replacement; what does not fit is a dead letter', async () => {
    const { accepted, rejected } = await send(texts.map(({ text, n }) => event(`${prefix}${n}`, text)));
    expect(accepted + rejected.length).toBe(texts.length);
    expect(rejected.every(({ code, message }) => code === 'invalidEvent' && message.length > 0)).toBe(true);
    const found = await stored(sql);
    for (const one of texts.filter(allowed)) {
      const pair = place.startsWith('a field') ? `${storableText(one.text)}|${storableText(one.text)}` : one.text;
      // Nothing to keep has no row of its own.
      expect(found.get(`${prefix}${one.n}`) ?? '', JSON.stringify(one.text.slice(0, 60))).toBe(bytesOf(pair));
    }
    expect(accepted).toBe(texts.filter(allowed).length);
  });
});

test.each(['type', 'at', 'author', 'scale', 'value', 'source', 'revision', 'customer'])(
  'in place of %s: accepted or a dead letter, never a fault',
  async (field) => {
    const events = texts.map(({ text, n }) => ({
      ...common('survey.answered', `w${field}${n}`),
      ratingId: 'r',
      scale: 'smiley3',
      value: 3,
      subject: 'conversation',
      [field]: text,
    }));
    const { accepted, rejected } = await send(events);
    expect(accepted + rejected.length).toBe(texts.length);
  },
);

test('as a whole line of NDJSON, and as the address of a list', async () => {
  const lines = texts.filter(fits(10_000)).map(({ text }) => text.replaceAll(/[\r\n]/g, ' '));
  const answer = await service.ask({
    method: 'POST',
    url: '/api/v1/events',
    headers: { ...headers, 'content-type': 'application/x-ndjson' },
    payload: lines.join('\n'),
  });
  expect(answer.statusCode).toBe(200);
  for (const { text } of texts.filter(fits(200)).filter((_, n) => n % 4 === 0)) {
    const query = new URLSearchParams({ source: text.toWellFormed() });
    const { statusCode } = await service.ask({ method: 'GET', url: `/api/v1/dead-letters?${query}`, headers });
    expect([200, 400], JSON.stringify(text)).toContain(statusCode);
  }
});

test('dead letters of all of them can be listed and tried again', async () => {
  let cursor: string | null = '';
  let listed = 0;
  while (cursor !== null) {
    const answer = await service.ask({
      method: 'GET',
      url: `/api/v1/dead-letters?limit=200${cursor && `&cursor=${cursor}`}`,
      headers,
    });
    expect(answer.statusCode).toBe(200);
    listed += answer.json().deadLetters.length;
    cursor = answer.json().nextCursor;
  }
  expect(listed).toBeGreaterThan(1_000);
  const replayed = await service.ask({
    method: 'POST',
    url: '/api/v1/dead-letters/replay',
    headers,
    payload: '{"filter":{}}',
  });
  expect(replayed.statusCode).toBe(200);
});
