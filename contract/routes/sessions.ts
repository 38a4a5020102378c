import { z } from 'zod';
import { endReasons, outcomes } from '../../core/sessions/facts.ts';
import { instant } from '../fields.ts';
import { conversationDimensions, filtersBy, page, period, stretch } from '../question.ts';
import { route } from '../route.ts';
import { rating } from './ratings.ts';

const name = z.string().nullable();
const seconds = z.number().nullable();
const outcome = z.enum(outcomes).nullable();
const kinds = ['agent', 'outbound', 'bot'] as const;

const sessionsQuery = {
  from: period.from,
  to: period.to,
  /** The instant of the session that places it in the period. */
  periodBy: z.enum(['startedAt', 'endedAt']).default('startedAt'),
  kind: z.array(z.enum(kinds)).min(1).max(3).default(['agent']),
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

const owner = z.object({
  agentId: name,
  agentName: name,
  teamId: name,
  teamName: name,
  assignedAt: instant,
  /** When he last stopped owning the session; null while he owns it. */
  ownedUntil: instant.nullable(),
  outcome,
  /** His first reply after he was assigned. */
  responseSeconds: seconds,
  handleSeconds: seconds,
  /** His first reply to the session's end. */
  resolutionSeconds: seconds,
  messages: z.int(),
});

/** A session beside the conversation that it belongs to. */
export const sessionByItself = {
  sessionId: z.string(),
  kind: z.enum(kinds),
  topic: name,
  tags: z.array(z.string()),
  agentId: name,
  agentName: name,
  teamId: name,
  teamName: name,
  /** Everybody who owned it, in the order in which they were assigned. */
  owners: z.array(owner),
  startedAt: instant,
  endedAt: instant.nullable(),
  isOpen: z.boolean(),
  endReason: z.enum(endReasons).nullable(),
  /** The customer's first message in it; where he has not written, the first of anybody. */
  firstMessageAt: instant.nullable(),
  /** Of customer, agent or bot; surveys and automatic messages are none. */
  lastMessageAt: instant.nullable(),
  /** Its end less its start; of an open one (`isOpen`) so far. */
  durationSeconds: z.number(),
  /** From the customer's request for a person to the first answer of one; null where an agent wrote first. */
  firstResponseSeconds: seconds,
  /** From the first answer of a person to the session's end. */
  resolutionSeconds: seconds,
  messages: z.object({ customer: z.int(), agent: z.int(), bot: z.int() }),
  escalated: z.boolean(),
};

const session = {
  /** null where a call belongs to no conversation. */
  conversationId: name,
  source: z.string(),
  /** The conversation in the system it came from. */
  url: name,
  /** Path of its transcript. */
  transcript: z.string(),
  customerName: name,
  /** E.164 where the number tells its country, else its digits. */
  phone: name,
  email: name,
  channel: name,
  inbox: name,
  campaign: name,
  language: name,
  ...sessionByItself,
  /** The last that the customer gave for it. */
  rating: rating.nullable(),
  /** Fields that are null because you may not see them. */
  withheld: z.array(z.enum(['customerName', 'phone', 'email', 'url', 'rating'])),
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

export const sessionRoutes = [readCustomerService, listSessions];
