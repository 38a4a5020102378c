import { z } from 'zod';
import { agentStatuses, authors, channels, closers, type EventType, ratingSubjects } from '../core/events/types.ts';
import { scaleIds } from '../core/surveys/scales.ts';
import { businessDay, id, instant, label, name, number, seconds, text, url } from './event-fields.ts';
import { eventLimits, type EventRule } from './event-limits.ts';

/**
 * The wire form of every event, one strict field list a type; docs/events.md explains them. Fields that
 * are not listed are no error: they are kept apart, in the event's `extra`.
 */

/** Who the customer is. Only a keyed hash of `id` reaches the log; the rest is stored apart, erasable. */
export const customer = z.object({
  id,
  name: name.optional(),
  phone: label.optional(),
  email: name.optional(),
  language: label.optional(),
});

const common = {
  id,
  at: instant,
  source: id.optional(),
  revision: number(0, eventLimits.revision, true).optional(),
  sequence: number(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, true).optional(),
  history: z.boolean().optional(),
};

const inConversation = { conversationId: id };
const perhapsInConversation = { conversationId: id.optional() };
const owner = { agentId: id.optional(), teamId: id.optional() };
const about = {
  channel: z.enum(channels).optional(),
  inbox: label.optional(),
  topic: label.optional(),
  tags: z.array(label).max(eventLimits.tags).optional(),
  campaign: label.optional(),
  language: label.optional(),
  customer: customer.optional(),
};

const survey = {
  ...perhapsInConversation,
  invitationId: id,
  surveyId: id.optional(),
  subject: z.enum(ratingSubjects).optional(),
  ...owner,
  reason: label.optional(),
  customer: customer.optional(),
};
const askedSurvey = { ...survey, surveyId: id, subject: z.enum(ratingSubjects) };

const call = {
  callId: id,
  ...perhapsInConversation,
  ...about,
  ...owner,
  dialled: label.optional(),
  resolved: z.boolean().optional(),
};
const visit = {
  siteId: id,
  businessDay,
  ticket: id,
  service: label.optional(),
  counter: label.optional(),
  agentId: id.optional(),
  customer: customer.optional(),
};
const article = {
  articleId: id,
  visitorId: id,
  language: label.optional(),
  activeSeconds: seconds.optional(),
  expectedSeconds: seconds.optional(),
  scrollShare: number(0, 1, false).optional(),
};
const mention = {
  mentionId: id,
  network: label,
  text: text.optional(),
  author: name.optional(),
  agentId: id.optional(),
  language: label.optional(),
  url: url.optional(),
};
const person = { name: name.optional(), email: name.optional(), phone: label.optional() };

const event = <T extends EventType, Shape extends z.ZodRawShape>(type: T, shape: Shape) =>
  z.object({ ...common, type: z.literal(type), ...shape });

/** One schema a type; `id` also stands in for `messageId` and, in `mention.posted`, for `mentionId`. */
export const eventSchemas = {
  'conversation.started': event('conversation.started', {
    ...inConversation,
    ...about,
    channel: z.enum(channels),
    startedBy: z.enum(authors).optional(),
    url: url.optional(),
    ...owner,
  }),
  'message.sent': event('message.sent', {
    ...inConversation,
    author: z.enum(authors),
    ...owner,
    messageId: id.optional(),
    text: text.optional(),
    automatic: z.boolean().optional(),
    private: z.boolean().optional(),
    surveyAnswer: z.boolean().optional(),
    customer: customer.optional(),
    language: label.optional(),
  }),
  'agent.requested': event('agent.requested', { ...inConversation, teamId: id.optional(), reason: label.optional() }),
  'conversation.assigned': event('conversation.assigned', { ...inConversation, ...owner }).superRefine(namesOwner),
  'conversation.unassigned': event('conversation.unassigned', { ...inConversation, ...owner }),
  'conversation.returnedToBot': event('conversation.returnedToBot', { ...inConversation, ...owner }),
  'conversation.reopened': event('conversation.reopened', { ...inConversation, ...owner }),
  'conversation.escalated': event('conversation.escalated', { ...inConversation, ...owner, reason: label.optional() }),
  'conversation.labelled': event('conversation.labelled', {
    ...inConversation,
    topic: label.optional(),
    tags: about.tags,
    agentId: id.optional(),
  }),
  'conversation.closed': event('conversation.closed', {
    ...inConversation,
    by: z.enum(closers),
    ...owner,
    bulk: z.boolean().optional(),
    reason: label.optional(),
  }),
  'window.expired': event('window.expired', inConversation),
  'survey.sent': event('survey.sent', askedSurvey),
  'survey.delivered': event('survey.delivered', survey),
  'survey.opened': event('survey.opened', survey),
  'survey.suppressed': event('survey.suppressed', askedSurvey),
  'survey.answered': event('survey.answered', {
    ...survey,
    ratingId: id,
    invitationId: id.optional(),
    questionId: id.optional(),
    messageId: id.optional(),
    subject: z.enum(ratingSubjects),
    scale: z.enum(scaleIds),
    value: z.union([z.number(), label, z.boolean()], { error: 'number' satisfies EventRule }),
    comment: text.optional(),
    siteId: id.optional(),
    terminalId: id.optional(),
    language: label.optional(),
  }),
  'agent.statusChanged': event('agent.statusChanged', { agentId: id, status: z.enum(agentStatuses) }),
  'agent.heartbeat': event('agent.heartbeat', { agentId: id, status: z.enum(agentStatuses) }),
  'call.queued': event('call.queued', call),
  'call.answered': event('call.answered', call),
  'call.held': event('call.held', call),
  'call.resumed': event('call.resumed', call),
  'call.ended': event('call.ended', call),
  'call.abandoned': event('call.abandoned', call),
  'visit.issued': event('visit.issued', visit),
  'visit.called': event('visit.called', visit),
  'visit.served': event('visit.served', visit),
  'visit.left': event('visit.left', visit),
  'article.opened': event('article.opened', article),
  'article.left': event('article.left', article),
  'article.searched': event('article.searched', {
    ...article,
    articleId: id.optional(),
    results: number(0, 1_000_000_000, true).optional(),
  }),
  'article.voted': event('article.voted', { ...article, vote: z.enum(['up', 'down']) }),
  'mention.posted': event('mention.posted', { ...mention, mentionId: id.optional() }),
  'mention.answered': event('mention.answered', mention),
  'agent.described': event('agent.described', {
    agentId: id,
    ...person,
    teamIds: z.array(id).max(eventLimits.teamIds).optional(),
  }),
  'team.described': event('team.described', { teamId: id, name: name.optional() }),
  'customer.described': event('customer.described', { customer }),
} as const satisfies Record<EventType, z.ZodType>;

function namesOwner(
  sent: { agentId?: string | undefined; teamId?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (sent.agentId !== undefined || sent.teamId !== undefined) return;
  context.addIssue({ code: 'invalid_type', expected: 'string', path: ['agentId'], input: undefined });
}

/** Any event as a sender writes it. */
export type SentEvent = z.input<(typeof eventSchemas)[EventType]>;
/** Any event as it is understood: numbers are numbers, `at` is epoch ms. */
export type ReadEvent = z.output<(typeof eventSchemas)[EventType]>;

/** The names of the fields that a type knows, in the order they are stored. */
export function fieldsOf(type: EventType): readonly string[] {
  return Object.keys(eventSchemas[type].shape);
}

export function isEventType(type: unknown): type is EventType {
  return typeof type === 'string' && Object.hasOwn(eventSchemas, type);
}
