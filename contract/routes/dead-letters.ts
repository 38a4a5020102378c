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
});

export const deadLetterRoutes = [listDeadLetters, replayDeadLetters];
