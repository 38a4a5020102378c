import { z } from 'zod';
import { authors, closers, eventTypes } from '../../core/events/types.ts';
import { instant } from '../fields.ts';
import { route } from '../route.ts';
import { rating } from './ratings.ts';
import { outcome, owner, session, sessionByItself, sessionKinds } from '../session.ts';
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
});

export const listSessions = route({
  id: 'listSessions',
  method: 'GET',
  path: '/sessions',
  summary: 'Ticket sessions, newest first: a row a session, its employee the last owner.',
  access: 'conversations:read',
  query: z.object(sessionsQuery),
  answer: z.object({ ...sessionsPage, rows: z.array(z.object(session)) }),
});

export const conversationRoutes = [readCustomerService, listSessions, readConversation];
