import { z } from 'zod';
import { route } from '../route.ts';

const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** Why an event was refused: a stable code, what fills its text, and the text in the asker's language. */
export const refusal = { code: z.string(), params, message: z.string() };

export const receiveEvents = route({
  id: 'receiveEvents',
  method: 'POST',
  path: '/events',
  harmlessToRepeat: true,
  summary:
    'Takes in up to 10,000 events or 16 MB as a JSON array, one object or NDJSON, plain or gzip. Answered only ' +
    'when all that is accepted, and every dead letter, is on disk. A refused event sinks no other.',
  access: 'events:write',
  body: 'events',
  answer: z.object({
    accepted: z.int(),
    duplicate: z.int(),
    /** Places in the request, from 0, of events that were delivered before. */
    duplicates: z.array(z.int()),
    rejected: z.array(
      z.object({
        /** Place in the request, from 0. */
        index: z.int(),
        id: z.string().nullable(),
        letterId: z.string(),
        ...refusal,
      }),
    ),
  }),
  example: {
    body: [
      {
        id: '1',
        type: 'conversation.started',
        at: '2026-11-22T10:00:00+03:00',
        conversationId: 'c1',
        channel: 'whatsapp',
        customer: { id: '4711' },
      },
      {
        id: '2',
        type: 'message.sent',
        at: '2026-11-22T10:00:00+03:00',
        conversationId: 'c1',
        author: 'customer',
        messageId: 'm1',
        text: 'مرحبا',
      },
      {
        id: '3',
        type: 'message.sent',
        at: '1970-01-01T03:00:00+03:00',
        conversationId: 'c1',
        author: 'agent',
        agentId: 'huda',
        messageId: 'm2',
      },
    ],
    answer: {
      accepted: 2,
      duplicate: 0,
      duplicates: [],
      rejected: [
        {
          index: 2,
          id: '3',
          letterId: '0199a6f2-2a51-4b7e-9d5c-5f1b6a3c8e21',
          code: 'timeOutOfRange',
          params: { received: '1970-01-01T03:00:00+03:00' },
          message: '“1970-01-01T03:00:00+03:00” lies before the year 2000 or more than 10 minutes in the future.',
        },
      ],
    },
  },
});

export const eventRoutes = [receiveEvents];
