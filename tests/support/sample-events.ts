import type { SentEvent } from '../../contract/events.ts';
import type { EventType } from '../../core/events/types.ts';

/** When every sample happened; a service that reads them must think it is no earlier. */
export const sampleAt = '2026-11-22T10:00:00.000Z';

/** Personal words of the samples: none of them may reach the log. */
export const canaries = [
  'canary-customer-id',
  'canary-name',
  '+966-canary-phone',
  'canary@example.org',
  'canary text',
  'canary comment',
  'https://canary.example',
  'canary author',
  'canary visitor',
  'canary extra',
] as const;

const customer = {
  id: 'canary-customer-id',
  name: 'canary-name',
  phone: '+966-canary-phone',
  email: 'canary@example.org',
  language: 'ar',
};
const [, , , , text, comment, url, author, visitorId] = canaries;
const inConversation = { conversationId: 'c-1' };
const owner = { agentId: 'a-1', teamId: 't-1' };
const about = {
  channel: 'whatsapp',
  inbox: 'main',
  topic: 'delivery',
  tags: ['vip', 'شكوى'],
  campaign: 'spring',
  language: 'ar',
  customer,
} as const;
const survey = {
  ...inConversation,
  ...owner,
  invitationId: 'i-1',
  surveyId: 's-1',
  subject: 'conversation',
  reason: 'asked today',
  customer,
} as const;
const call = { ...inConversation, ...about, ...owner, callId: 'k-1', dialled: '920000000', resolved: true };
const visit = {
  siteId: 'branch-1',
  businessDay: '2026-11-22',
  ticket: 'A12',
  service: 'loans',
  counter: '3',
  agentId: 'a-1',
  customer,
};
const article = {
  articleId: 'help-1',
  visitorId,
  language: 'fa',
  activeSeconds: 42.5,
  expectedSeconds: 90,
  scrollShare: 0.75,
};
const mention = { mentionId: 'm-1', network: 'x', text, author, agentId: 'a-1', language: 'ar', url };
const person = { name: 'canary-name', email: 'canary@example.org', phone: '+966-canary-phone' };

type Fields = Omit<SentEvent, 'id' | 'type' | 'at'> & Record<string, unknown>;

const fieldsByType: Record<EventType, Fields> = {
  'conversation.started': { ...inConversation, ...about, ...owner, startedBy: 'customer', url },
  'message.sent': {
    ...inConversation,
    ...owner,
    author: 'agent',
    messageId: 'msg-1',
    text,
    automatic: false,
    private: false,
    surveyAnswer: false,
    customer,
    language: 'ar',
  },
  'agent.requested': { ...inConversation, teamId: 't-1', reason: 'asked for a person' },
  'conversation.assigned': { ...inConversation, ...owner },
  'conversation.unassigned': { ...inConversation, ...owner },
  'conversation.returnedToBot': { ...inConversation, ...owner },
  'conversation.reopened': { ...inConversation, ...owner },
  'conversation.escalated': { ...inConversation, ...owner, reason: 'legal' },
  'conversation.labelled': { ...inConversation, topic: 'delivery', tags: ['vip'], agentId: 'a-1' },
  'conversation.closed': { ...inConversation, ...owner, by: 'agent', bulk: false, reason: 'solved' },
  'window.expired': inConversation,
  'survey.sent': survey,
  'survey.delivered': survey,
  'survey.opened': survey,
  'survey.suppressed': survey,
  'survey.answered': {
    ...survey,
    ratingId: 'r-1',
    questionId: 'q-1',
    messageId: 'msg-1',
    scale: 'smiley3',
    value: 'راضٍ',
    comment,
    siteId: 'branch-1',
    terminalId: 'kiosk-1',
    language: 'ar',
  },
  'agent.statusChanged': { agentId: 'a-1', status: 'online' },
  'agent.heartbeat': { agentId: 'a-1', status: 'busy' },
  'call.queued': call,
  'call.answered': call,
  'call.held': call,
  'call.resumed': call,
  'call.ended': call,
  'call.abandoned': call,
  'visit.issued': visit,
  'visit.called': visit,
  'visit.served': visit,
  'visit.left': visit,
  'article.opened': article,
  'article.left': article,
  'article.searched': { ...article, results: 7 },
  'article.voted': { ...article, vote: 'up' },
  'mention.posted': mention,
  'mention.answered': mention,
  'agent.described': { ...person, agentId: 'a-1', teamIds: ['t-1', 't-2'] },
  'team.described': { teamId: 't-1', name: 'دعم' },
  'customer.described': { customer },
};

/** A valid event of this type with every field it knows, one of those it does not, and `changes`. */
export function sampleEvent(type: EventType, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: `sample-${type}`,
    type,
    at: sampleAt,
    source: 'samples',
    revision: 1,
    sequence: 2,
    history: true,
    ...fieldsByType[type],
    unknownField: 'canary extra',
    ...changes,
  };
}

/** The fields a sample must have; the others may be left out. */
export const requiredFields: Record<EventType, readonly string[]> = {
  'conversation.started': ['conversationId', 'channel'],
  'message.sent': ['conversationId', 'author'],
  'agent.requested': ['conversationId'],
  'conversation.assigned': ['conversationId'],
  'conversation.unassigned': ['conversationId'],
  'conversation.returnedToBot': ['conversationId'],
  'conversation.reopened': ['conversationId'],
  'conversation.escalated': ['conversationId'],
  'conversation.labelled': ['conversationId'],
  'conversation.closed': ['conversationId', 'by'],
  'window.expired': ['conversationId'],
  'survey.sent': ['invitationId', 'surveyId', 'subject'],
  'survey.delivered': ['invitationId'],
  'survey.opened': ['invitationId'],
  'survey.suppressed': ['invitationId', 'surveyId', 'subject'],
  'survey.answered': ['ratingId', 'scale', 'value', 'subject'],
  'agent.statusChanged': ['agentId', 'status'],
  'agent.heartbeat': ['agentId', 'status'],
  'call.queued': ['callId'],
  'call.answered': ['callId'],
  'call.held': ['callId'],
  'call.resumed': ['callId'],
  'call.ended': ['callId'],
  'call.abandoned': ['callId'],
  'visit.issued': ['siteId', 'businessDay', 'ticket'],
  'visit.called': ['siteId', 'businessDay', 'ticket'],
  'visit.served': ['siteId', 'businessDay', 'ticket'],
  'visit.left': ['siteId', 'businessDay', 'ticket'],
  'article.opened': ['articleId', 'visitorId'],
  'article.left': ['articleId', 'visitorId'],
  'article.searched': ['visitorId'],
  'article.voted': ['articleId', 'visitorId', 'vote'],
  'mention.posted': ['network'],
  'mention.answered': ['mentionId', 'network'],
  'agent.described': ['agentId'],
  'team.described': ['teamId'],
  'customer.described': ['customer'],
};
