import { z } from 'zod';
import { calendarIds } from '../../core/calendar/units.ts';
import { units } from '../../core/kpis/kpi.ts';
import { judgedUnits, subjectKinds } from '../../core/targets/target.ts';
import { verdicts } from '../../core/targets/verdict.ts';
import { idInPath, instant } from '../fields.ts';
import { stretch } from '../question.ts';
import { route } from '../route.ts';

const kpi = z.string().min(1).max(60);
const subjectId = z.string().max(200);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const value = z.number().describe("In the KPI's unit: seconds, shares from 0 to 1, scores from 0 to 100, …");
const minimum = z
  .int()
  .min(0)
  .max(1_000_000)
  .describe('A figure of fewer rows is not judged; by default 10, and 0 for counts and sums.');
const validTo = day
  .nullable()
  .describe('The last unit it holds for is the one that holds this day; null: until it is changed or ended.');

const target = z.object({
  id: z.int(),
  kpi: z.string(),
  subjectKind: z.enum(subjectKinds),
  subjectId: z.string().describe("'' for the workspace."),
  subjectName: z.string().nullable(),
  unit: z.enum(judgedUnits),
  calendar: z.enum(calendarIds),
  value,
  figureUnit: z.enum(units),
  better: z.enum(['higher', 'lower']),
  minimum: z.int(),
  validFrom: instant,
  validTo: instant.nullable().describe('Not included. As `validFrom`: withdrawn before anything was judged by it.'),
});

const exampleTarget = {
  id: 1,
  kpi: 'satisfiedShare',
  subjectKind: 'workspace' as const,
  subjectId: '',
  subjectName: null,
  unit: 'month' as const,
  calendar: 'gregory' as const,
  value: 0.85,
  figureUnit: 'share' as const,
  better: 'higher' as const,
  minimum: 10,
  validFrom: '2026-10-31T21:00:00.000Z',
  validTo: null,
};

export const listTargets = route({
  id: 'listTargets',
  method: 'GET',
  path: '/targets',
  summary: 'Targets, those that have ended included, newest first.',
  access: 'reports:read',
  query: z.object({
    kpi: kpi.optional(),
    subjectKind: z.enum(subjectKinds).optional(),
    subjectId: subjectId.optional(),
    unit: z.enum(judgedUnits).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    cursor: z.string().max(400).optional(),
  }),
  answer: z.object({ targets: z.array(target), nextCursor: z.string().nullable() }),
  example: {
    query: { kpi: 'satisfiedShare' },
    answer: { targets: [exampleTarget], nextCursor: null },
  },
});

export const createTarget = route({
  id: 'createTarget',
  method: 'POST',
  path: '/targets',
  summary:
    'Set a target. It holds for whole units, the running one at the earliest: what is over is judged by what was set ' +
    'then. `targetHolds` where one of the same KPI, unit, calendar and subject holds already: change that one.',
  access: 'targets:manage',
  body: z
    .strictObject({
      kpi,
      subjectKind: z.enum(subjectKinds),
      /** Of a team or an agent. */
      subjectId: subjectId.default(''),
      unit: z.enum(judgedUnits),
      calendar: z.enum(calendarIds).optional().describe('By default that of the workspace.'),
      value,
      minimum: minimum.optional(),
      validFrom: day.optional().describe('It holds from the unit that holds this day; by default the running one.'),
      validTo: validTo.default(null),
    })
    .refine(({ subjectKind, subjectId }) => (subjectKind === 'workspace') === (subjectId === ''), {
      path: ['subjectId'],
      message: 'subject_of_kind',
    }),
  answer: target,
  status: 201,
  errors: ['targetHolds'],
  example: {
    body: { kpi: 'firstResponse', subjectKind: 'team', subjectId: 'sales', unit: 'week', value: 120 },
    answer: {
      ...exampleTarget,
      id: 3,
      kpi: 'firstResponse',
      subjectKind: 'team',
      subjectId: 'sales',
      subjectName: 'المبيعات',
      unit: 'week',
      value: 120,
      figureUnit: 'seconds',
      better: 'lower',
      validFrom: '2026-11-20T21:00:00.000Z',
    },
  },
});

export const changeTarget = route({
  id: 'changeTarget',
  method: 'PUT',
  path: '/targets/{targetId}',
  summary:
    'Change a target from the next unit on: the running one is judged by what held when it began. The old target ' +
    'ends, the answer is the new one. What is left out stays as it is.',
  access: 'targets:manage',
  params: z.strictObject({ targetId: idInPath }),
  body: z.strictObject({ value, minimum: minimum.optional(), validTo: validTo.optional() }),
  answer: target,
  errors: ['targetEnded', 'targetHolds'],
  example: {
    params: { targetId: '1' },
    body: { value: 0.9 },
    answer: { ...exampleTarget, id: 4, value: 0.9, validFrom: '2026-11-30T21:00:00.000Z' },
  },
});

export const endTarget = route({
  id: 'endTarget',
  method: 'DELETE',
  path: '/targets/{targetId}',
  summary:
    'End a target with the running unit. One that was set in this unit, or is still to begin, is withdrawn: nothing is ' +
    'judged by it. Verdicts that were stored stay.',
  access: 'targets:manage',
  params: z.strictObject({ targetId: idInPath }),
  answer: target,
  errors: ['targetEnded'],
  example: {
    params: { targetId: '2' },
    answer: {
      ...exampleTarget,
      id: 2,
      kpi: 'averageScore',
      value: 80,
      figureUnit: 'score',
      validTo: '2026-10-31T21:00:00.000Z',
    },
  },
});

const figure = z.object({
  value: z.number().nullable(),
  n: z.int(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
});

export const listVerdicts = route({
  id: 'listVerdicts',
  method: 'GET',
  path: '/targets/verdicts',
  summary:
    'What figures say of their targets, newest unit first. A unit that has been over for 7 days is judged once: value, ' +
    'interval and target stay as they were then. Younger ones are provisional.',
  access: 'reports:read',
  query: z.object({
    unit: z.enum(judgedUnits).default('month'),
    calendar: z.enum(calendarIds).optional(),
    kpi: kpi.optional(),
    subjectKind: z.enum(subjectKinds).optional(),
    subjectId: subjectId.optional(),
    from: day.optional(),
    to: day.optional(),
    cursor: z.string().max(400).optional(),
  }),
  answer: z.object({
    verdicts: z.array(
      figure.extend({
        targetId: z.int(),
        kpi: z.string(),
        figureUnit: z.enum(units),
        subjectKind: z.enum(subjectKinds),
        subjectId: z.string(),
        subjectName: z.string().nullable(),
        withinTeam: z.string().describe("An agent's figure within this team; '' for all of it."),
        period: stretch,
        targetValue: z.number(),
        minimum: z.int(),
        verdict: z.enum(verdicts),
        provisional: z.boolean(),
        judgedAt: instant.nullable(),
        today: figure.nullable().describe('The same figure as it is now, where it is another than was judged.'),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  example: {
    query: { unit: 'month', kpi: 'satisfiedShare' },
    answer: {
      verdicts: [
        {
          targetId: 1,
          kpi: 'satisfiedShare',
          figureUnit: 'share',
          subjectKind: 'workspace',
          subjectId: '',
          subjectName: null,
          withinTeam: '',
          period: { from: '2026-10-31T21:00:00.000Z', to: '2026-11-30T21:00:00.000Z' },
          value: 0.91,
          n: 212,
          interval: [0.864, 0.942],
          targetValue: 0.85,
          minimum: 10,
          verdict: 'met',
          provisional: true,
          judgedAt: null,
          today: null,
        },
      ],
      nextCursor: null,
    },
  },
});

export const targetRoutes = [listTargets, createTarget, changeTarget, endTarget, listVerdicts];
