import { z } from 'zod';
import { eventTypes } from '../../core/events/types.ts';
import { eventLimits } from '../event-limits.ts';
import { idInPath, instant } from '../fields.ts';
import { route } from '../route.ts';

/** As the source sent it. */
const customerId = z.string().min(1).max(eventLimits.id);

const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

const erasure = z
  .object({
    id: z.int(),
    customer: z.string().describe('The beginning of the keyed hash of the id: the receipt names nobody.'),
    askedAt: instant,
    askedBy: z.string(),
    state: z.enum(['waiting', 'removing', 'done']),
    removed: z.record(z.string(), z.int()).describe('How many of each kind were removed; empty while it waits.'),
    idsLeft: z
      .int()
      .describe(
        'Conversations and events whose own id names the person, a phone number for one: ids stay. 0 is as it should be.',
      ),
    figures: z
      .object({
        kpis: z.int().describe('KPIs whose total over all time was compared.'),
        before: fingerprint,
        after: fingerprint.nullable(),
        facts: z.int().describe('Facts of the person’s own conversations, calls, visits and ratings.'),
        factsBefore: fingerprint,
        factsAfter: fingerprint.nullable(),
        eventsMeanwhile: z.int().describe('Events that came in while it was done: they may move totals.'),
        equal: z.boolean().nullable(),
      })
      .nullable(),
    doneAt: instant.nullable(),
  })
  .meta({ id: 'Erasure' });

const print = 'd9b2f0c4a7e15836'.repeat(4);

const exampleWaiting = {
  id: 1,
  customer: '3f1c9a52',
  askedAt: '2026-11-22T09:00:00.000Z',
  askedBy: 'user:1',
  state: 'waiting' as const,
  removed: {},
  idsLeft: 0,
  figures: null,
  doneAt: null,
};
const exampleDone = {
  ...exampleWaiting,
  state: 'done' as const,
  removed: { texts: 42, deadLetters: 1, refusedRows: 0, contactDetails: 7 },
  figures: {
    kpis: 120,
    before: print,
    after: print,
    facts: 31,
    factsBefore: print,
    factsAfter: print,
    eventsMeanwhile: 0,
    equal: true,
  },
  doneAt: '2026-11-22T09:00:03.000Z',
};
const exampleCustomer = { customerId: 'c-4711' };
const exampleErasure = { erasureId: '1' };

const erasureInPath = z.strictObject({ erasureId: idInPath });

export const readCustomer = route({
  id: 'readCustomer',
  method: 'GET',
  path: '/customers/{customerId}',
  summary:
    'Everything that is held about a customer: contact details, refused events that name him, and every event of his ' +
    'conversations, calls, visits and ratings with its words, a page at a time. Audited.',
  access: 'customers:erase',
  params: z.strictObject({ customerId }),
  query: z.object({
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
    cursor: z.string().max(8_000).optional(),
  }),
  answer: z.object({
    customerId: z.string(),
    details: z.array(
      z.object({
        at: instant,
        source: z.string(),
        name: z.string(),
        phone: z.string(),
        email: z.string(),
        language: z.string(),
      }),
    ),
    deadLetters: z.array(z.object({ letterId: z.string(), receivedAt: instant, raw: z.string() })),
    events: z.array(
      z.object({
        at: instant,
        receivedAt: instant,
        stream: z.string(),
        source: z.string(),
        id: z.string(),
        type: z.enum(eventTypes),
        body: z.record(z.string(), z.unknown()),
        text: z.string(),
        comment: z.string(),
        url: z.string(),
        extra: z.record(z.string(), z.unknown()).nullable(),
        erased: z.boolean().describe('Its words were removed.'),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  example: {
    params: exampleCustomer,
    answer: {
      customerId: 'c-4711',
      details: [
        {
          at: '2026-11-22T08:00:00.000Z',
          source: 'helpdesk',
          name: 'سارة أحمد',
          phone: '+966550107788',
          email: 'sara@example.com',
          language: 'ar',
        },
      ],
      deadLetters: [],
      events: [
        {
          at: '2026-11-22T08:00:10.000Z',
          receivedAt: '2026-11-22T08:00:11.000Z',
          stream: 'conversation:chat-1',
          source: 'helpdesk',
          id: 'm1',
          type: 'message.sent',
          body: { conversationId: 'chat-1', author: 'customer', messageId: 'm1' },
          text: 'أين طلبي؟',
          comment: '',
          url: '',
          extra: null,
          erased: false,
        },
      ],
      nextCursor: null,
    },
  },
});

export const eraseCustomer = route({
  id: 'eraseCustomer',
  method: 'DELETE',
  path: '/customers/{customerId}',
  summary:
    'Erase a customer: from now on nothing is stored of him but what figures are made of, and what there is goes after the ' +
    'answer: see readErasure. No figure changes.',
  access: 'customers:erase',
  params: z.strictObject({ customerId }),
  answer: erasure,
  status: 202,
  example: { params: exampleCustomer, answer: exampleWaiting },
});

export const listErasures = route({
  id: 'listErasures',
  method: 'GET',
  path: '/erasures',
  summary: 'Erasures and their receipts, newest first.',
  access: 'customers:erase',
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
  }),
  answer: z.object({ erasures: z.array(erasure), nextCursor: z.string().nullable() }),
  example: { query: { limit: 50 }, answer: { erasures: [exampleDone], nextCursor: null } },
});

export const readErasure = route({
  id: 'readErasure',
  method: 'GET',
  path: '/erasures/{erasureId}',
  summary: 'How far an erasure is; when it is done, its receipt.',
  access: 'customers:erase',
  params: erasureInPath,
  answer: erasure,
  example: { params: exampleErasure, answer: exampleDone },
});

export const readmitCustomer = route({
  id: 'readmitCustomer',
  method: 'POST',
  path: '/erasures/{erasureId}/readmission',
  summary:
    'The customer came back of his own will: what happens from now on is stored with his words again. What was erased stays ' +
    'so, and so do conversations begun before.',
  access: 'customers:erase',
  params: erasureInPath,
  answer: erasure,
  errors: ['conflict'],
  example: { params: exampleErasure, answer: exampleDone },
});

export const customerRoutes = [readCustomer, eraseCustomer, listErasures, readErasure, readmitCustomer];
