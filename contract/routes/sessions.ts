import { z } from 'zod';
import { defaultPolicy, readPolicy } from '../../core/sessions/policy.ts';
import { idInPath, instant, instantQuery } from '../fields.ts';
import { policy, replayReasons, writtenPolicy } from '../policy.ts';
import { route } from '../route.ts';

const dated = { validFrom: instantQuery };

const replayed = z.object({
  replayId: z
    .int()
    .nullable()
    .describe('The replay that folds the past anew; null where the change lies in the future.'),
});

/** Of the examples: an agent may be silent for twenty minutes in a chat. */
const exampleWritten = { timers: { chat: { agentInactivityMs: 1_200_000 } } };

export const listPolicies = route({
  id: 'listPolicies',
  method: 'GET',
  path: '/policies',
  summary: 'The rules by which sessions end: the defaults, what holds now, and every policy with its beginning',
  access: 'rules:manage',
  answer: z.object({
    defaults: policy,
    inForce: policy,
    policies: z.array(z.object({ validFrom: instant, setAt: instant, setBy: z.string(), policy })),
  }),
  example: {
    answer: {
      defaults: defaultPolicy,
      inForce: readPolicy(exampleWritten),
      policies: [
        {
          validFrom: '2026-11-01T00:00:00.000Z',
          setAt: '2026-11-22T09:00:00.000Z',
          setBy: 'user:1',
          policy: readPolicy(exampleWritten),
        },
      ],
    },
  },
});

export const setPolicy = route({
  id: 'setPolicy',
  method: 'POST',
  path: '/policies',
  summary:
    'Set the policy that holds from an instant up to the next one; it replaces one that begins at the same instant. ' +
    'What it leaves out is as in the defaults. A beginning in the past replays what came since.',
  access: 'rules:manage',
  body: z.strictObject({ ...dated, policy: writtenPolicy }),
  answer: replayed,
  status: 201,
  errors: ['limitReached'],
  example: {
    body: { validFrom: '2026-11-01T00:00:00.000Z', policy: exampleWritten },
    answer: { replayId: 1 },
  },
});

export const removePolicy = route({
  id: 'removePolicy',
  method: 'DELETE',
  path: '/policies/{validFrom}',
  summary: 'Take back the policy that begins at an instant: the one before it holds on',
  access: 'rules:manage',
  params: z.strictObject(dated),
  answer: replayed,
  example: {
    params: { validFrom: '2026-11-01T00:00:00.000Z' },
    answer: { replayId: 2 },
  },
});

const change = z.object({ before: z.number(), after: z.number() });
const changeByName = z.record(z.string(), change);

export const previewPolicy = route({
  id: 'previewPolicy',
  method: 'POST',
  path: '/policies/preview',
  harmlessToRepeat: true,
  summary:
    'What a policy would change, reckoned over the most recent conversations and calls since its beginning; nothing ' +
    'is written. It stops after some seconds: `looked` says how many of them it has looked at.',
  access: 'rules:manage',
  body: z.strictObject({
    ...dated,
    policy: writtenPolicy.nullable().describe('null: as if the policy with this beginning were taken back.'),
    conversations: z.int().min(1).max(100_000).default(10_000),
  }),
  answer: z.object({
    /** Conversations and calls with an event since the policy's beginning, and how many of them were looked at. */
    conversations: z.int(),
    looked: z.int(),
    sessions: change,
    /** Sessions with the same beginning under both that end at another time. */
    endEarlier: z.int(),
    endLater: z.int(),
    /** Assignments by outcome, and sessions by why they ended ('' while open): those that differ. */
    outcomes: changeByName,
    endReasons: changeByName,
    reopenedClosures: change,
  }),
  example: {
    body: { validFrom: '2026-11-01T00:00:00.000Z', policy: exampleWritten },
    answer: {
      conversations: 2_400,
      looked: 2_400,
      sessions: { before: 2_610, after: 2_588 },
      endEarlier: 0,
      endLater: 412,
      outcomes: { timedOut: { before: 71, after: 58 } },
      endReasons: { inactivity: { before: 340, after: 318 } },
      reopenedClosures: { before: 12, after: 12 },
    },
  },
});

const figure = z.object({ value: z.number().nullable(), n: z.int() });

const replay = z
  .object({
    id: z.int(),
    reason: z.enum(replayReasons),
    subject: z.string().describe('What was changed: the beginning of a policy, the name of a schedule, …'),
    since: instant,
    askedAt: instant,
    askedBy: z.string(),
    state: z.enum(['waiting', 'running', 'done']),
    /** Conversations, calls, days of presence and the like, and how many are folded anew. */
    streams: z.int(),
    streamsDone: z.int(),
    finishedAt: instant.nullable(),
    changed: z
      .record(z.string(), z.object({ before: figure, after: figure }))
      .nullable()
      .describe('Figures over all since then that came out differently, by KPI id; null until it is done.'),
  })
  .meta({ id: 'Replay' });

const exampleReplay = {
  id: 1,
  reason: 'policy',
  subject: '2026-11-01T00:00:00.000Z',
  since: '2026-11-01T00:00:00.000Z',
  askedAt: '2026-11-22T09:00:00.000Z',
  askedBy: 'user:1',
  state: 'done',
  streams: 120,
  streamsDone: 120,
  finishedAt: '2026-11-22T09:00:09.000Z',
  changed: { missed: { before: { value: 31, n: 31 }, after: { value: 19, n: 19 } } },
} as const;

export const listReplays = route({
  id: 'listReplays',
  method: 'GET',
  path: '/replays',
  summary: 'The latest 200 replays, newest first',
  access: 'rules:manage',
  answer: z.object({ replays: z.array(replay) }),
  example: { answer: { replays: [exampleReplay] } },
});

export const readReplay = route({
  id: 'readReplay',
  method: 'GET',
  path: '/replays/{replayId}',
  summary: 'How far a replay is; when it is done, which figures it has changed',
  access: 'rules:manage',
  params: z.strictObject({ replayId: idInPath }),
  answer: replay,
  example: { params: { replayId: '1' }, answer: exampleReplay },
});

export const startReplay = route({
  id: 'startReplay',
  method: 'POST',
  path: '/replays',
  summary:
    'Fold everything anew by the rules as they are, from an instant on: for facts that a newer version reads out of ' +
    'old events',
  access: 'rules:manage',
  body: z.strictObject({ since: instantQuery.optional() }),
  answer: z.object({ replayId: z.int() }),
  status: 202,
  example: {
    body: { since: '2026-11-01T00:00:00.000Z' },
    answer: { replayId: 3 },
  },
});

export const sessionRoutes = [
  listPolicies,
  setPolicy,
  removePolicy,
  previewPolicy,
  listReplays,
  readReplay,
  startReplay,
];
