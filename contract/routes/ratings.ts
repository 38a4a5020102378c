import { z } from 'zod';
import { ratingSubjects } from '../../core/events/types.ts';
import { instant } from '../fields.ts';
import { conversationDimensions, filtersBy, page, period, stretch } from '../question.ts';
import { route } from '../route.ts';

const name = z.string().nullable();
const yesOrNo = z.enum(['true', 'false']);

/** What a customer answered. */
export const rating = z
  .object({
    ratingId: z.string(),
    subject: z.enum(ratingSubjects),
    ratedAt: instant,
    scale: z.string(),
    /** As it was given. */
    value: z.number(),
    /** 0–100; null where the scale has no such reading. */
    score: z.number().nullable(),
    satisfied: z.boolean(),
    /** Key of its words (`satisfied`, `veryBad`); null on a scale of numbers only. */
    label: name,
    /** What was given first, where it was changed. */
    firstValue: z.number().nullable(),
  })
  .meta({ id: 'Rating' });

/** Of the examples. */
export const exampleRating = {
  ratingId: 'r1',
  subject: 'conversation' as const,
  ratedAt: '2026-11-22T07:04:00.000Z',
  scale: 'smiley3',
  value: 3,
  score: 100,
  satisfied: true,
  label: 'satisfied',
  firstValue: null,
};

export const listSatisfactionRows = route({
  id: 'listSatisfactionRows',
  method: 'GET',
  path: '/reports/satisfaction/rows',
  summary:
    'The satisfaction report row by row, newest first: who was rated, when, by which customer, what he gave and wrote, and ' +
    'links to the conversation. Without `family` or `scale` satisfaction scales only (`csat`), without `subject` ratings of ' +
    'conversations: as many rows as the report’s figure `ratings`.',
  access: 'conversations:read',
  query: z.object({
    from: period.from,
    to: period.to,
    /** `answeredAt` is `ratedAt`, `askedAt` is `sentAt`. */
    periodBy: z.enum(['ratedAt', 'closedAt', 'sentAt', 'answeredAt', 'askedAt']).default('ratedAt'),
    /** Whom a row names: whom the rating was about, who closed the conversation, or the last person who answered. */
    attribute: z.enum(['rated', 'closer', 'lastReplier']).default('rated'),
    /** By whom the rating was about, whatever `attribute` shows. */
    ...filtersBy([...conversationDimensions, 'subject', 'survey', 'scale', 'ratingValue', 'owner', 'site', 'terminal']),
    family: z
      .array(z.enum(['csat', 'nps', 'ces', 'other']))
      .min(1)
      .max(4)
      .optional(),
    satisfied: yesOrNo.optional(),
    hasComment: yesOrNo.optional(),
    /** Words of the comment, in any writing. */
    q: z.string().max(100).optional(),
    /** By the time of the rating. */
    order: z.enum(['asc', 'desc']).default('desc'),
    ...page,
  }),
  answer: z.object({
    period: stretch.extend({ zone: z.string() }),
    periodBy: z.enum(['answeredAt', 'askedAt', 'closedAt']),
    attribute: z.enum(['rated', 'closer', 'lastReplier']),
    /** Whose ratings you may read one by one. */
    listed: z.enum(['everything', 'ownTeams', 'oneself', 'nothing']),
    /** Rows on all pages together. */
    n: z.int(),
    asOf: instant,
    rows: z.array(
      z.object({
        ...rating.shape,
        /** Who the row names, by `attribute`. */
        user: z.object({
          kind: z.enum(['agent', 'bot', 'system', 'customer', 'nobody']),
          agentId: name,
          agentName: name,
          teamId: name,
          /** Of then, not of today. */
          teamName: name,
        }),
        askedAt: instant.nullable(),
        /** The last close before it was asked. */
        closedAt: instant.nullable(),
        customerName: name,
        phone: name,
        email: name,
        /** As it was written. */
        comment: name,
        conversationId: name,
        sessionId: name,
        url: name,
        transcript: z.string(),
        source: z.string(),
        channel: name,
        inbox: name,
        topic: name,
        tags: z.array(z.string()),
        campaign: name,
        language: name,
        surveyId: name,
        siteId: name,
        terminalId: name,
        /** Fields that are null because you may not see them. */
        withheld: z.array(z.enum(['customerName', 'phone', 'email', 'comment', 'url'])),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  example: {
    query: { from: '2026-11-22', to: '2026-11-22', satisfied: 'true' },
    answer: {
      period: { from: '2026-11-21T21:00:00.000Z', to: '2026-11-22T21:00:00.000Z', zone: 'Asia/Riyadh' },
      periodBy: 'answeredAt',
      attribute: 'rated',
      listed: 'everything',
      n: 1,
      asOf: '2026-11-22T12:00:00.000Z',
      rows: [
        {
          ...exampleRating,
          user: { kind: 'agent', agentId: 'huda', agentName: 'هدى', teamId: 'sales', teamName: 'المبيعات' },
          askedAt: null,
          closedAt: '2026-11-22T07:03:00.000Z',
          customerName: null,
          phone: null,
          email: null,
          comment: null,
          conversationId: 'c1',
          sessionId: 'shop:2',
          url: null,
          transcript: '/api/v1/conversations/c1',
          source: 'shop',
          channel: 'whatsapp',
          inbox: null,
          topic: null,
          tags: [],
          campaign: null,
          language: null,
          surveyId: null,
          siteId: null,
          terminalId: null,
          withheld: [],
        },
      ],
      nextCursor: null,
    },
  },
});

export const ratingRoutes = [listSatisfactionRows];
