import { z } from 'zod';
import { dimensions } from '../../core/kpis/dimensions.ts';
import { directions, units } from '../../core/kpis/kpi.ts';
import { instant } from '../fields.ts';
import { calendarQuery, filtersBy, period, stretch } from '../question.ts';
import { route } from '../route.ts';

export const listKpis = route({
  id: 'listKpis',
  method: 'GET',
  path: '/kpis',
  summary: 'Every figure: what it answers, in the language asked for, its unit, and what it can be asked by.',
  access: 'reports:read',
  answer: z.object({
    kpis: z.array(
      z.object({
        id: z.string(),
        family: z.string(),
        title: z.string(),
        definition: z.string(),
        formula: z.string(),
        unit: z.enum(units),
        better: z.enum(directions),
        /** The rows behind it. */
        fact: z.string(),
        /** Instants that may place its rows in a period, the default first. */
        periodBy: z.array(z.string()),
        dimensions: z.array(z.enum(dimensions)),
        /** The mean that a median or 90th percentile belongs to. */
        spreadOf: z.object({ kpi: z.string(), is: z.enum(['median', 'p90']) }).nullable(),
        /** The figure in clock time that this one counts in working hours. */
        workingHoursOf: z.string().nullable(),
      }),
    ),
  }),
  example: {
    answer: {
      kpis: [
        {
          id: 'satisfiedShare',
          family: 'ratings',
          title: 'Satisfied share',
          definition: 'Share of answers that were satisfied.',
          formula: 'count(rating where satisfied) / count(rating)',
          unit: 'share',
          better: 'higher',
          fact: 'rating',
          periodBy: ['answeredAt', 'askedAt', 'closedAt'],
          dimensions: ['agent', 'team', 'channel'],
          spreadOf: null,
          workingHoursOf: null,
        },
      ],
    },
  },
});

const name = z.string().nullable();

export const listKpiRows = route({
  id: 'listKpiRows',
  method: 'GET',
  path: '/kpis/{kpiId}/rows',
  summary:
    'The rows behind a figure, oldest first: as many as the figure’s `n`. `value`: what the row adds, in the ' +
    'figure’s unit (for shares 1 or 0).',
  access: 'reports:read',
  params: z.object({ kpiId: z.string().max(60) }),
  query: z.object({
    ...period,
    ...calendarQuery,
    /** Dimensions that the figure was asked by, where it holds itself to a value of them otherwise. */
    by: z.array(z.enum(dimensions)).optional(),
    ...filtersBy(dimensions),
    not: z
      .array(z.enum(dimensions))
      .optional()
      .describe('Dimensions whose filter leaves rows out instead of keeping them.'),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
    cursor: z.string().max(8_000).optional(),
  }),
  answer: z.object({
    kpi: z.string(),
    period: stretch,
    periodBy: z.string(),
    rows: z.array(
      z.object({
        at: instant,
        value: z.number().nullable(),
        conversationId: name,
        sessionId: name,
        agentId: name,
        teamId: name,
        ratingId: name,
        invitationId: name,
        callId: name,
        channel: name,
        topic: name,
        siteId: name,
        ticket: name,
        articleId: name,
        mentionId: name,
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  errors: ['notFound'],
  example: {
    params: { kpiId: 'firstResponse' },
    query: { from: '2026-11-01', to: '2026-11-30', agent: ['huda'], limit: 20 },
    answer: {
      kpi: 'firstResponse',
      period: { from: '2026-10-31T21:00:00.000Z', to: '2026-11-30T21:00:00.000Z' },
      periodBy: 'startedAt',
      rows: [
        {
          at: '2026-11-22T07:00:00.000Z',
          value: 90,
          conversationId: 'c1',
          sessionId: 'c1/1',
          agentId: 'huda',
          teamId: null,
          ratingId: null,
          invitationId: null,
          callId: null,
          channel: 'whatsapp',
          topic: null,
          siteId: null,
          ticket: null,
          articleId: null,
          mentionId: null,
        },
      ],
      nextCursor: null,
    },
  },
});

export const kpiRoutes = [listKpis, listKpiRows];
