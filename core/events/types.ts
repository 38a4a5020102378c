/** What can happen in support, the closed list (see docs/events.md). Pure data. */

export const channels = [
  'web',
  'whatsapp',
  'facebook',
  'instagram',
  'telegram',
  'email',
  'ticket',
  'sms',
  'phone',
  'kiosk',
  'other',
] as const;
export type Channel = (typeof channels)[number];

export const eventTypes = [
  'conversation.started',
  'message.sent',
  'agent.requested',
  'conversation.assigned',
  'conversation.unassigned',
  'conversation.returnedToBot',
  'conversation.reopened',
  'conversation.escalated',
  'conversation.labelled',
  'conversation.closed',
  'window.expired',
  'survey.sent',
  'survey.delivered',
  'survey.opened',
  'survey.suppressed',
  'survey.answered',
  'agent.statusChanged',
  'agent.heartbeat',
  'call.queued',
  'call.answered',
  'call.held',
  'call.resumed',
  'call.ended',
  'call.abandoned',
  'visit.issued',
  'visit.called',
  'visit.served',
  'visit.left',
  'article.opened',
  'article.left',
  'article.searched',
  'article.voted',
  'mention.posted',
  'mention.answered',
  'agent.described',
  'team.described',
  'customer.described',
] as const;
export type EventType = (typeof eventTypes)[number];

export const authors = ['customer', 'agent', 'bot', 'system'] as const;
export type Author = (typeof authors)[number];

export const closers = ['agent', 'bot', 'customer', 'system'] as const;
export type Closer = (typeof closers)[number];

export const agentStatuses = ['online', 'away', 'busy', 'offline'] as const;
export type AgentStatus = (typeof agentStatuses)[number];

export const ratingSubjects = ['conversation', 'reply', 'site', 'service', 'employee', 'call', 'article'] as const;
export type RatingSubject = (typeof ratingSubjects)[number];

/**
 * The part of an event that figures are computed from. It names no customer: `customerKey` and
 * `visitorKey` are keyed hashes, and texts, names, contact details and unknown fields are stored apart.
 */
export interface EventBody {
  conversationId?: string;
  channel?: Channel;
  inbox?: string;
  customerKey?: string;
  language?: string;
  topic?: string;
  tags?: string[];
  campaign?: string;
  startedBy?: string;
  author?: Author;
  agentId?: string;
  teamId?: string;
  teamIds?: string[];
  messageId?: string;
  automatic?: boolean;
  private?: boolean;
  surveyAnswer?: boolean;
  by?: Closer;
  bulk?: boolean;
  reason?: string;
  surveyId?: string;
  invitationId?: string;
  questionId?: string;
  ratingId?: string;
  subject?: RatingSubject;
  scale?: string;
  value?: number;
  siteId?: string;
  terminalId?: string;
  status?: AgentStatus;
  callId?: string;
  dialled?: string;
  resolved?: boolean;
  businessDay?: string;
  ticket?: string;
  service?: string;
  counter?: string;
  articleId?: string;
  visitorKey?: string;
  activeSeconds?: number;
  expectedSeconds?: number;
  scrollShare?: number;
  results?: number;
  vote?: string;
  mentionId?: string;
  network?: string;
}

/** One event as the log holds it. Times are epoch milliseconds (UTC). */
export interface LogEvent {
  workspaceId: number;
  /** `kind:id`, see streams.ts. */
  stream: string;
  source: string;
  id: string;
  /** Sender's correction number, 0 … 2³²−1; the highest wins. */
  revision: number;
  /** 64-bit content hash, 16 hex digits: settles two contents under one id and revision. */
  digest: string;
  receivedAt: number;
  at: number;
  /** Sender's order among equal `at`; default 0. */
  sequence: number;
  type: EventType;
  /** True for back-fills: facts count, nothing is sent because of it. */
  history: boolean;
  body: EventBody;
}
