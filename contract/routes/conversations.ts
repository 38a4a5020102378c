import { z } from 'zod';
import { authors, closers, eventTypes } from '../../core/events/types.ts';
import { instant } from '../fields.ts';
import { route } from '../route.ts';
import { rating } from './ratings.ts';
import { sessionByItself } from './sessions.ts';

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
  /** Of a message: here, not for you to see, or not kept: sent without words, erased or expired. */
  textState: z.enum(['shown', 'withheld', 'notKept']).nullable(),
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

export const conversationRoutes = [readConversation];
