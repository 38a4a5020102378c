import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventTypes } from '../../core/events/types.ts';
import { canaries, sampleAt, sampleEvent } from '../../tests/support/sample-events.ts';
import { accept } from './accept.ts';
import type { AcceptedEvent } from './types.ts';

const sender = { workspaceId: 7, secret: 'workspace secret', source: 'api', now: Date.parse(sampleAt) + 1_000 };

function acceptOne(raw: unknown, changes: Partial<typeof sender> = {}): AcceptedEvent {
  const {
    accepted: [event],
    refused,
  } = accept([raw], { ...sender, ...changes });
  if (!event) throw new Error(`refused: ${JSON.stringify(refused[0])}`);
  return event;
}

const keyed = (id: string) => createHmac('sha256', sender.secret).update(id).digest('hex').slice(0, 32);

describe.each(eventTypes)('%s', (type) => {
  const accepted = acceptOne(sampleEvent(type));

  test('leaves every personal word out of what the log holds', () => {
    const logged = JSON.stringify([accepted.event, accepted.bodyJson]);
    for (const word of canaries) expect(logged).not.toContain(word);
  });

  test('keeps every personal word that was sent in its private parts', () => {
    const sent = JSON.stringify(sampleEvent(type));
    const { text, comment, url, extra } = accepted.privatePart ?? {};
    const kept = JSON.stringify([text, comment, url, extra, accepted.customer, accepted.name]);
    for (const word of canaries) {
      if (sent.includes(word) && word !== 'canary visitor') expect(kept).toContain(word);
    }
  });

  test('belongs to a stream, and its body is what is stored', () => {
    expect(accepted.event.stream).toMatch(/^\w+:./);
    expect(JSON.parse(accepted.bodyJson)).toEqual(accepted.event.body);
    expect(accepted.event).toMatchObject({
      workspaceId: 7,
      source: 'samples',
      revision: 1,
      sequence: 2,
      history: true,
    });
  });
});

test('people are named by keyed hashes only', () => {
  const { event, customer } = acceptOne(sampleEvent('conversation.started'));
  expect(event.body.customerKey).toBe(keyed('canary-customer-id'));
  expect(customer).toMatchObject({
    customerKey: keyed('canary-customer-id'),
    customerId: 'canary-customer-id',
    name: 'canary-name',
  });
  const read = acceptOne(sampleEvent('article.opened'));
  expect(read.event.body.visitorKey).toBe(keyed('canary visitor'));
  expect(read.event.stream).toBe(`article:${keyed('canary visitor')}:2026-11-22`);
});

test('another workspace cannot recognise the same person', () => {
  const key = (secret: string) => acceptOne(sampleEvent('customer.described'), { secret }).event.body.customerKey;
  expect(key('one')).not.toBe(key('two'));
});

test('what is left out has its default', () => {
  const { event, privatePart, customer, name } = acceptOne({
    id: 'e',
    type: 'window.expired',
    at: sampleAt,
    conversationId: 'c',
  });
  expect(event).toMatchObject({
    source: 'api',
    revision: 0,
    sequence: 0,
    history: false,
    body: { conversationId: 'c' },
  });
  expect([privatePart, customer, name]).toEqual([null, null, null]);
});

test('a message and a mention without an id of their own take the event’s', () => {
  const body = (type: 'message.sent' | 'mention.posted', field: string) =>
    acceptOne({ ...sampleEvent(type), [field]: undefined, id: 'e-9' }).event.body;
  expect(body('message.sent', 'messageId').messageId).toBe('e-9');
  expect(body('mention.posted', 'mentionId').mentionId).toBe('e-9');
});

test('the language is the event’s, else the customer’s', () => {
  const language = (changes: object) =>
    acceptOne(sampleEvent('conversation.started', { ...changes })).event.body.language;
  expect(language({ language: 'fa' })).toBe('fa');
  expect(language({ language: undefined, customer: { id: 'x', language: 'ar' } })).toBe('ar');
});

test('names of agents and teams stand beside the event', () => {
  expect(acceptOne(sampleEvent('agent.described')).name).toEqual({
    kind: 'agent',
    subjectId: 'a-1',
    name: 'canary-name',
  });
  expect(acceptOne(sampleEvent('team.described')).name).toEqual({ kind: 'team', subjectId: 't-1', name: 'دعم' });
});

describe('the content hash', () => {
  const digest = (raw: unknown, changes = {}) => acceptOne(raw, changes).event.digest;
  const event = sampleEvent('conversation.started', { extraA: { x: 1, y: 2 } });

  test('is 16 hex digits, the same at any time of receipt', () => {
    expect(digest(event)).toMatch(/^[0-9a-f]{16}$/);
    expect(digest(event, { now: sender.now + 86_400_000 })).toBe(digest(event));
  });

  test('does not depend on the order of fields', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(event), { minLength: Object.keys(event).length }), (order) => {
        const shuffled = Object.fromEntries(order.map((key) => [key, key === 'extraA' ? { y: 2, x: 1 } : event[key]]));
        expect(digest(shuffled)).toBe(digest(event));
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    { id: 'other' },
    { revision: 2 },
    { sequence: 3 },
    { at: '2026-11-22T10:00:00.001Z' },
    { history: false },
    { source: 'other' },
    { conversationId: 'other' },
    { topic: 'other' },
    { tags: ['vip'] },
    { url: 'https://other.example' },
    { customer: { id: 'canary-customer-id' } },
    { unknownField: 'other' },
    { extraA: { x: 1, y: 3 } },
  ])('changes with %j', (change) => {
    expect(digest({ ...event, ...change })).not.toBe(digest(event));
  });

  test('changes with the words of a message and the name of an agent', () => {
    expect(digest(sampleEvent('message.sent', { text: 'a' }))).not.toBe(
      digest(sampleEvent('message.sent', { text: 'b' })),
    );
    expect(digest(sampleEvent('agent.described', { name: 'a' }))).not.toBe(
      digest(sampleEvent('agent.described', { name: 'b' })),
    );
  });

  test('tells an outsider nothing: it is keyed by workspace and secret', () => {
    expect(digest(event, { secret: 'another' })).not.toBe(digest(event));
    expect(digest(event, { workspaceId: 8 })).not.toBe(digest(event));
  });

  test('parts cannot be moved across their borders', () => {
    const moved = (conversationId: string, id: string) =>
      digest({ type: 'window.expired', at: sampleAt, conversationId, id });
    expect(moved('ab', 'c')).not.toBe(moved('a', 'bc'));
  });
});

describe('dead letters', () => {
  const letterOf = (raw: unknown) => {
    const {
      refused: [letter],
    } = accept([raw], sender);
    if (!letter) throw new Error('accepted');
    return letter;
  };

  test('hold what was sent, whole, and whose it is', () => {
    const raw = sampleEvent('message.sent', { author: 'nobody', text: 'a\0\ud800' });
    const letter = letterOf(raw);
    expect(JSON.parse(letter.raw)).toEqual(raw);
    expect(letter).toMatchObject({ index: 0, id: 'sample-message.sent', source: 'samples', code: 'invalidEvent' });
    expect(letter.customerKey).toBe(keyed('canary-customer-id'));
    expect(letter.letterId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([[7], ['text'], [null], [{ id: 7, source: [], customer: 'x' }], [{ id: ' ', customer: { id: {} } }]])(
    'of %j still say what they can',
    (raw) => {
      expect(letterOf(raw)).toMatchObject({ id: null, source: 'api', customerKey: '', raw: JSON.stringify(raw) });
    },
  );

  test('of bottomless or endless events are cut so that a replay refuses them again', () => {
    const deep: unknown = JSON.parse(`{"id":"e","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    const long = { id: 'e', type: 'message.sent', text: 'x'.repeat(2_000_000) };
    for (const raw of [deep, long]) {
      const letter = letterOf(raw);
      expect(letter.raw.length).toBeLessThanOrEqual(1_000_000);
    }
    expect(letterOf(JSON.parse(letterOf({ ...sampleEvent('window.expired'), deep }).raw)).params).toMatchObject({
      rule: 'tooDeep',
    });
  });
});

test('one bad event sinks no other, and each keeps its place', () => {
  const { accepted, refused } = accept(
    [sampleEvent('window.expired'), 'bad', sampleEvent('team.described'), { type: 'nope' }],
    sender,
  );
  expect(accepted.map(({ index }) => index)).toEqual([0, 2]);
  expect(refused.map(({ index, code }) => [index, code])).toEqual([
    [1, 'invalidEvent'],
    [3, 'unknownEventType'],
  ]);
});

test('the size of a batch follows what it holds', () => {
  const size = (text: string) => accept([sampleEvent('message.sent', { text })], sender).size;
  expect(size('x'.repeat(10_000)) - size('')).toBe(10_000);
});
