import { z } from 'zod';
import { authors, closers, eventTypes } from '../../core/events/types.ts';
import { instant } from '../fields.ts';
import { route } from '../route.ts';
import { exampleRating, rating } from './ratings.ts';
import {
  exampleOwnedRow,
  exampleRow,
  exampleSession,
  outcome,
  owner,
  session,
  sessionByItself,
  sessionKinds,
} from '../session.ts';
import { conversationDimensions, filtersBy, page, period, stretch } from '../question.ts';
import { outcomes } from '../../core/sessions/facts.ts';

const name = z.string().nullable();
const people = { agentId: name, agentName: name, teamId: name, teamName: name };
const kind = z.enum(['conversation', 'call', 'rating']);

/** What else an event says, by its name in docs/events.md. */
const details = z.object({
  channel: z.string().optional(),
  inbox: z.string().optional(),
  topic: z.string().optional(),
  tags: z.array(z.string()).optional(),
  campaign: z.string().optional(),
  startedBy: z.string().optional(),
  by: z.string().optional(),
  bulk: z.boolean().optional(),
  reason: z.string().optional(),
  surveyId: z.string().optional(),
  invitationId: z.string().optional(),
  questionId: z.string().optional(),
  ratingId: z.string().optional(),
  subject: z.string().optional(),
  messageId: z.string().optional(),
  callId: z.string().optional(),
  dialled: z.string().optional(),
  resolved: z.boolean().optional(),
});

const entry = z.object({
  /** `source:id`; the session that it opened and the turn that it answered have the same key. */
  key: z.string(),
  type: z.enum(eventTypes),
  at: instant,
  source: z.string(),
  /** The session that it is in, opened or ended. */
  sessionId: name,
  author: z.enum(authors).nullable(),
  ...people,
  text: name,
  /** Of a message: here, here without what names a person, not for you to see, or not kept: sent without words, erased or expired. */
  textState: z.enum(['shown', 'masked', 'withheld', 'notKept']).nullable(),
  automatic: z.boolean(),
  private: z.boolean(),
  surveyAnswer: z.boolean(),
  /** Written right after a survey answer: part of it. */
  surveyComment: z.boolean(),
  details,
});

/** Of the examples. */
const exampleNobody = { agentId: null, agentName: null, teamId: null, teamName: null };
const exampleHuda = { agentId: 'huda', agentName: 'هدى', teamId: 'sales', teamName: 'المبيعات' };

export const readConversation = route({
  id: 'readConversation',
  method: 'GET',
  path: '/conversations/{conversationId}',
  summary:
    'A conversation: its messages and events in order, with its sessions, who owned it when, how long the customer waited, ' +
    'closes and ratings. A call or a rating without conversation is opened by its own id and `kind`. Of a long one a page; ' +
    'sessions, stretches, waits, closes and ratings are on the page in which they begin.',
  access: 'conversations:read',
  params: z.object({ conversationId: z.string().min(1).max(500) }),
  query: z.object({
    kind: kind.default('conversation'),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
    cursor: z.string().max(4_000).optional(),
  }),
  answer: z.object({
    conversation: z.object({
      kind,
      conversationId: name,
      source: z.string(),
      channel: name,
      inbox: name,
      topic: name,
      tags: z.array(z.string()),
      campaign: name,
      language: name,
      customerName: name,
      phone: name,
      email: name,
      url: name,
      firstAt: instant,
      lastAt: instant,
      /** Entries on all pages together. */
      entries: z.int(),
      /** Fields that are null because you may not see them. */
      withheld: z.array(z.enum(['customerName', 'phone', 'email', 'url'])),
    }),
    entries: z.array(entry),
    /** With their clocks and every owner’s part. */
    sessions: z.array(z.object({ ...sessionByItself, queuedAt: instant })),
    /** Who owned which session from when to when. */
    owned: z.array(z.object({ sessionId: z.string(), from: instant, until: instant.nullable(), ...people })),
    /** When the customer waited for an agent, and the answer as it is counted. */
    waits: z.array(
      z.object({
        sessionId: z.string(),
        from: instant,
        /** The answer, or the session’s end without one; null while he waits. */
        until: instant.nullable(),
        turn: z
          .object({ key: z.string(), ...people, customerWaitSeconds: z.number(), replyTimeSeconds: z.number() })
          .nullable(),
      }),
    ),
    closures: z.array(
      z.object({
        closedAt: instant,
        by: z.enum(closers),
        bulk: z.boolean(),
        ...people,
        completionSeconds: z.number().nullable(),
        reopenedAt: instant.nullable(),
      }),
    ),
    ratings: z.array(
      z.object({
        sessionId: name,
        ratedAt: instant,
        /** Whom it is about. */
        ...people,
        rating: rating.nullable(),
        comment: name,
        /** Fields that are null because you may not see them. */
        withheld: z.array(z.enum(['rating', 'comment'])),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  example: {
    params: { conversationId: 'c1' },
    answer: {
      conversation: {
        kind: 'conversation',
        conversationId: 'c1',
        source: 'shop',
        channel: 'whatsapp',
        inbox: null,
        topic: null,
        tags: [],
        campaign: null,
        language: null,
        customerName: null,
        phone: null,
        email: null,
        url: null,
        firstAt: '2026-11-22T07:00:00.000Z',
        lastAt: '2026-11-22T07:04:00.000Z',
        entries: 6,
        withheld: [],
      },
      entries: [
        {
          key: 'shop:2',
          type: 'message.sent',
          at: '2026-11-22T07:00:00.000Z',
          source: 'shop',
          sessionId: 'shop:2',
          author: 'customer',
          ...exampleNobody,
          text: 'مرحبا',
          textState: 'shown',
          automatic: false,
          private: false,
          surveyAnswer: false,
          surveyComment: false,
          details: { messageId: 'm1' },
        },
      ],
      sessions: [{ ...exampleSession, queuedAt: '2026-11-22T07:00:00.000Z' }],
      owned: [
        {
          sessionId: 'shop:2',
          from: '2026-11-22T07:01:00.000Z',
          until: '2026-11-22T07:03:00.000Z',
          ...exampleHuda,
        },
      ],
      waits: [
        {
          sessionId: 'shop:2',
          from: '2026-11-22T07:00:00.000Z',
          until: '2026-11-22T07:02:00.000Z',
          turn: { key: 'shop:5', ...exampleHuda, customerWaitSeconds: 120, replyTimeSeconds: 60 },
        },
      ],
      closures: [
        {
          closedAt: '2026-11-22T07:03:00.000Z',
          by: 'agent',
          bulk: false,
          ...exampleHuda,
          completionSeconds: 180,
          reopenedAt: null,
        },
      ],
      ratings: [
        {
          sessionId: 'shop:2',
          ratedAt: '2026-11-22T07:04:00.000Z',
          ...exampleHuda,
          rating: exampleRating,
          comment: null,
          withheld: [],
        },
      ],
      nextCursor: null,
    },
  },
});

const sessionsQuery = {
  from: period.from,
  to: period.to,
  /** The instant of the session that places it in the period. */
  periodBy: z.enum(['startedAt', 'endedAt']).default('startedAt'),
  kind: z.array(z.enum(sessionKinds)).min(1).max(3).default(['agent']),
  ...filtersBy(conversationDimensions),
  q: z
    .string()
    .max(100)
    .optional()
    .describe(
      'Words, in any writing: ids, topic, names of employee and customer, phone, what was said in the session, the ' +
        'comment of its rating. Only in what you may see. Two letters or more.',
    ),
  /** By the start of the session. */
  order: z.enum(['asc', 'desc']).default('desc'),
  ...page,
};

const sessionsPage = {
  period: stretch.extend({ zone: z.string() }),
  periodBy: z.enum(['startedAt', 'endedAt']),
  /** Whose rows you may list. */
  listed: z.enum(['everything', 'ownTeams', 'oneself']),
  /** Rows on all pages together. */
  n: z.int(),
  /** Every event whose receipt was confirmed up to this instant is in these rows. */
  asOf: instant,
  nextCursor: z.string().nullable(),
};

const examplePage = {
  period: { from: '2026-11-21T21:00:00.000Z', to: '2026-11-22T21:00:00.000Z', zone: 'Asia/Riyadh' },
  periodBy: 'startedAt' as const,
  listed: 'everything' as const,
  n: 1,
  asOf: '2026-11-22T12:00:00.000Z',
  nextCursor: null,
};

export const readCustomerService = route({
  id: 'readCustomerService',
  method: 'GET',
  path: '/reports/customer-service',
  summary:
    'Every conversation that an employee handled, newest first: a row a session and owner. A transferred session has a ' +
    'row for each owner, with his own interval; one that nobody was given has a row without employee. `kind`: sessions of ' +
    'agents, and where asked for those that an agent began and the customer did not answer (`outbound`), and the bot’s.',
  access: 'conversations:read',
  query: z.object({ ...sessionsQuery, outcome: z.array(z.enum(outcomes)).min(1).max(10).optional() }),
  answer: z.object({
    ...sessionsPage,
    rows: z.array(
      z.object({
        ...session,
        /** What became of it for this row’s owner; null on outbound sessions and the bot’s. */
        outcome,
        /** This row’s owner: his own interval and times; null on the bot’s sessions. */
        ownership: owner.nullable(),
      }),
    ),
  }),
  example: {
    query: { from: '2026-11-22', to: '2026-11-22', channel: ['whatsapp'], q: 'مرحبا' },
    answer: { ...examplePage, rows: [exampleOwnedRow] },
  },
});

export const listSessions = route({
  id: 'listSessions',
  method: 'GET',
  path: '/sessions',
  summary: 'Ticket sessions, newest first: a row a session, its employee the last owner.',
  access: 'conversations:read',
  query: z.object(sessionsQuery),
  answer: z.object({ ...sessionsPage, rows: z.array(z.object(session)) }),
  example: {
    query: { from: '2026-11-22', to: '2026-11-22' },
    answer: { ...examplePage, rows: [exampleRow] },
  },
});

export const conversationRoutes = [readCustomerService, listSessions, readConversation];
