import { z } from 'zod';
import { retentionClasses } from '../../core/people/retention.ts';
import { instant } from '../fields.ts';
import { route } from '../route.ts';

const months = z.int().min(1).max(120);

/** How long each class is kept. */
const periods = z
  .strictObject({
    transcriptMonths: months.describe('What was said in conversations, with links and unknown fields.'),
    contactMonths: months.describe('Names, phones, addresses and ids of customers, after the last that they did.'),
    commentMonths: months.describe('Comments on ratings.'),
    deadLetterDays: z.int().min(1).max(30).describe('Refused events.'),
    auditMonths: z.int().min(12).max(120).describe('Who did what.'),
  })
  .meta({ id: 'RetentionPeriods' });

const examplePeriods = {
  transcriptMonths: 12,
  contactMonths: 24,
  commentMonths: 36,
  deadLetterDays: 30,
  auditMonths: 24,
};

export const readRetention = route({
  id: 'readRetention',
  method: 'GET',
  path: '/retention',
  summary: 'How long the workspace keeps what it holds of people; figures are kept for ever.',
  access: 'rules:manage',
  answer: periods,
  example: { answer: examplePeriods },
});

export const setRetention = route({
  id: 'setRetention',
  method: 'PUT',
  path: '/retention',
  summary: 'Set how long each class is kept; what is older goes in the next night.',
  access: 'rules:manage',
  body: periods,
  answer: periods,
  example: { body: examplePeriods, answer: examplePeriods },
});

export const previewRetention = route({
  id: 'previewRetention',
  method: 'POST',
  path: '/retention/dry-run',
  summary:
    'Count what these periods, or else the workspace’s own, would remove now, by class and month. Removes nothing.',
  access: 'rules:manage',
  body: z.strictObject({ periods: periods.optional() }),
  answer: z.object({
    classes: z.array(
      z.object({
        class: z.enum(retentionClasses),
        before: instant.describe('What is older goes.'),
        count: z.int(),
        months: z.array(z.object({ month: z.string().regex(/^\d{4}-\d\d$/), count: z.int() })),
      }),
    ),
  }),
  harmlessToRepeat: true,
  example: {
    body: { periods: { ...examplePeriods, transcriptMonths: 6 } },
    answer: {
      classes: [
        {
          class: 'transcripts',
          before: '2026-05-22T00:00:00.000Z',
          count: 1200,
          months: [{ month: '2026-05', count: 1200 }],
        },
      ],
    },
  },
});

export const listRetentionRuns = route({
  id: 'listRetentionRuns',
  method: 'GET',
  path: '/retention/runs',
  summary: 'What each night removed, by class, newest first.',
  access: 'rules:manage',
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
  }),
  answer: z.object({
    runs: z.array(z.object({ id: z.int(), at: instant, removed: z.record(z.string(), z.int()) })),
    nextCursor: z.string().nullable(),
  }),
  example: {
    query: { limit: 50 },
    answer: { runs: [{ id: 1, at: '2026-11-22T01:00:00.000Z', removed: { transcripts: 1200 } }], nextCursor: null },
  },
});

export const retentionRoutes = [readRetention, setRetention, previewRetention, listRetentionRuns];
