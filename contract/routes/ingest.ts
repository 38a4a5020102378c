import { z } from 'zod';
import { instant, instantQuery } from '../fields.ts';
import { route } from '../route.ts';

const counts = {
  /** accepted + duplicate + refused, always. */
  received: z.int(),
  accepted: z.int(),
  duplicate: z.int(),
  refused: z.int(),
  /** Of those accepted: older than 24 hours at receipt, and no back-fill. */
  late: z.int(),
};

export const summariseIngest = route({
  id: 'summariseIngest',
  method: 'GET',
  path: '/ingest/summary',
  summary:
    'What each source sent, exact, per UTC hour of receipt; by default of the last 24 hours. `late` lies beside: ' +
    'it is part of `accepted`.',
  access: 'ingest:read',
  query: z.object({
    from: instantQuery.optional(),
    to: instantQuery.optional(),
    source: z.string().min(1).max(200).optional(),
    cursor: z.string().max(400).optional(),
  }),
  answer: z.object({
    /** The whole hours that are counted, `from` included, `to` not. */
    period: z.object({ from: instant, to: instant }),
    /** A row per source: its counts in the period, and the newest event and receipt of all time. */
    sources: z.array(
      z.object({
        source: z.string(),
        ...counts,
        lastEventAt: instant.nullable(),
        lastReceivedAt: instant,
      }),
    ),
    /** Newest hour first; hours without a delivery have no row. */
    hours: z.array(z.object({ hour: instant, source: z.string(), ...counts })),
    nextCursor: z.string().nullable(),
  }),
  example: {
    query: { from: '2026-11-22T00:00:00+03:00', source: 'shop' },
    answer: {
      period: { from: '2026-11-21T21:00:00.000Z', to: '2026-11-22T09:00:00.000Z' },
      sources: [
        {
          source: 'shop',
          received: 3,
          accepted: 2,
          duplicate: 0,
          refused: 1,
          late: 0,
          lastEventAt: '2026-11-22T07:00:00.000Z',
          lastReceivedAt: '2026-11-22T07:00:04.000Z',
        },
      ],
      hours: [
        {
          hour: '2026-11-22T07:00:00.000Z',
          source: 'shop',
          received: 3,
          accepted: 2,
          duplicate: 0,
          refused: 1,
          late: 0,
        },
      ],
      nextCursor: null,
    },
  },
});

export const readFoldLag = route({
  id: 'readFoldLag',
  method: 'GET',
  path: '/ingest/lag',
  summary:
    'How far figures are behind what was received: streams that wait to be folded, and up to how long ago figures ' +
    'are complete.',
  access: 'ingest:read',
  answer: z.object({
    streams: z.int().describe('Of the process that was asked; 0 where another one folds.'),
    oldestMs: z
      .number()
      .describe('Milliseconds: every event confirmed longer ago than this is in the figures. 0 when nothing waits.'),
  }),
  example: { answer: { streams: 0, oldestMs: 0 } },
});

export const ingestRoutes = [summariseIngest, readFoldLag];
