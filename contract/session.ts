import { z } from 'zod';
import { endReasons, outcomes } from '../core/sessions/facts.ts';
import { instant } from './fields.ts';
import { exampleRating, rating } from './routes/ratings.ts';

/** Sessions as lists and conversations tell them. */

const name = z.string().nullable();
const seconds = z.number().nullable();

/** Of agents, begun by an agent and not answered, of the bot. */
export const sessionKinds = ['agent', 'outbound', 'bot'] as const;

/** What became of a session for its owner. */
export const outcome = z.enum(outcomes).nullable();

export const owner = z.object({
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
  kind: z.enum(sessionKinds),
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

/** A session in a list. */
export const session = {
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

const exampleOwner = {
  agentId: 'huda',
  agentName: 'هدى',
  teamId: 'sales',
  teamName: 'المبيعات',
  assignedAt: '2026-11-22T07:01:00.000Z',
  ownedUntil: '2026-11-22T07:03:00.000Z',
  outcome: 'completed' as const,
  responseSeconds: 60,
  handleSeconds: 60,
  resolutionSeconds: 60,
  messages: 1,
};

/** Of the examples: what somebody asked, and huda answered. */
export const exampleSession = {
  sessionId: 'shop:2',
  kind: 'agent' as const,
  topic: null,
  tags: [],
  agentId: 'huda',
  agentName: 'هدى',
  teamId: 'sales',
  teamName: 'المبيعات',
  owners: [exampleOwner],
  startedAt: '2026-11-22T07:00:00.000Z',
  endedAt: '2026-11-22T07:03:00.000Z',
  isOpen: false,
  endReason: 'agentClosed' as const,
  firstMessageAt: '2026-11-22T07:00:00.000Z',
  lastMessageAt: '2026-11-22T07:02:00.000Z',
  durationSeconds: 180,
  firstResponseSeconds: 120,
  resolutionSeconds: 60,
  messages: { customer: 1, agent: 1, bot: 0 },
  escalated: false,
};

/** The same session in a list. */
export const exampleRow = {
  conversationId: 'c1',
  source: 'shop',
  url: null,
  transcript: '/api/v1/conversations/c1',
  customerName: null,
  phone: null,
  email: null,
  channel: 'whatsapp',
  inbox: null,
  campaign: null,
  language: null,
  ...exampleSession,
  rating: exampleRating,
  withheld: [],
};

/** The same row with its owner. */
export const exampleOwnedRow = { ...exampleRow, outcome: 'completed' as const, ownership: exampleOwner };
