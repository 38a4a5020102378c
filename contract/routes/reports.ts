import { z } from 'zod';
import { dimensions } from '../../core/kpis/dimensions.ts';
import { agentPerformanceChoice, satisfactionKpis } from '../../core/kpis/reports.ts';
import { orderDirections, orderedBy } from '../../core/kpis/order.ts';
import { cell, cellsOf } from '../cell.ts';
import {
  about,
  bucket,
  calendar,
  calendarQuery,
  compare,
  conversationDimensions,
  exampleAbout,
  filtersBy,
  period,
  stretch,
} from '../question.ts';
import { exampleAgentCells, exampleSatisfaction } from '../report-examples.ts';
import { route } from '../route.ts';

/** Each figure with its target and verdict, where the period is exactly the unit that one is judged over. */
const targets = z.enum(['true', 'false']).optional();

const agentCells = cellsOf(agentPerformanceChoice);

export const readAgentPerformance = route({
  id: 'readAgentPerformance',
  method: 'GET',
  path: '/reports/agent-performance',
  summary:
    'What each agent was given, how fast and how well it was answered, and what became of it: a row an agent, one ' +
    'more (`agentId` empty) for what no agent was given. In `totals`, `assigned` is the sum of the rows, ' +
    '`agentSessions` the sessions themselves: a transferred session has a row for each owner.',
  access: 'reports:read',
  query: z.object({
    ...period,
    ...calendarQuery,
    compare,
    kpis: z
      .array(z.enum(agentPerformanceChoice))
      .optional()
      .describe(
        'Only these figures; by default all in clock time. A clock in working hours is asked for by its name: ' +
          '`firstResponseWorking` for `firstResponse`.',
      ),
    targets,
    ...filtersBy(conversationDimensions),
  }),
  answer: z.object({
    ...about,
    rows: z.array(z.object({ agentId: z.string(), agentName: z.string().nullable(), ...agentCells })),
    totals: z.object(agentCells),
  }),
  example: {
    query: { from: '2026-11-01', to: '2026-11-30', kpis: ['assigned', 'firstResponse'] },
    answer: {
      ...exampleAbout,
      periodBy: { assigned: 'assignedAt', firstResponse: 'startedAt' },
      rows: [{ agentId: 'huda', agentName: 'هدى', ...exampleAgentCells }],
      totals: exampleAgentCells,
    },
  },
});

const scoreCells = cellsOf(satisfactionKpis);

export const readSatisfaction = route({
  id: 'readSatisfaction',
  method: 'GET',
  path: '/reports/satisfaction',
  summary:
    'How satisfied customers said they were: over all, as a distribution of answers, by agent, team, channel and ' +
    'topic, and over time. Only answers count; how many were asked stands beside.',
  access: 'reports:read',
  query: z.object({
    ...period,
    compare,
    bucket,
    ...calendarQuery,
    ...filtersBy([...conversationDimensions, 'subject', 'survey']),
  }),
  answer: z.object({
    ...about,
    headline: z.object(scoreCells),
    /** Each answer that was given, by scale: how often, and its share of the scale's answers. */
    distribution: z.array(z.object({ scale: z.string(), ratingValue: z.number(), ratings: cell, share: cell })),
    byAgent: z.array(z.object({ agentId: z.string(), agentName: z.string().nullable(), ...scoreCells })),
    byTeam: z.array(z.object({ teamId: z.string(), teamName: z.string().nullable(), ...scoreCells })),
    byChannel: z.array(z.object({ channel: z.string(), ...scoreCells })),
    byTopic: z.array(z.object({ topic: z.string(), ...scoreCells })),
    trend: z.object({
      bucket: z.enum(['hour', 'day', 'week', 'month', 'quarter', 'year']),
      /** Every bucket of the period; `date`: the day it begins, in the zone asked in. */
      rows: z.array(stretch.extend({ date: z.string(), ...scoreCells })),
    }),
  }),
  example: exampleSatisfaction,
});

export const queryReport = route({
  id: 'queryReport',
  method: 'POST',
  path: '/reports/query',
  harmlessToRepeat: true,
  summary:
    'Any figures by any dimensions and time buckets, filtered, over any period. A figure that cannot be asked by a ' +
    'dimension is null, reason `notByThis`. `weekday` with `hourOfDay` is hour × weekday. An answer that would reach ' +
    '20,000 rows, or 400,000 figures, is refused.',
  access: 'reports:read',
  body: z.strictObject({
    kpis: z.array(z.string().max(60)).min(1).max(200),
    by: z.array(z.enum(dimensions)).max(4).default([]),
    filters: z.strictObject(filtersBy(dimensions)).default({}),
    not: z
      .array(z.enum(dimensions))
      .max(dimensions.length)
      .default([])
      .describe('Dimensions whose filter leaves rows out instead of keeping them.'),
    ...period,
    bucket,
    ...calendar,
    compare,
    orderBy: z
      .strictObject({
        kpi: z.string().max(60),
        of: z.enum(orderedBy).default('value'),
        direction: z.enum(orderDirections).default('descending'),
      })
      .optional()
      .describe('By bucket and dimensions unless a figure is named; what has no value comes last.'),
    limit: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe('Only the first so many rows; of one dimension the rest is told as one, in `others`.'),
    /** Each figure with its target and verdict: see readAgentPerformance. Buckets may be units too. */
    targets: z.boolean().default(false),
  }),
  answer: z.object({
    ...about,
    rows: z.array(
      z.object({
        /** Values of `by`, by dimension; '' for none. */
        by: z.record(z.string(), z.string()),
        bucket: stretch.nullable(),
        /** By KPI id. */
        figures: z.record(z.string(), cell),
      }),
    ),
    /** The rows that `limit` left out, as one; null where there are none, and by tag, buckets or several dimensions. */
    others: z.record(z.string(), cell).nullable(),
    leftOut: z.int(),
    totals: z.record(z.string(), cell),
    /** Display names of agents and teams in the rows, by id, where one was told. */
    names: z.object({ agent: z.record(z.string(), z.string()), team: z.record(z.string(), z.string()) }),
  }),
  example: {
    body: {
      kpis: ['assigned', 'averageScore'],
      by: ['channel'],
      filters: { agent: ['huda'] },
      from: '2026-11-01',
      to: '2026-11-30',
    },
    answer: {
      ...exampleAbout,
      periodBy: { assigned: 'assignedAt', averageScore: 'answeredAt' },
      rows: [
        {
          by: { channel: 'whatsapp' },
          bucket: null,
          figures: {
            assigned: {
              value: 4,
              unit: 'count',
              n: 4,
              interval: null,
              drill: '/api/v1/kpis/assigned/rows?from=2026-11-01&to=2026-11-30',
            },
            averageScore: {
              value: 87.5,
              unit: 'score',
              n: 4,
              interval: [47.7, 127.3],
              drill: '/api/v1/kpis/averageScore/rows?from=2026-11-01&to=2026-11-30',
            },
          },
        },
      ],
      others: null,
      leftOut: 0,
      names: { agent: {}, team: {} },
      totals: {
        assigned: {
          value: 4,
          unit: 'count',
          n: 4,
          interval: null,
          drill: '/api/v1/kpis/assigned/rows?from=2026-11-01&to=2026-11-30',
        },
        averageScore: {
          value: 87.5,
          unit: 'score',
          n: 4,
          interval: [47.7, 127.3],
          drill: '/api/v1/kpis/averageScore/rows?from=2026-11-01&to=2026-11-30',
        },
      },
    },
  },
});

export const reportRoutes = [readAgentPerformance, readSatisfaction, queryReport];
