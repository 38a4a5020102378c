import { z } from 'zod';
import { instant, instantQuery } from '../fields.ts';
import { route } from '../route.ts';
import { refusal } from './events.ts';

/** Which letters: all conditions together; times are of receipt, `from` included, `to` not. */
const letterFilter = {
  source: z.string().min(1).max(200).optional(),
  code: z.string().min(1).max(40).optional(),
  from: instantQuery.optional(),
  to: instantQuery.optional(),
};

export const listDeadLetters = route({
  id: 'listDeadLetters',
  method: 'GET',
  path: '/dead-letters',
  summary: 'Events that were refused in the last 30 days, newest first, with the reason.',
  access: 'ingest:read',
  query: z.object({
    ...letterFilter,
    replayed: z.enum(['true', 'false']).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
  }),
  answer: z.object({
    deadLetters: z.array(
      z.object({
        letterId: z.string(),
        receivedAt: instant,
        source: z.string(),
        ...refusal,
        /** What was sent, its first 4,000 characters; empty once it was replayed, and for who sees no contact details. */
        raw: z.string(),
        /** Characters of what was sent. */
        rawLength: z.int(),
        replayed: z.boolean(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  example: {
    query: { source: 'shop', code: 'timeOutOfRange', limit: 20 },
    answer: {
      deadLetters: [
        {
          letterId: '0199a6f2-2a51-4b7e-9d5c-5f1b6a3c8e21',
          receivedAt: '2026-11-22T09:00:00.000Z',
          source: 'shop',
          code: 'timeOutOfRange',
          params: { received: '1970-01-01T03:00:00+03:00' },
          message: '“1970-01-01T03:00:00+03:00” lies before the year 2000 or more than 10 minutes in the future.',
          raw: '{"id":"3","type":"message.sent","at":"1970-01-01T03:00:00+03:00","conversationId":"c1"}',
          rawLength: 87,
          replayed: false,
        },
      ],
      nextCursor: null,
    },
  },
});

export const replayDeadLetters = route({
  id: 'replayDeadLetters',
  method: 'POST',
  path: '/dead-letters/replay',
  summary:
    'Tries refused events again by the present rules, oldest first, up to 2,000 a call; ask again with `nextCursor` ' +
    'for the rest. What is accepted is marked as replayed; repeating the call changes nothing.',
  access: 'ingest:replay',
  body: z.union([
    z.strictObject({ ids: z.array(z.uuid()).min(1).max(1_000) }),
    z.strictObject({ filter: z.strictObject(letterFilter), cursor: z.string().max(400).optional() }),
  ]),
  answer: z.object({
    accepted: z.int(),
    /** Already in the log by another delivery: marked as replayed too. */
    duplicate: z.int(),
    /** Refused again, with the present reason; kept as before. */
    stillRefused: z.array(z.object({ letterId: z.string(), ...refusal })),
    nextCursor: z.string().nullable(),
  }),
  example: {
    body: { filter: { source: 'shop', code: 'timeOutOfRange' } },
    answer: {
      accepted: 0,
      duplicate: 0,
      stillRefused: [
        {
          letterId: '0199a6f2-2a51-4b7e-9d5c-5f1b6a3c8e21',
          code: 'timeOutOfRange',
          params: { received: '1970-01-01T03:00:00+03:00' },
          message: '“1970-01-01T03:00:00+03:00” lies before the year 2000 or more than 10 minutes in the future.',
        },
      ],
      nextCursor: null,
    },
  },
});

export const deadLetterRoutes = [listDeadLetters, replayDeadLetters];
