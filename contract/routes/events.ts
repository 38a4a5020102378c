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
});

export const eventRoutes = [receiveEvents];
