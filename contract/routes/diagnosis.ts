import { z } from 'zod';
import { alarmKinds } from '../../core/sources/judge.ts';
import { instant } from '../fields.ts';
import { route } from '../route.ts';

const engine = z.object({
  version: z.string(),
  /** The engine's clock less the service's, ms. */
  clockAheadMs: z.number(),
  /** Migrations that were applied. */
  migrations: z.int(),
});

export const readDiagnosis = route({
  id: 'readDiagnosis',
  method: 'GET',
  path: '/diagnosis',
  summary: 'How the service and its engines are, for whoever runs it',
  access: 'operator',
  answer: z.object({
    node: z.string(),
    now: instant,
    database: engine,
    warehouse: engine,
    lanes: z.object({
      /** Lanes that somebody folds, of all. */
      held: z.int(),
      all: z.int(),
      /** Streams that wait to be folded here, and since when the oldest does (ms). */
      waitingStreams: z.int(),
      oldestWaitingMs: z.number(),
    }),
    /** Alarms about sources that have not ended, of all workspaces, longest first, at most 20. */
    alarms: z.array(z.object({ workspace: z.string(), source: z.string(), kind: z.enum(alarmKinds), since: instant })),
  }),
  example: {
    answer: {
      node: 'v24.21.0',
      now: '2026-11-22T09:00:00.000Z',
      database: { version: '18.4', clockAheadMs: 0.4, migrations: 17 },
      warehouse: { version: '26.7.1.1', clockAheadMs: 0.2, migrations: 5 },
      lanes: { held: 64, all: 64, waitingStreams: 0, oldestWaitingMs: 0 },
      alarms: [],
    },
  },
});

export const checkFacts = route({
  id: 'checkFacts',
  method: 'GET',
  path: '/diagnosis/facts',
  summary: 'Compares every fact table with the list of what the fold has written; reads both whole',
  access: 'operator',
  answer: z.object({
    facts: z.array(
      z.object({
        fact: z.string(),
        rows: z.int(),
        listed: z.int(),
        /** Facts that no fold would delete. */
        unlisted: z.int(),
        /** Listed facts that are not there. */
        missing: z.int(),
        /** Some of those, as `stream key`. */
        examples: z.array(z.string()),
      }),
    ),
  }),
  example: {
    answer: {
      facts: [{ fact: 'session', rows: 120, listed: 120, unlisted: 0, missing: 0, examples: [] }],
    },
  },
});

export const diagnosisRoutes = [readDiagnosis, checkFacts];
