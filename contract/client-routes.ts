// Written by `npm run generate` from contract/routes; see contract/client.ts.
/* oxlint-disable max-lines */

/** Every code that an error may have. */
export type ErrorCode =
  | 'invalidRequest' | 'invalidEvent' | 'unknownEventType' | 'missingField'
  | 'timeOutOfRange' | 'unknownLabel' | 'beforeHorizon' | 'invalidSchedule'
  | 'answerTooLarge' | 'bodyTooLarge' | 'fileEmpty' | 'fileFormatUnknown'
  | 'fileEncodingUnknown' | 'fileDamaged' | 'fileTooLarge' | 'fileExpandsTooMuch'
  | 'fileForbiddenXml' | 'tooManyColumns' | 'tooManyRows' | 'cellTooLong' | 'sheetMissing'
  | 'columnsMissing' | 'mappingNotValid' | 'mappingNeeded' | 'importFileGone'
  | 'importNotOpen' | 'tooManyEvents' | 'unsupportedEncoding' | 'unsupportedMediaType'
  | 'notSignedIn' | 'wrongCredentials' | 'linkNotValid' | 'passwordTooShort'
  | 'passwordTooEasy' | 'notAllowed' | 'crossSite' | 'notFound' | 'conflict' | 'targetHolds'
  | 'targetEnded' | 'emailTaken' | 'alreadyMember' | 'lastOwner' | 'limitReached'
  | 'cannotJoin' | 'agentHasLeft' | 'idempotencyKeyReused' | 'requestInProgress'
  | 'tooManyRequests' | 'unavailable' | 'dataDirectoryInUse' | 'internal';

export type Problem = {
  type: string;
  /** In the language asked for. */
  title: string;
  status: number;
  /** In the language asked for. */
  detail?: string;
  /** Stable; programs go by it. */
  code:
    | 'invalidRequest' | 'invalidEvent' | 'unknownEventType' | 'missingField'
    | 'timeOutOfRange' | 'unknownLabel' | 'beforeHorizon' | 'invalidSchedule'
    | 'answerTooLarge' | 'bodyTooLarge' | 'fileEmpty' | 'fileFormatUnknown'
    | 'fileEncodingUnknown' | 'fileDamaged' | 'fileTooLarge' | 'fileExpandsTooMuch'
    | 'fileForbiddenXml' | 'tooManyColumns' | 'tooManyRows' | 'cellTooLong' | 'sheetMissing'
    | 'columnsMissing' | 'mappingNotValid' | 'mappingNeeded' | 'importFileGone'
    | 'importNotOpen' | 'tooManyEvents' | 'unsupportedEncoding' | 'unsupportedMediaType'
    | 'notSignedIn' | 'wrongCredentials' | 'linkNotValid' | 'passwordTooShort'
    | 'passwordTooEasy' | 'notAllowed' | 'crossSite' | 'notFound' | 'conflict'
    | 'targetHolds' | 'targetEnded' | 'emailTaken' | 'alreadyMember' | 'lastOwner'
    | 'limitReached' | 'cannotJoin' | 'agentHasLeft' | 'idempotencyKeyReused'
    | 'requestInProgress' | 'tooManyRequests' | 'unavailable' | 'dataDirectoryInUse'
    | 'internal';
  params: Record<string, string | number>;
  errors?: { at: string; rule: string }[];
  requestId: string;
};

export type SupportEvent =
  | ConversationStartedEvent | MessageSentEvent | AgentRequestedEvent
  | ConversationAssignedEvent | ConversationUnassignedEvent | ConversationReturnedToBotEvent
  | ConversationReopenedEvent | ConversationEscalatedEvent | ConversationLabelledEvent
  | ConversationClosedEvent | WindowExpiredEvent | SurveySentEvent | SurveyDeliveredEvent
  | SurveyOpenedEvent | SurveySuppressedEvent | SurveyAnsweredEvent
  | AgentStatusChangedEvent | AgentHeartbeatEvent | CallQueuedEvent | CallAnsweredEvent
  | CallHeldEvent | CallResumedEvent | CallEndedEvent | CallAbandonedEvent
  | VisitIssuedEvent | VisitCalledEvent | VisitServedEvent | VisitLeftEvent
  | ArticleOpenedEvent | ArticleLeftEvent | ArticleSearchedEvent | ArticleVotedEvent
  | MentionPostedEvent | MentionAnsweredEvent | AgentDescribedEvent | TeamDescribedEvent
  | CustomerDescribedEvent;

export type ConversationStartedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'conversation.started';
  conversationId: string;
  channel:
    | 'web' | 'whatsapp' | 'facebook' | 'instagram' | 'telegram' | 'email' | 'ticket'
    | 'sms' | 'phone' | 'kiosk' | 'other';
  inbox?: string;
  topic?: string;
  tags?: string[];
  campaign?: string;
  language?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
  startedBy?: 'customer' | 'agent' | 'bot' | 'system';
  url?: string;
  agentId?: string;
  teamId?: string;
};

export type MessageSentEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'message.sent';
  conversationId: string;
  author: 'customer' | 'agent' | 'bot' | 'system';
  agentId?: string;
  teamId?: string;
  messageId?: string;
  text?: string;
  automatic?: boolean;
  private?: boolean;
  surveyAnswer?: boolean;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
  language?: string;
};

export type AgentRequestedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'agent.requested';
  conversationId: string;
  teamId?: string;
  reason?: string;
};

export type ConversationAssignedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'conversation.assigned';
  conversationId: string;
  agentId?: string;
  teamId?: string;
};

export type ConversationUnassignedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'conversation.unassigned';
  conversationId: string;
  agentId?: string;
  teamId?: string;
};

export type ConversationReturnedToBotEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'conversation.returnedToBot';
  conversationId: string;
  agentId?: string;
  teamId?: string;
};

export type ConversationReopenedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'conversation.reopened';
  conversationId: string;
  agentId?: string;
  teamId?: string;
};

export type ConversationEscalatedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'conversation.escalated';
  conversationId: string;
  agentId?: string;
  teamId?: string;
  reason?: string;
};

export type ConversationLabelledEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'conversation.labelled';
  conversationId: string;
  topic?: string;
  tags?: string[];
  agentId?: string;
};

export type ConversationClosedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'conversation.closed';
  conversationId: string;
  by: 'agent' | 'bot' | 'customer' | 'system';
  agentId?: string;
  teamId?: string;
  bulk?: boolean;
  reason?: string;
};

export type WindowExpiredEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'window.expired';
  conversationId: string;
};

export type SurveySentEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'survey.sent';
  conversationId?: string;
  invitationId: string;
  surveyId: string;
  subject: 'conversation' | 'reply' | 'site' | 'service' | 'employee' | 'call' | 'article';
  agentId?: string;
  teamId?: string;
  reason?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
};

export type SurveyDeliveredEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'survey.delivered';
  conversationId?: string;
  invitationId: string;
  surveyId?: string;
  subject?: 'conversation' | 'reply' | 'site' | 'service' | 'employee' | 'call' | 'article';
  agentId?: string;
  teamId?: string;
  reason?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
};

export type SurveyOpenedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'survey.opened';
  conversationId?: string;
  invitationId: string;
  surveyId?: string;
  subject?: 'conversation' | 'reply' | 'site' | 'service' | 'employee' | 'call' | 'article';
  agentId?: string;
  teamId?: string;
  reason?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
};

export type SurveySuppressedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'survey.suppressed';
  conversationId?: string;
  invitationId: string;
  surveyId: string;
  subject: 'conversation' | 'reply' | 'site' | 'service' | 'employee' | 'call' | 'article';
  agentId?: string;
  teamId?: string;
  reason?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
};

export type SurveyAnsweredEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'survey.answered';
  conversationId?: string;
  invitationId?: string;
  surveyId?: string;
  subject: 'conversation' | 'reply' | 'site' | 'service' | 'employee' | 'call' | 'article';
  agentId?: string;
  teamId?: string;
  reason?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
  ratingId: string;
  questionId?: string;
  messageId?: string;
  scale: 'smiley3' | 'four' | 'stars5' | 'nps' | 'ces7' | 'yesNo' | 'custom';
  value: number | string | boolean;
  comment?: string;
  siteId?: string;
  terminalId?: string;
  language?: string;
};

export type AgentStatusChangedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'agent.statusChanged';
  agentId: string;
  status: 'online' | 'away' | 'busy' | 'offline';
};

export type AgentHeartbeatEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'agent.heartbeat';
  agentId: string;
  status: 'online' | 'away' | 'busy' | 'offline';
};

export type CallQueuedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'call.queued';
  callId: string;
  conversationId?: string;
  channel?:
    | 'web' | 'whatsapp' | 'facebook' | 'instagram' | 'telegram' | 'email' | 'ticket'
    | 'sms' | 'phone' | 'kiosk' | 'other';
  inbox?: string;
  topic?: string;
  tags?: string[];
  campaign?: string;
  language?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
  agentId?: string;
  teamId?: string;
  dialled?: string;
  resolved?: boolean;
};

export type CallAnsweredEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'call.answered';
  callId: string;
  conversationId?: string;
  channel?:
    | 'web' | 'whatsapp' | 'facebook' | 'instagram' | 'telegram' | 'email' | 'ticket'
    | 'sms' | 'phone' | 'kiosk' | 'other';
  inbox?: string;
  topic?: string;
  tags?: string[];
  campaign?: string;
  language?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
  agentId?: string;
  teamId?: string;
  dialled?: string;
  resolved?: boolean;
};

export type CallHeldEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'call.held';
  callId: string;
  conversationId?: string;
  channel?:
    | 'web' | 'whatsapp' | 'facebook' | 'instagram' | 'telegram' | 'email' | 'ticket'
    | 'sms' | 'phone' | 'kiosk' | 'other';
  inbox?: string;
  topic?: string;
  tags?: string[];
  campaign?: string;
  language?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
  agentId?: string;
  teamId?: string;
  dialled?: string;
  resolved?: boolean;
};

export type CallResumedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'call.resumed';
  callId: string;
  conversationId?: string;
  channel?:
    | 'web' | 'whatsapp' | 'facebook' | 'instagram' | 'telegram' | 'email' | 'ticket'
    | 'sms' | 'phone' | 'kiosk' | 'other';
  inbox?: string;
  topic?: string;
  tags?: string[];
  campaign?: string;
  language?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
  agentId?: string;
  teamId?: string;
  dialled?: string;
  resolved?: boolean;
};

export type CallEndedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'call.ended';
  callId: string;
  conversationId?: string;
  channel?:
    | 'web' | 'whatsapp' | 'facebook' | 'instagram' | 'telegram' | 'email' | 'ticket'
    | 'sms' | 'phone' | 'kiosk' | 'other';
  inbox?: string;
  topic?: string;
  tags?: string[];
  campaign?: string;
  language?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
  agentId?: string;
  teamId?: string;
  dialled?: string;
  resolved?: boolean;
};

export type CallAbandonedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'call.abandoned';
  callId: string;
  conversationId?: string;
  channel?:
    | 'web' | 'whatsapp' | 'facebook' | 'instagram' | 'telegram' | 'email' | 'ticket'
    | 'sms' | 'phone' | 'kiosk' | 'other';
  inbox?: string;
  topic?: string;
  tags?: string[];
  campaign?: string;
  language?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
  agentId?: string;
  teamId?: string;
  dialled?: string;
  resolved?: boolean;
};

export type VisitIssuedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'visit.issued';
  siteId: string;
  businessDay: string;
  ticket: string;
  service?: string;
  counter?: string;
  agentId?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
};

export type VisitCalledEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'visit.called';
  siteId: string;
  businessDay: string;
  ticket: string;
  service?: string;
  counter?: string;
  agentId?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
};

export type VisitServedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'visit.served';
  siteId: string;
  businessDay: string;
  ticket: string;
  service?: string;
  counter?: string;
  agentId?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
};

export type VisitLeftEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'visit.left';
  siteId: string;
  businessDay: string;
  ticket: string;
  service?: string;
  counter?: string;
  agentId?: string;
  customer?: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
};

export type ArticleOpenedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'article.opened';
  articleId: string;
  visitorId: string;
  language?: string;
  activeSeconds?: number | string;
  expectedSeconds?: number | string;
  scrollShare?: number | string;
};

export type ArticleLeftEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'article.left';
  articleId: string;
  visitorId: string;
  language?: string;
  activeSeconds?: number | string;
  expectedSeconds?: number | string;
  scrollShare?: number | string;
};

export type ArticleSearchedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'article.searched';
  articleId?: string;
  visitorId: string;
  language?: string;
  activeSeconds?: number | string;
  expectedSeconds?: number | string;
  scrollShare?: number | string;
  results?: number | string;
};

export type ArticleVotedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'article.voted';
  articleId: string;
  visitorId: string;
  language?: string;
  activeSeconds?: number | string;
  expectedSeconds?: number | string;
  scrollShare?: number | string;
  vote: 'up' | 'down';
};

export type MentionPostedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'mention.posted';
  mentionId?: string;
  network: string;
  text?: string;
  author?: string;
  agentId?: string;
  language?: string;
  url?: string;
};

export type MentionAnsweredEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'mention.answered';
  mentionId: string;
  network: string;
  text?: string;
  author?: string;
  agentId?: string;
  language?: string;
  url?: string;
};

export type AgentDescribedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'agent.described';
  agentId: string;
  name?: string;
  email?: string;
  phone?: string;
  teamIds?: string[];
};

export type TeamDescribedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'team.described';
  teamId: string;
  name?: string;
};

export type CustomerDescribedEvent = {
  id: string;
  at: string | number;
  source?: string;
  revision?: number | string;
  sequence?: number | string;
  history?: boolean;
  type: 'customer.described';
  customer: {
    id: string;
    name?: string;
    phone?: string;
    email?: string;
    language?: string;
  };
};

export type Mapping = {
  about?: string;
  delimiter?: string;
  encoding?: string;
  sheet?: string;
  empty: string[];
  decimal: '.' | ',';
  timeZone?: string;
  everyEvent: Record<string, {
    column?: string;
    constant?: string | number | boolean | Array<string | number | boolean>;
    template?: string;
    as: 'text' | 'number' | 'duration';
    map?: Record<string, string | number | boolean>;
    otherwise?: string | number | boolean;
    separator?: string;
  }>;
  events: Array<{
    type:
      | 'conversation.started' | 'message.sent' | 'agent.requested'
      | 'conversation.assigned' | 'conversation.unassigned' | 'conversation.returnedToBot'
      | 'conversation.reopened' | 'conversation.escalated' | 'conversation.labelled'
      | 'conversation.closed' | 'window.expired' | 'survey.sent' | 'survey.delivered'
      | 'survey.opened' | 'survey.suppressed' | 'survey.answered' | 'agent.statusChanged'
      | 'agent.heartbeat' | 'call.queued' | 'call.answered' | 'call.held' | 'call.resumed'
      | 'call.ended' | 'call.abandoned' | 'visit.issued' | 'visit.called' | 'visit.served'
      | 'visit.left' | 'article.opened' | 'article.left' | 'article.searched'
      | 'article.voted' | 'mention.posted' | 'mention.answered' | 'agent.described'
      | 'team.described' | 'customer.described';
    id: string;
    at: {
      column?: string;
      template?: string;
      format: string;
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
      order?: 'dayFirst' | 'monthFirst';
      plusSeconds: Array<string | number>;
    };
    when: {
      column: string;
      is?: string | string[];
      isNot?: string | string[];
      isEmpty?: boolean;
    }[];
    fields: Record<string, {
      column?: string;
      constant?: string | number | boolean | Array<string | number | boolean>;
      template?: string;
      as: 'text' | 'number' | 'duration';
      map?: Record<string, string | number | boolean>;
      otherwise?: string | number | boolean;
      separator?: string;
    }>;
  }>;
};

export type Import = {
  id: number;
  name: string;
  source: string;
  /** sending: a program sends its events. waiting, running: its file is being read. failed: nothing more of it comes in; see `error`. undoing: its events are gone from the log, and figures are made anew. */
  state: 'sending' | 'waiting' | 'running' | 'done' | 'failed' | 'undoing' | 'undone';
  createdAt: string;
  createdBy: string;
  finishedAt: string | null;
  undoneAt: string | null;
  progress: number | null;
  rows: number;
  received: number;
  accepted: number;
  duplicate: number;
  refused: number;
  firstAt: string | null;
  lastAt: string | null;
  error: { code: string; params: Record<string, string | number>; message: string } | null;
};

export type Erasure = {
  id: number;
  /** The beginning of the keyed hash of the id: the receipt names nobody. */
  customer: string;
  askedAt: string;
  askedBy: string;
  state: 'waiting' | 'removing' | 'done';
  /** How many of each kind were removed; empty while it waits. */
  removed: Record<string, number>;
  /** Conversations and events whose own id names the person, a phone number for one: ids stay. 0 is as it should be. */
  idsLeft: number;
  figures:
    | {
    /** KPIs whose total over all time was compared. */
    kpis: number;
    before: string;
    after: string | null;
    /** Facts of the person’s own conversations, calls, visits and ratings. */
    facts: number;
    factsBefore: string;
    factsAfter: string | null;
    /** Events that came in while it was done: they may move totals. */
    eventsMeanwhile: number;
    equal: boolean | null;
  }
    | null;
  doneAt: string | null;
};

export type RetentionPeriods = {
  /** What was said in conversations, with links and unknown fields. */
  transcriptMonths: number;
  /** Names, phones, addresses and ids of customers, after the last that they did. */
  contactMonths: number;
  /** Comments on ratings. */
  commentMonths: number;
  /** Refused events. */
  deadLetterDays: number;
  /** Who did what. */
  auditMonths: number;
};

export type Cell = {
  value: number | null;
  n: number;
  interval: [number, number] | null;
  reason?: 'notByThis' | 'notAllowed' | 'notEnabled' | 'mixedScales';
  drill: string | null;
  unit: 'seconds' | 'hours' | 'count' | 'share' | 'score' | 'points' | 'rating' | 'perHour' | 'times';
  before?: ComparedCell;
  lastYear?: ComparedCell;
  target?: {
    targetId: number;
    value: number;
    verdict: 'met' | 'missed' | 'notYetClear' | 'notJudged';
    judged:
      | {
      at: string;
      value: number | null;
      n: number;
      interval: [number, number] | null;
    }
      | null;
  };
};

export type ComparedCell = {
  value: number | null;
  n: number;
  interval: [number, number] | null;
  reason?: 'notByThis' | 'notAllowed' | 'notEnabled' | 'mixedScales';
  drill: string | null;
  difference: number | null;
  differenceInterval: [number, number] | null;
};

export type Rating = {
  ratingId: string;
  subject: 'conversation' | 'reply' | 'site' | 'service' | 'employee' | 'call' | 'article';
  ratedAt: string;
  scale: string;
  value: number;
  score: number | null;
  satisfied: boolean;
  label: string | null;
  firstValue: number | null;
};

export type Policy = {
  timers: Partial<Record<'chat' | 'windowed' | 'messenger' | 'mail' | 'call', {
    botInactivityMs: number | null;
    agentInactivityMs: number | null;
    handoverTimeoutMs: number | null;
    windowMs: number | null;
  }>>;
  window: 'computed' | 'events';
  quietMs: number;
  reopenMs: number;
  surveyCommentMs: number;
  presence: {
    mode: 'heartbeat' | 'status';
    modeBySource: Record<string, 'heartbeat' | 'status'>;
    heartbeatSilenceMs: number;
    longestStatusMs: number;
  };
};

export type Replay = {
  id: number;
  reason: 'policy' | 'schedule' | 'people' | 'upgrade' | 'all';
  /** What was changed: the beginning of a policy, the name of a schedule, … */
  subject: string;
  since: string;
  askedAt: string;
  askedBy: string;
  state: 'waiting' | 'running' | 'done';
  streams: number;
  streamsDone: number;
  finishedAt: string | null;
  /** Figures over all since then that came out differently, by KPI id; null until it is done. */
  changed:
    | Record<string, {
    before: { value: number | null; n: number };
    after: { value: number | null; n: number };
  }>
    | null;
};

export type Schedule = {
  id: number;
  name: string;
  zone: string;
  versions: Array<{
    validFrom: string | null;
    validTo: string | null;
    week: Partial<Record<'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday', { from: string; to: string }[]>>;
  }>;
  overrides: Array<{
    name: string;
    from: string;
    to: string;
    week: Partial<Record<'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday', { from: string; to: string }[]>>;
  }>;
  holidays: Array<{ name: string; date: string; shifts: { from: string; to: string }[] }>;
  assignments: {
    scope: 'workspace' | 'channel' | 'team' | 'site';
    scopeId: string;
    validFrom: string | null;
    validTo: string | null;
  }[];
  setAt: string;
  setBy: string;
};

/** What each route takes and answers, by its id. */
export interface ClientRoutes {
  /** Whether the process is up. */
  readHealth: {
    answer: { status: 'up' };
  };
  /** Whether both engines answer and are migrated; 503 otherwise. */
  readReadiness: {
    answer: { status: 'ready' };
  };
  /** Counters for Prometheus; needs the local token or the metrics token. */
  readMetrics: {
    answer: string;
  };
  /** This description of the API (OpenAPI 3.1). */
  readOpenApi: {
    answer: { openapi: '3.1.0'; [more: string]: unknown };
  };
  /** The typed client of this API in one file of TypeScript: save it beside your code. */
  readClient: {
    answer: string;
  };
  /** How the service and its engines are, for whoever runs it. */
  readDiagnosis: {
    answer: {
      node: string;
      now: string;
      database: { version: string; clockAheadMs: number; migrations: number };
      warehouse: { version: string; clockAheadMs: number; migrations: number };
      lanes: {
        held: number;
        all: number;
        waitingStreams: number;
        oldestWaitingMs: number;
      };
      alarms: {
        workspace: string;
        source: string;
        kind: 'silent' | 'refusing';
        since: string;
      }[];
    };
  };
  /** Compares every fact table with the list of what the fold has written; reads both whole. */
  checkFacts: {
    answer: {
      facts: {
        fact: string;
        rows: number;
        listed: number;
        unlisted: number;
        missing: number;
        examples: string[];
      }[];
    };
  };
  /** Sign in with e-mail and password; sets the session cookie. */
  signIn: {
    body: { email: string; password: string };
    answer: null;
  };
  /** Use a one-time sign-in link: choose e-mail and password, and sign in. */
  redeemSignInLink: {
    body: { token: string; email: string; password: string };
    answer: null;
  };
  /** Make a one-time sign-in link, for the owner or for the person with this e-mail. */
  createSignInLink: {
    body?: { email?: string };
    answer: { url: string; expiresAt: string };
  };
  /** End this session, or every session of yours. */
  signOut: {
    body?: { everywhere?: boolean };
    answer: null;
  };
  /** Change your password; every other session of yours ends. */
  changePassword: {
    body: { currentPassword: string; newPassword: string };
    answer: null;
  };
  /** Who you are, what you may do and the workspace you ask about. */
  readMe: {
    answer: {
      kind: 'user' | 'apiKey' | 'local';
      email: string | null;
      /** What a person is in the workspace; null for a key. */
      role: 'owner' | 'admin' | 'supervisor' | 'analyst' | 'employee' | null;
      scopes: Array<
        | 'events:write' | 'reports:read' | 'conversations:read' | 'ingest:read'
        | 'ingest:replay' | 'people:manage' | 'rules:manage' | 'targets:manage'
        | 'customers:erase' | 'audit:read' | 'workspace:admin'
      >;
      /** How much of people’s data you are shown. */
      sees: Partial<Record<
        | 'customerNames' | 'contactDetails' | 'comments' | 'transcripts' | 'namedRatings'
        | 'othersFigures', 'everything' | 'masked' | 'ownTeams' | 'oneself' | 'byPolicy' | 'nothing'>>;
      teamIds: string[];
      agentIds: string[];
      workspace:
        | {
        id: number;
        name: string;
        zone: string;
        locale: 'ar' | 'fa' | 'en';
        demo: boolean;
      }
        | null;
    };
  };
  /** The workspaces you may enter; name one in the header Rida-Workspace. */
  listWorkspaces: {
    answer: {
      workspaces: {
        id: number;
        name: string;
        zone: string;
        locale: 'ar' | 'fa' | 'en';
        demo: boolean;
      }[];
    };
  };
  /** Make an empty workspace of your own. */
  createWorkspace: {
    body: { name: string; zone: string; locale: 'ar' | 'fa' | 'en' };
    answer: {
      id: number;
      name: string;
      zone: string;
      locale: 'ar' | 'fa' | 'en';
      demo: boolean;
    };
  };
  /** Delete a demo workspace with everything in it. It is gone for everybody at once; emptying it goes on after the answer: see readDeletion. */
  deleteDemo: {
    params: { workspaceId: string | number };
    answer: {
      state: 'none' | 'running' | 'done';
      tablesDone: number;
      /** 0 before it is begun. */
      tables: number;
    };
  };
  /** How far the deletion of a workspace is; `none` where nobody asked for one. Some minutes after it is done the workspace is not found. */
  readDeletion: {
    params: { workspaceId: string | number };
    answer: {
      state: 'none' | 'running' | 'done';
      tablesDone: number;
      /** 0 before it is begun. */
      tables: number;
    };
  };
  /** The keys of the workspace that still work; never their secrets. */
  listApiKeys: {
    answer: {
      apiKeys: {
        id: number;
        name: string;
        prefix: string;
        scopes: Array<
          | 'events:write' | 'reports:read' | 'conversations:read' | 'ingest:read'
          | 'ingest:replay' | 'people:manage' | 'rules:manage' | 'targets:manage'
          | 'customers:erase' | 'audit:read' | 'workspace:admin'
        >;
        source: string;
        sees: 'owner' | 'admin' | 'supervisor' | 'analyst' | 'employee';
        teamIds: string[];
        agentIds: string[];
        createdAt: string;
        lastUsedAt: string | null;
      }[];
    };
  };
  /** Make an API key; its secret is in this answer and never again. */
  createApiKey: {
    body: {
      name: string;
      scopes: Array<
        | 'events:write' | 'reports:read' | 'conversations:read' | 'ingest:read'
        | 'ingest:replay' | 'people:manage' | 'rules:manage' | 'targets:manage'
        | 'customers:erase' | 'audit:read' | 'workspace:admin'
      >;
      source?: string;
      /** The role whose sight the key has: by default every figure, no names and no contact details. */
      sees?: 'owner' | 'admin' | 'supervisor' | 'analyst' | 'employee';
      /** Of a key that sees as a supervisor: the teams. */
      teamIds?: string[];
      /** Of a key that sees as an employee: the agent ids. */
      agentIds?: string[];
    };
    answer: {
      apiKey: {
        id: number;
        name: string;
        prefix: string;
        scopes: Array<
          | 'events:write' | 'reports:read' | 'conversations:read' | 'ingest:read'
          | 'ingest:replay' | 'people:manage' | 'rules:manage' | 'targets:manage'
          | 'customers:erase' | 'audit:read' | 'workspace:admin'
        >;
        source: string;
        sees: 'owner' | 'admin' | 'supervisor' | 'analyst' | 'employee';
        teamIds: string[];
        agentIds: string[];
        createdAt: string;
        lastUsedAt: string | null;
      };
      secret: string;
    };
  };
  /** End an API key at once. */
  revokeApiKey: {
    params: { keyId: string | number };
    answer: null;
  };
  /** Who did what in the workspace, newest first: sign-ins of its members, keys, exports, erasures, rules and roles. Failed sign-ins are counted, a row an hour and account. Nothing here can be changed or deleted. */
  listAudit: {
    query?: {
      /** Only these; given several times, any of them. */
      action?: Array<
        | 'signedIn' | 'signInFailed' | 'signedOut' | 'signedOutEverywhere'
        | 'passwordChanged' | 'signInLinkCreated' | 'signInLinkRedeemed' | 'apiKeyCreated'
        | 'apiKeyRevoked' | 'workspaceCreated' | 'demoFilled' | 'policySet'
        | 'policyRemoved' | 'replayStarted' | 'scheduleCreated' | 'scheduleChanged'
        | 'scheduleAssigned' | 'scheduleDeleted' | 'agentDescribed' | 'teamDescribed'
        | 'agentLeft' | 'agentBack' | 'idsJoined' | 'idsParted' | 'joinRefused'
        | 'alarmAcknowledged' | 'sourceChanged' | 'targetSet' | 'targetEnded'
        | 'importStarted' | 'importUndone' | 'memberInvited' | 'memberJoined'
        | 'memberChanged' | 'memberRemoved' | 'customerErased' | 'customerReadmitted'
        | 'customerViewed' | 'retentionChanged' | 'ratingPolicyChanged'
        | 'conversationViewed' | 'ratingsViewed' | 'refusedRowsViewed'
      >;
      /** Who did it, as `user:5`, `apiKey:3` or `local:local`. */
      actor?: string;
      /** What it was done to, as `apiKey:3`. */
      subject?: string;
      /** ISO 8601 with offset, or epoch ms; included. */
      from?: string;
      /** ISO 8601 with offset, or epoch ms; not included. */
      to?: string;
      limit?: number;
      cursor?: string;
    };
    rows: 'entries';
    answer: {
      entries: Array<{
        id: number;
        at: string;
        actor: {
          id: string;
          kind: 'user' | 'apiKey' | 'local';
          /** By the name of that time; null for the command line. */
          name: string | null;
        };
        action:
          | 'signedIn' | 'signInFailed' | 'signedOut' | 'signedOutEverywhere'
          | 'passwordChanged' | 'signInLinkCreated' | 'signInLinkRedeemed' | 'apiKeyCreated'
          | 'apiKeyRevoked' | 'workspaceCreated' | 'demoFilled' | 'policySet'
          | 'policyRemoved' | 'replayStarted' | 'scheduleCreated' | 'scheduleChanged'
          | 'scheduleAssigned' | 'scheduleDeleted' | 'agentDescribed' | 'teamDescribed'
          | 'agentLeft' | 'agentBack' | 'idsJoined' | 'idsParted' | 'joinRefused'
          | 'alarmAcknowledged' | 'sourceChanged' | 'targetSet' | 'targetEnded'
          | 'importStarted' | 'importUndone' | 'memberInvited' | 'memberJoined'
          | 'memberChanged' | 'memberRemoved' | 'customerErased' | 'customerReadmitted'
          | 'customerViewed' | 'retentionChanged' | 'ratingPolicyChanged'
          | 'conversationViewed' | 'ratingsViewed' | 'refusedRowsViewed';
        /** The action in words, in the language asked for. */
        title: string;
        subject: string;
        details: Record<string, string | number | string[]>;
      }>;
      nextCursor: string | null;
    };
  };
  /** The people of the workspace, and what each is there. */
  listMembers: {
    answer: {
      members: {
        userId: number;
        email: string | null;
        role: 'owner' | 'admin' | 'supervisor' | 'analyst' | 'employee';
        /** Teams supervised, by the ids of events. */
        teamIds: string[];
        /** Ids of events that the person works under as an agent. */
        agentIds: string[];
        /** Invited, and did not come yet. */
        isPending: boolean;
        since: string | null;
      }[];
    };
  };
  /** Invite somebody. The link in the answer, valid for a week and once, lets its bearer take the place: hand it to them yourself, nothing is sent. Inviting an address again replaces its link. Owners alone invite owners. */
  inviteMember: {
    body: {
      email: string;
      role: 'owner' | 'admin' | 'supervisor' | 'analyst' | 'employee';
      teamIds?: string[];
      agentIds?: string[];
    };
    answer: {
      member: {
        userId: number;
        email: string | null;
        role: 'owner' | 'admin' | 'supervisor' | 'analyst' | 'employee';
        /** Teams supervised, by the ids of events. */
        teamIds: string[];
        /** Ids of events that the person works under as an agent. */
        agentIds: string[];
        /** Invited, and did not come yet. */
        isPending: boolean;
        since: string | null;
      };
      url: string;
      expiresAt: string;
    };
  };
  /** Give a member another role, teams or agent ids; it counts from their next request on. */
  changeMember: {
    params: { userId: string | number };
    body: {
      role: 'owner' | 'admin' | 'supervisor' | 'analyst' | 'employee';
      teamIds?: string[];
      agentIds?: string[];
    };
    answer: {
      userId: number;
      email: string | null;
      role: 'owner' | 'admin' | 'supervisor' | 'analyst' | 'employee';
      /** Teams supervised, by the ids of events. */
      teamIds: string[];
      /** Ids of events that the person works under as an agent. */
      agentIds: string[];
      /** Invited, and did not come yet. */
      isPending: boolean;
      since: string | null;
    };
  };
  /** End a membership at once, and with it the API keys that the person made here. */
  removeMember: {
    params: { userId: string | number };
    answer: null;
  };
  /** Take the place that an invitation was made for with the account you are signed in to. */
  acceptInvitation: {
    body: { token: string };
    answer: null;
  };
  /** What employees learn of the ratings of their own work. */
  readRatingPolicy: {
    answer: {
      /** Ratings of conversations, replies and calls. */
      conversations: 'hidden' | 'aggregated' | 'full';
      /** Ratings given at terminals and kiosks, of sites, services and employees. */
      terminals: 'hidden' | 'aggregated' | 'full';
      /** By source, where it is another there. */
      sources: Record<string, 'hidden' | 'aggregated' | 'full'>;
    };
  };
  /** Set what employees learn of the ratings of their own work: `hidden` nothing, `aggregated` a figure of at least five ratings that moves by five or more, `full` each of them. It counts at once. */
  changeRatingPolicy: {
    body: {
      /** Ratings of conversations, replies and calls. */
      conversations: 'hidden' | 'aggregated' | 'full';
      /** Ratings given at terminals and kiosks, of sites, services and employees. */
      terminals: 'hidden' | 'aggregated' | 'full';
      /** By source, where it is another there. */
      sources?: Record<string, 'hidden' | 'aggregated' | 'full'>;
    };
    answer: {
      /** Ratings of conversations, replies and calls. */
      conversations: 'hidden' | 'aggregated' | 'full';
      /** Ratings given at terminals and kiosks, of sites, services and employees. */
      terminals: 'hidden' | 'aggregated' | 'full';
      /** By source, where it is another there. */
      sources: Record<string, 'hidden' | 'aggregated' | 'full'>;
    };
  };
  /** What customers said of your own work, where the policy is `aggregated`: figures of at least five ratings up to a week’s end, which never move by fewer than five. Where it is `full`, every report shows them; `hidden`, nothing does. */
  readOwnRatings: {
    answer: {
      policy: {
        /** Ratings of conversations, replies and calls. */
        conversations: 'hidden' | 'aggregated' | 'full';
        /** Ratings given at terminals and kiosks, of sites, services and employees. */
        terminals: 'hidden' | 'aggregated' | 'full';
        /** By source, where it is another there. */
        sources: Record<string, 'hidden' | 'aggregated' | 'full'>;
      };
      ratings: {
        subject: string;
        family: string;
        /** Ratings behind the figures. */
        n: number;
        /** 0–100. */
        averageScore: number;
        satisfiedShare: number;
        /** -100–100; null for what is no NPS question. */
        nps: number | null;
        upTo: string;
      }[];
    };
  };
  /** Takes in up to 10,000 events or 16 MB as a JSON array, one object or NDJSON, plain or gzip. Answered only when all that is accepted, and every dead letter, is on disk. A refused event sinks no other. */
  receiveEvents: {
    body: SupportEvent[];
    answer: {
      accepted: number;
      duplicate: number;
      duplicates: number[];
      rejected: {
        index: number;
        id: string | null;
        letterId: string;
        code: string;
        params: Record<string, string | number>;
        message: string;
      }[];
    };
  };
  /** Reads a table (CSV, XLSX) whole and says what it is: its format, what its columns hold, the mapping that is proposed or was sent along, the first ten rows as they would be read, and what is to be decided. Nothing is kept. */
  inspectFile: {
    body: { mapping?: Mapping; source?: string; sheet?: string; encoding?: string; delimiter?: string; name?: string; file: Blob | string };
    answer: {
      format:
        | { kind: 'csv'; encoding: string; delimiter: string }
        | { kind: 'xlsx'; sheet: string; sheets: string[] };
      rows: number;
      brokenRows: number;
      kind: 'calls' | 'sessions' | 'ratings' | 'agents' | 'customers' | null;
      columns: {
        name: string;
        meaning: string | null;
        meaningName: string | null;
        used: boolean;
      }[];
      mapping: Mapping | null;
      problems: {
        code: string;
        blocking: boolean;
        column: string;
        count: number;
        message: string;
      }[];
      firstRows: Array<{
        line: number;
        cells: string[];
        events: Array<Record<string, unknown>>;
        refused: {
          code: string;
          params: Record<string, string | number>;
          message: string;
        }[];
      }>;
    };
  };
  /** Opens an import whose events a program sends itself, each request to `POST /events` with its number in the header `Rida-Import`, so that all of them can be undone as one. */
  openImport: {
    body: { name: string; source?: string };
    answer: Import;
  };
  /** Takes a table (CSV, XLSX) in, by the mapping that is sent along or, without one, by what its columns say. Answered when the file is on disk; it is then read row by row, one file of a workspace after the other. A bad row is refused alone. Every event counts as history, and the same file sent again brings nothing twice. */
  startImport: {
    body: { mapping?: Mapping; source?: string; sheet?: string; encoding?: string; delimiter?: string; name?: string; file: Blob | string };
    answer: Import;
  };
  /** Imports, the newest first. */
  listImports: {
    query?: { limit?: number; cursor?: string };
    rows: 'imports';
    answer: { imports: Import[]; nextCursor: string | null };
  };
  /** One import: how far it is and what came of it. */
  readImport: {
    params: { importId: string | number };
    answer: Import;
  };
  /** Ends an import that a program has sent; it takes no more events. */
  endImport: {
    params: { importId: string | number };
    answer: Import;
  };
  /** The refused rows of a file as CSV (UTF-8 with a byte order mark): all their cells, the line, and the reason in the asker’s language. Corrected, it can be imported as it is. */
  readRefusedRows: {
    params: { importId: string | number };
    answer: string;
  };
  /** Undoes a whole import: its events and what they said of people go, and figures become what they would be without it. An event that came by another way as well stays. Done when the import’s state is `undone`; repeating the call changes nothing. */
  undoImport: {
    params: { importId: string | number };
    answer: Import;
  };
  /** What each source sent, exact, per UTC hour of receipt; by default of the last 24 hours. `late` lies beside: it is part of `accepted`. */
  summariseIngest: {
    query?: { from?: string; to?: string; source?: string; cursor?: string };
    rows: 'hours';
    answer: {
      period: { from: string; to: string };
      sources: {
        source: string;
        received: number;
        accepted: number;
        duplicate: number;
        refused: number;
        late: number;
        lastEventAt: string | null;
        lastReceivedAt: string;
      }[];
      hours: {
        hour: string;
        source: string;
        received: number;
        accepted: number;
        duplicate: number;
        refused: number;
        late: number;
      }[];
      nextCursor: string | null;
    };
  };
  /** How far figures are behind what was received: streams that wait to be folded, and up to how long ago figures are complete. */
  readFoldLag: {
    answer: {
      /** Of the process that was asked; 0 where another one folds. */
      streams: number;
      /** Milliseconds: every event confirmed longer ago than this is in the figures. 0 when nothing waits. */
      oldestMs: number;
    };
  };
  /** Events that were refused in the last 30 days, newest first, with the reason. */
  listDeadLetters: {
    query?: {
      source?: string;
      code?: string;
      from?: string;
      to?: string;
      replayed?: 'true' | 'false';
      limit?: number;
      cursor?: string;
    };
    rows: 'deadLetters';
    answer: {
      deadLetters: {
        letterId: string;
        receivedAt: string;
        source: string;
        code: string;
        params: Record<string, string | number>;
        message: string;
        raw: string;
        rawLength: number;
        replayed: boolean;
      }[];
      nextCursor: string | null;
    };
  };
  /** Tries refused events again by the present rules, oldest first, up to 2,000 a call; ask again with `nextCursor` for the rest. What is accepted is marked as replayed; repeating the call changes nothing. */
  replayDeadLetters: {
    body: 
      | { ids: string[] }
      | {
      filter: { source?: string; code?: string; from?: string; to?: string };
      cursor?: string;
    };
    answer: {
      accepted: number;
      duplicate: number;
      stillRefused: {
        letterId: string;
        code: string;
        params: Record<string, string | number>;
        message: string;
      }[];
      nextCursor: string | null;
    };
  };
  /** A row a source: what it sent in the period (by default the last 24 hours, in whole UTC hours of receipt), when it was last heard, and whether it is silent or refused beyond its own habit. */
  listSources: {
    query?: { from?: string; to?: string; source?: string; hourly?: 'true' | 'false' };
    answer: {
      period: { from: string; to: string };
      sources: Array<{
        source: string;
        name: string | null;
        /** Raises no alarm. */
        muted: boolean;
        /** Silent after so many minutes of the time in which it is expected; null: by its habit. */
        silentAfterMinutes: number | null;
        /** When it is expected, on the clocks of the workspace; null: by its habit. */
        expectedHours:
          | {
          /** 1 = Monday … 7 = Sunday. */
          weekday: number;
          fromHour: number;
          /** Not included. */
          toHour: number;
        }[]
          | null;
        received: number;
        accepted: number;
        duplicate: number;
        refused: number;
        late: number;
        lastEventAt: string | null;
        lastReceivedAt: string;
        /** When it last sent something that was no back-fill. */
        lastHeardAt: string | null;
        state: 'ok' | 'late' | 'silent' | 'refusing' | 'learning';
        /** Since when it is late, silent or refusing. */
        since: string | null;
        /** What it is held to. Hours are expected hours: each counts by how often it is heard in that hour of the week. Null while it is learned. */
        habit:
          | {
          lateAfterHours: number;
          silentAfterHours: number;
          refusedShare: number | null;
          expectedHoursPerWeek: number;
        }
          | null;
        /** Expected hours without a sign so far; null while it is learned. */
        silentHours: number | null;
        recentReceived: number;
        recentRefused: number;
        hours?: {
          hour: string;
          received: number;
          accepted: number;
          duplicate: number;
          refused: number;
          late: number;
        }[];
      }>;
    };
  };
  /** Set what a source is called and when it raises an alarm; what is left out goes back to its habit. */
  changeSource: {
    params: { source: string | number };
    body?: {
      name?: string | null;
      /** Raises no alarm. */
      muted?: boolean;
      /** Silent after so many minutes of the time in which it is expected; null: by its habit. */
      silentAfterMinutes?: number | null;
      /** When it is expected, on the clocks of the workspace; null: by its habit. */
      expectedHours?:
        | {
        /** 1 = Monday … 7 = Sunday. */
        weekday: number;
        fromHour: number;
        /** Not included. */
        toHour: number;
      }[]
        | null;
    };
    answer: {
      source: string;
      name: string | null;
      /** Raises no alarm. */
      muted: boolean;
      /** Silent after so many minutes of the time in which it is expected; null: by its habit. */
      silentAfterMinutes: number | null;
      /** When it is expected, on the clocks of the workspace; null: by its habit. */
      expectedHours:
        | {
        /** 1 = Monday … 7 = Sunday. */
        weekday: number;
        fromHour: number;
        /** Not included. */
        toHour: number;
      }[]
        | null;
    };
  };
  /** Alarms about sources, newest first. */
  listAlarms: {
    query?: {
      open?: 'true' | 'false';
      source?: string;
      limit?: number;
      cursor?: string;
    };
    rows: 'alarms';
    answer: {
      alarms: {
        id: number;
        source: string;
        kind: 'silent' | 'refusing';
        /** When the source fell silent, or was found refusing. */
        since: string;
        raisedAt: string;
        /** What it was raised on. silent: lastHeardAt (epoch ms), silentAfterHours. refusing: received, refused, usualShare, limitShare. */
        params: Record<string, number>;
        endedAt: string | null;
        endedBecause: 'recovered' | 'muted' | null;
        acknowledgedAt: string | null;
        acknowledgedBy: string | null;
      }[];
      nextCursor: string | null;
    };
  };
  /** Say that somebody has seen an alarm. It stays open until the source recovers; a repeat changes nothing. */
  acknowledgeAlarm: {
    params: { alarmId: string | number };
    answer: {
      id: number;
      source: string;
      kind: 'silent' | 'refusing';
      /** When the source fell silent, or was found refusing. */
      since: string;
      raisedAt: string;
      /** What it was raised on. silent: lastHeardAt (epoch ms), silentAfterHours. refusing: received, refused, usualShare, limitShare. */
      params: Record<string, number>;
      endedAt: string | null;
      endedBecause: 'recovered' | 'muted' | null;
      acknowledgedAt: string | null;
      acknowledgedBy: string | null;
    };
  };
  /** Everything that is held about a customer: contact details, refused events that name him, and every event of his conversations, calls, visits and ratings with its words, a page at a time. Audited. */
  readCustomer: {
    params: { customerId: string | number };
    query?: { limit?: number; cursor?: string };
    rows: 'events';
    answer: {
      customerId: string;
      details: {
        at: string;
        source: string;
        name: string;
        phone: string;
        email: string;
        language: string;
      }[];
      deadLetters: { letterId: string; receivedAt: string; raw: string }[];
      events: {
        at: string;
        receivedAt: string;
        stream: string;
        source: string;
        id: string;
        type:
          | 'conversation.started' | 'message.sent' | 'agent.requested'
          | 'conversation.assigned' | 'conversation.unassigned'
          | 'conversation.returnedToBot' | 'conversation.reopened'
          | 'conversation.escalated' | 'conversation.labelled' | 'conversation.closed'
          | 'window.expired' | 'survey.sent' | 'survey.delivered' | 'survey.opened'
          | 'survey.suppressed' | 'survey.answered' | 'agent.statusChanged'
          | 'agent.heartbeat' | 'call.queued' | 'call.answered' | 'call.held'
          | 'call.resumed' | 'call.ended' | 'call.abandoned' | 'visit.issued'
          | 'visit.called' | 'visit.served' | 'visit.left' | 'article.opened'
          | 'article.left' | 'article.searched' | 'article.voted' | 'mention.posted'
          | 'mention.answered' | 'agent.described' | 'team.described' | 'customer.described';
        body: Record<string, unknown>;
        text: string;
        comment: string;
        url: string;
        extra: Record<string, unknown> | null;
        /** Its words were removed. */
        erased: boolean;
      }[];
      nextCursor: string | null;
    };
  };
  /** Erase a customer: from now on nothing is stored of him but what figures are made of, and what there is goes after the answer: see readErasure. No figure changes. */
  eraseCustomer: {
    params: { customerId: string | number };
    answer: Erasure;
  };
  /** Erasures and their receipts, newest first. */
  listErasures: {
    query?: { limit?: number; cursor?: string };
    rows: 'erasures';
    answer: { erasures: Erasure[]; nextCursor: string | null };
  };
  /** How far an erasure is; when it is done, its receipt. */
  readErasure: {
    params: { erasureId: string | number };
    answer: Erasure;
  };
  /** The customer came back of his own will: what happens from now on is stored with his words again. What was erased stays so, and so do conversations begun before. */
  readmitCustomer: {
    params: { erasureId: string | number };
    answer: Erasure;
  };
  /** How long the workspace keeps what it holds of people; figures are kept for ever. */
  readRetention: {
    answer: RetentionPeriods;
  };
  /** Set how long each class is kept; what is older goes in the next night. */
  setRetention: {
    body: RetentionPeriods;
    answer: RetentionPeriods;
  };
  /** Count what these periods, or else the workspace’s own, would remove now, by class and month. Removes nothing. */
  previewRetention: {
    body?: { periods?: RetentionPeriods };
    answer: {
      classes: Array<{
        class: 'transcripts' | 'contactDetails' | 'comments' | 'deadLetters' | 'audit';
        /** What is older goes. */
        before: string;
        count: number;
        months: { month: string; count: number }[];
      }>;
    };
  };
  /** What each night removed, by class, newest first. */
  listRetentionRuns: {
    query?: { limit?: number; cursor?: string };
    rows: 'runs';
    answer: {
      runs: { id: number; at: string; removed: Record<string, number> }[];
      nextCursor: string | null;
    };
  };
  /** What each agent was given, how fast and how well it was answered, and what became of it: a row an agent, one more (`agentId` empty) for what no agent was given. In `totals`, `assigned` is the sum of the rows, `agentSessions` the sessions themselves: a transferred session has a row for each owner. */
  readAgentPerformance: {
    query?: {
      /** A day of the zone (`2026-11-01`) or an ISO 8601 instant with offset. Left out with `to`: the present month of the calendar. */
      from?: string;
      /** Alike; a day is included whole, an instant is not. */
      to?: string;
      /** The instant that places rows in the period. A figure whose rows lack it goes by its usual one, as `periodBy` of the answer says; refused where no figure has it. Ratings: `answeredAt` or `ratedAt`, `askedAt` or `sentAt`. */
      periodBy?:
        | 'startedAt' | 'endedAt' | 'assignedAt' | 'repliedAt' | 'openedAt' | 'closedAt'
        | 'answeredAt' | 'askedAt' | 'sentAt' | 'at' | 'queuedAt' | 'firstContactAt'
        | 'lastContactAt' | 'resolvedAt' | 'issuedAt' | 'calledAt' | 'servedAt' | 'leftAt'
        | 'searchedAt' | 'postedAt' | 'ratedAt';
      /** Whose months, quarters and years these are. */
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
      /** IANA zone whose days and hours these are; default: the workspace’s. */
      zone?: string;
      /** First day of the week: 1 = Monday … 7 = Sunday; default: by the workspace’s language. */
      weekStart?: string;
      /** Compare with the period before, with the same a year earlier by the calendar, or (a list) with both. */
      compare?: 'before' | 'lastYear' | Array<'before' | 'lastYear'>;
      /** Only these figures; by default all in clock time. A clock in working hours is asked for by its name: `firstResponseWorking` for `firstResponse`. */
      kpis?: Array<
        | 'assigned' | 'notAssigned' | 'completed' | 'missed' | 'missedAndExpired'
        | 'expired' | 'timedOut' | 'endedByCustomer' | 'closedWithoutReply'
        | 'closedAutomatically' | 'transferred' | 'open' | 'responseAfterAssignment'
        | 'responseAfterAssignmentMedian' | 'responseAfterAssignmentP90' | 'replyTime'
        | 'replyTimeMedian' | 'replyTimeP90' | 'customerWait' | 'customerWaitMedian'
        | 'customerWaitP90' | 'firstResponse' | 'firstResponseMedian' | 'firstResponseP90'
        | 'handleTimePerTicket' | 'handleTimePerTicketMedian' | 'handleTimePerTicketP90'
        | 'timePerMessage' | 'resolution' | 'resolutionMedian' | 'resolutionP90'
        | 'completionTime' | 'completionTimeMedian' | 'completionTimeP90' | 'duration'
        | 'durationMedian' | 'durationP90' | 'messages' | 'replies' | 'onlineHours'
        | 'awayHours' | 'busyHours' | 'assignedPerOnlineHour' | 'positive' | 'positiveShare'
        | 'neutral' | 'neutralShare' | 'negative' | 'negativeShare' | 'agentSessions'
        | 'outboundSessions' | 'handledByAgent' | 'notHandled' | 'escalated' | 'closed'
        | 'reopened' | 'reopenedShare' | 'averageScore' | 'averageScoreMedian'
        | 'averageScoreP90' | 'satisfiedShare' | 'averageRating' | 'averageRatingMedian'
        | 'averageRatingP90' | 'ratings' | 'asked' | 'responseRate' | 'calls'
        | 'answeredCalls' | 'resolvedCalls' | 'abandoned' | 'abandonedShare'
        | 'speedOfAnswer' | 'speedOfAnswerMedian' | 'speedOfAnswerP90' | 'talkTime'
        | 'talkTimeMedian' | 'talkTimeP90' | 'responseAfterAssignmentWorking'
        | 'responseAfterAssignmentWorkingMedian' | 'responseAfterAssignmentWorkingP90'
        | 'replyTimeWorking' | 'replyTimeWorkingMedian' | 'replyTimeWorkingP90'
        | 'customerWaitWorking' | 'customerWaitWorkingMedian' | 'customerWaitWorkingP90'
        | 'firstResponseWorking' | 'firstResponseWorkingMedian' | 'firstResponseWorkingP90'
        | 'handleTimePerTicketWorking' | 'handleTimePerTicketWorkingMedian'
        | 'handleTimePerTicketWorkingP90' | 'timePerMessageWorking' | 'resolutionWorking'
        | 'resolutionWorkingMedian' | 'resolutionWorkingP90' | 'completionTimeWorking'
        | 'completionTimeWorkingMedian' | 'completionTimeWorkingP90' | 'durationWorking'
        | 'durationWorkingMedian' | 'durationWorkingP90' | 'speedOfAnswerWorking'
        | 'speedOfAnswerWorkingMedian' | 'speedOfAnswerWorkingP90'
      >;
      targets?: 'true' | 'false';
      /** Only these values; an empty one is "none". Given several times: any of them. */
      channel?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      team?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      agent?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      topic?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      inbox?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      tag?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      campaign?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      language?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      source?: string[];
    };
    answer: {
      period: {
        from: string;
        to: string;
        zone: string;
        calendar: 'gregory' | 'persian' | 'islamic-umalqura';
        weekStart: number;
      };
      comparedWith: { from: string; to: string } | null;
      lastYear: { from: string; to: string } | null;
      periodBy: Record<string, string>;
      /** The schedules that say what working time is, where figures in working hours were asked for; empty where none were, or where no schedule is assigned: then they are null. */
      schedules: { id: number; name: string; zone: string }[];
      /** Every event whose receipt was confirmed up to this instant is in these figures. When nothing waits to be folded it is the time of asking; where another process folds, the last time that it looked, a second ago or two. */
      asOf: string;
      /** While history is folded anew by other rules, these figures hold some of the old and some of the new. */
      replay:
        | {
        replayId: number;
        reason: 'policy' | 'schedule' | 'people' | 'upgrade' | 'all';
        streams: number;
        streamsDone: number;
      }
        | null;
      /** When these figures were answered. */
      answeredAt: string;
      lastEventBySource: { source: string; lastEventAt: string | null; lastReceivedAt: string }[];
      rows: {
        agentId: string;
        agentName: string | null;
        assigned?: Cell;
        notAssigned?: Cell;
        completed?: Cell;
        missed?: Cell;
        missedAndExpired?: Cell;
        expired?: Cell;
        timedOut?: Cell;
        endedByCustomer?: Cell;
        closedWithoutReply?: Cell;
        closedAutomatically?: Cell;
        transferred?: Cell;
        open?: Cell;
        responseAfterAssignment?: Cell;
        responseAfterAssignmentMedian?: Cell;
        responseAfterAssignmentP90?: Cell;
        replyTime?: Cell;
        replyTimeMedian?: Cell;
        replyTimeP90?: Cell;
        customerWait?: Cell;
        customerWaitMedian?: Cell;
        customerWaitP90?: Cell;
        firstResponse?: Cell;
        firstResponseMedian?: Cell;
        firstResponseP90?: Cell;
        handleTimePerTicket?: Cell;
        handleTimePerTicketMedian?: Cell;
        handleTimePerTicketP90?: Cell;
        timePerMessage?: Cell;
        resolution?: Cell;
        resolutionMedian?: Cell;
        resolutionP90?: Cell;
        completionTime?: Cell;
        completionTimeMedian?: Cell;
        completionTimeP90?: Cell;
        duration?: Cell;
        durationMedian?: Cell;
        durationP90?: Cell;
        messages?: Cell;
        replies?: Cell;
        onlineHours?: Cell;
        awayHours?: Cell;
        busyHours?: Cell;
        assignedPerOnlineHour?: Cell;
        positive?: Cell;
        positiveShare?: Cell;
        neutral?: Cell;
        neutralShare?: Cell;
        negative?: Cell;
        negativeShare?: Cell;
        agentSessions?: Cell;
        outboundSessions?: Cell;
        handledByAgent?: Cell;
        notHandled?: Cell;
        escalated?: Cell;
        closed?: Cell;
        reopened?: Cell;
        reopenedShare?: Cell;
        averageScore?: Cell;
        averageScoreMedian?: Cell;
        averageScoreP90?: Cell;
        satisfiedShare?: Cell;
        averageRating?: Cell;
        averageRatingMedian?: Cell;
        averageRatingP90?: Cell;
        ratings?: Cell;
        asked?: Cell;
        responseRate?: Cell;
        calls?: Cell;
        answeredCalls?: Cell;
        resolvedCalls?: Cell;
        abandoned?: Cell;
        abandonedShare?: Cell;
        speedOfAnswer?: Cell;
        speedOfAnswerMedian?: Cell;
        speedOfAnswerP90?: Cell;
        talkTime?: Cell;
        talkTimeMedian?: Cell;
        talkTimeP90?: Cell;
        responseAfterAssignmentWorking?: Cell;
        responseAfterAssignmentWorkingMedian?: Cell;
        responseAfterAssignmentWorkingP90?: Cell;
        replyTimeWorking?: Cell;
        replyTimeWorkingMedian?: Cell;
        replyTimeWorkingP90?: Cell;
        customerWaitWorking?: Cell;
        customerWaitWorkingMedian?: Cell;
        customerWaitWorkingP90?: Cell;
        firstResponseWorking?: Cell;
        firstResponseWorkingMedian?: Cell;
        firstResponseWorkingP90?: Cell;
        handleTimePerTicketWorking?: Cell;
        handleTimePerTicketWorkingMedian?: Cell;
        handleTimePerTicketWorkingP90?: Cell;
        timePerMessageWorking?: Cell;
        resolutionWorking?: Cell;
        resolutionWorkingMedian?: Cell;
        resolutionWorkingP90?: Cell;
        completionTimeWorking?: Cell;
        completionTimeWorkingMedian?: Cell;
        completionTimeWorkingP90?: Cell;
        durationWorking?: Cell;
        durationWorkingMedian?: Cell;
        durationWorkingP90?: Cell;
        speedOfAnswerWorking?: Cell;
        speedOfAnswerWorkingMedian?: Cell;
        speedOfAnswerWorkingP90?: Cell;
      }[];
      totals: {
        assigned?: Cell;
        notAssigned?: Cell;
        completed?: Cell;
        missed?: Cell;
        missedAndExpired?: Cell;
        expired?: Cell;
        timedOut?: Cell;
        endedByCustomer?: Cell;
        closedWithoutReply?: Cell;
        closedAutomatically?: Cell;
        transferred?: Cell;
        open?: Cell;
        responseAfterAssignment?: Cell;
        responseAfterAssignmentMedian?: Cell;
        responseAfterAssignmentP90?: Cell;
        replyTime?: Cell;
        replyTimeMedian?: Cell;
        replyTimeP90?: Cell;
        customerWait?: Cell;
        customerWaitMedian?: Cell;
        customerWaitP90?: Cell;
        firstResponse?: Cell;
        firstResponseMedian?: Cell;
        firstResponseP90?: Cell;
        handleTimePerTicket?: Cell;
        handleTimePerTicketMedian?: Cell;
        handleTimePerTicketP90?: Cell;
        timePerMessage?: Cell;
        resolution?: Cell;
        resolutionMedian?: Cell;
        resolutionP90?: Cell;
        completionTime?: Cell;
        completionTimeMedian?: Cell;
        completionTimeP90?: Cell;
        duration?: Cell;
        durationMedian?: Cell;
        durationP90?: Cell;
        messages?: Cell;
        replies?: Cell;
        onlineHours?: Cell;
        awayHours?: Cell;
        busyHours?: Cell;
        assignedPerOnlineHour?: Cell;
        positive?: Cell;
        positiveShare?: Cell;
        neutral?: Cell;
        neutralShare?: Cell;
        negative?: Cell;
        negativeShare?: Cell;
        agentSessions?: Cell;
        outboundSessions?: Cell;
        handledByAgent?: Cell;
        notHandled?: Cell;
        escalated?: Cell;
        closed?: Cell;
        reopened?: Cell;
        reopenedShare?: Cell;
        averageScore?: Cell;
        averageScoreMedian?: Cell;
        averageScoreP90?: Cell;
        satisfiedShare?: Cell;
        averageRating?: Cell;
        averageRatingMedian?: Cell;
        averageRatingP90?: Cell;
        ratings?: Cell;
        asked?: Cell;
        responseRate?: Cell;
        calls?: Cell;
        answeredCalls?: Cell;
        resolvedCalls?: Cell;
        abandoned?: Cell;
        abandonedShare?: Cell;
        speedOfAnswer?: Cell;
        speedOfAnswerMedian?: Cell;
        speedOfAnswerP90?: Cell;
        talkTime?: Cell;
        talkTimeMedian?: Cell;
        talkTimeP90?: Cell;
        responseAfterAssignmentWorking?: Cell;
        responseAfterAssignmentWorkingMedian?: Cell;
        responseAfterAssignmentWorkingP90?: Cell;
        replyTimeWorking?: Cell;
        replyTimeWorkingMedian?: Cell;
        replyTimeWorkingP90?: Cell;
        customerWaitWorking?: Cell;
        customerWaitWorkingMedian?: Cell;
        customerWaitWorkingP90?: Cell;
        firstResponseWorking?: Cell;
        firstResponseWorkingMedian?: Cell;
        firstResponseWorkingP90?: Cell;
        handleTimePerTicketWorking?: Cell;
        handleTimePerTicketWorkingMedian?: Cell;
        handleTimePerTicketWorkingP90?: Cell;
        timePerMessageWorking?: Cell;
        resolutionWorking?: Cell;
        resolutionWorkingMedian?: Cell;
        resolutionWorkingP90?: Cell;
        completionTimeWorking?: Cell;
        completionTimeWorkingMedian?: Cell;
        completionTimeWorkingP90?: Cell;
        durationWorking?: Cell;
        durationWorkingMedian?: Cell;
        durationWorkingP90?: Cell;
        speedOfAnswerWorking?: Cell;
        speedOfAnswerWorkingMedian?: Cell;
        speedOfAnswerWorkingP90?: Cell;
      };
    };
  };
  /** How satisfied customers said they were: over all, as a distribution of answers, by agent, team, channel and topic, and over time. Only answers count; how many were asked stands beside. */
  readSatisfaction: {
    query?: {
      /** A day of the zone (`2026-11-01`) or an ISO 8601 instant with offset. Left out with `to`: the present month of the calendar. */
      from?: string;
      /** Alike; a day is included whole, an instant is not. */
      to?: string;
      /** The instant that places rows in the period. A figure whose rows lack it goes by its usual one, as `periodBy` of the answer says; refused where no figure has it. Ratings: `answeredAt` or `ratedAt`, `askedAt` or `sentAt`. */
      periodBy?:
        | 'startedAt' | 'endedAt' | 'assignedAt' | 'repliedAt' | 'openedAt' | 'closedAt'
        | 'answeredAt' | 'askedAt' | 'sentAt' | 'at' | 'queuedAt' | 'firstContactAt'
        | 'lastContactAt' | 'resolvedAt' | 'issuedAt' | 'calledAt' | 'servedAt' | 'leftAt'
        | 'searchedAt' | 'postedAt' | 'ratedAt';
      /** Compare with the period before, with the same a year earlier by the calendar, or (a list) with both. */
      compare?: 'before' | 'lastYear' | Array<'before' | 'lastYear'>;
      /** A row for each hour, day, week … of the period. */
      bucket?: 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
      /** Whose months, quarters and years these are. */
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
      /** IANA zone whose days and hours these are; default: the workspace’s. */
      zone?: string;
      /** First day of the week: 1 = Monday … 7 = Sunday; default: by the workspace’s language. */
      weekStart?: string;
      /** Only these values; an empty one is "none". Given several times: any of them. */
      channel?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      team?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      agent?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      topic?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      inbox?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      tag?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      campaign?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      language?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      source?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      subject?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      survey?: string[];
    };
    answer: {
      period: {
        from: string;
        to: string;
        zone: string;
        calendar: 'gregory' | 'persian' | 'islamic-umalqura';
        weekStart: number;
      };
      comparedWith: { from: string; to: string } | null;
      lastYear: { from: string; to: string } | null;
      periodBy: Record<string, string>;
      /** The schedules that say what working time is, where figures in working hours were asked for; empty where none were, or where no schedule is assigned: then they are null. */
      schedules: { id: number; name: string; zone: string }[];
      /** Every event whose receipt was confirmed up to this instant is in these figures. When nothing waits to be folded it is the time of asking; where another process folds, the last time that it looked, a second ago or two. */
      asOf: string;
      /** While history is folded anew by other rules, these figures hold some of the old and some of the new. */
      replay:
        | {
        replayId: number;
        reason: 'policy' | 'schedule' | 'people' | 'upgrade' | 'all';
        streams: number;
        streamsDone: number;
      }
        | null;
      /** When these figures were answered. */
      answeredAt: string;
      lastEventBySource: { source: string; lastEventAt: string | null; lastReceivedAt: string }[];
      headline: {
        averageScore?: Cell;
        averageScoreMedian?: Cell;
        averageScoreP90?: Cell;
        satisfiedShare?: Cell;
        averageRating?: Cell;
        averageRatingMedian?: Cell;
        averageRatingP90?: Cell;
        ratings?: Cell;
        asked?: Cell;
        responseRate?: Cell;
      };
      distribution: { scale: string; ratingValue: number; ratings: Cell; share: Cell }[];
      byAgent: {
        agentId: string;
        agentName: string | null;
        averageScore?: Cell;
        averageScoreMedian?: Cell;
        averageScoreP90?: Cell;
        satisfiedShare?: Cell;
        averageRating?: Cell;
        averageRatingMedian?: Cell;
        averageRatingP90?: Cell;
        ratings?: Cell;
        asked?: Cell;
        responseRate?: Cell;
      }[];
      byTeam: {
        teamId: string;
        teamName: string | null;
        averageScore?: Cell;
        averageScoreMedian?: Cell;
        averageScoreP90?: Cell;
        satisfiedShare?: Cell;
        averageRating?: Cell;
        averageRatingMedian?: Cell;
        averageRatingP90?: Cell;
        ratings?: Cell;
        asked?: Cell;
        responseRate?: Cell;
      }[];
      byChannel: {
        channel: string;
        averageScore?: Cell;
        averageScoreMedian?: Cell;
        averageScoreP90?: Cell;
        satisfiedShare?: Cell;
        averageRating?: Cell;
        averageRatingMedian?: Cell;
        averageRatingP90?: Cell;
        ratings?: Cell;
        asked?: Cell;
        responseRate?: Cell;
      }[];
      byTopic: {
        topic: string;
        averageScore?: Cell;
        averageScoreMedian?: Cell;
        averageScoreP90?: Cell;
        satisfiedShare?: Cell;
        averageRating?: Cell;
        averageRatingMedian?: Cell;
        averageRatingP90?: Cell;
        ratings?: Cell;
        asked?: Cell;
        responseRate?: Cell;
      }[];
      trend: {
        bucket: 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
        rows: {
          from: string;
          to: string;
          date: string;
          averageScore?: Cell;
          averageScoreMedian?: Cell;
          averageScoreP90?: Cell;
          satisfiedShare?: Cell;
          averageRating?: Cell;
          averageRatingMedian?: Cell;
          averageRatingP90?: Cell;
          ratings?: Cell;
          asked?: Cell;
          responseRate?: Cell;
        }[];
      };
    };
  };
  /** Any figures by any dimensions and time buckets, filtered, over any period. A figure that cannot be asked by a dimension is null, reason `notByThis`. `weekday` with `hourOfDay` is hour × weekday. An answer that would reach 20,000 rows, or 400,000 figures, is refused. */
  queryReport: {
    body: {
      kpis: string[];
      by?: Array<
        | 'agent' | 'team' | 'channel' | 'inbox' | 'topic' | 'tag' | 'campaign' | 'language'
        | 'source' | 'kind' | 'outcome' | 'endReason' | 'closedBy' | 'status' | 'dialled'
        | 'subject' | 'scale' | 'ratingValue' | 'survey' | 'owner' | 'site' | 'terminal'
        | 'service' | 'counter' | 'article' | 'network' | 'weekday' | 'hourOfDay'
      >;
      filters?: {
        /** Only these values; an empty one is "none". Given several times: any of them. */
        agent?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        team?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        channel?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        inbox?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        topic?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        tag?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        campaign?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        language?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        source?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        kind?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        outcome?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        endReason?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        closedBy?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        status?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        dialled?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        subject?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        scale?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        ratingValue?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        survey?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        owner?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        site?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        terminal?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        service?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        counter?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        article?: string[];
        /** Only these values; an empty one is "none". Given several times: any of them. */
        network?: string[];
        /** Days of the week, 1 = Monday … 7 = Sunday. */
        weekday?: string[];
        /** Hours of the day, 0 … 23. */
        hourOfDay?: string[];
      };
      /** Dimensions whose filter leaves rows out instead of keeping them. */
      not?: Array<
        | 'agent' | 'team' | 'channel' | 'inbox' | 'topic' | 'tag' | 'campaign' | 'language'
        | 'source' | 'kind' | 'outcome' | 'endReason' | 'closedBy' | 'status' | 'dialled'
        | 'subject' | 'scale' | 'ratingValue' | 'survey' | 'owner' | 'site' | 'terminal'
        | 'service' | 'counter' | 'article' | 'network' | 'weekday' | 'hourOfDay'
      >;
      /** A day of the zone (`2026-11-01`) or an ISO 8601 instant with offset. Left out with `to`: the present month of the calendar. */
      from?: string;
      /** Alike; a day is included whole, an instant is not. */
      to?: string;
      /** The instant that places rows in the period. A figure whose rows lack it goes by its usual one, as `periodBy` of the answer says; refused where no figure has it. Ratings: `answeredAt` or `ratedAt`, `askedAt` or `sentAt`. */
      periodBy?:
        | 'startedAt' | 'endedAt' | 'assignedAt' | 'repliedAt' | 'openedAt' | 'closedAt'
        | 'answeredAt' | 'askedAt' | 'sentAt' | 'at' | 'queuedAt' | 'firstContactAt'
        | 'lastContactAt' | 'resolvedAt' | 'issuedAt' | 'calledAt' | 'servedAt' | 'leftAt'
        | 'searchedAt' | 'postedAt' | 'ratedAt';
      /** A row for each hour, day, week … of the period. */
      bucket?: 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
      /** Whose months, quarters and years these are. */
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
      /** IANA zone whose days and hours these are; default: the workspace’s. */
      zone?: string;
      /** First day of the week: 1 = Monday … 7 = Sunday; default: by the workspace’s language. */
      weekStart?: number;
      /** Compare with the period before, with the same a year earlier by the calendar, or (a list) with both. */
      compare?: 'before' | 'lastYear' | Array<'before' | 'lastYear'>;
      /** By bucket and dimensions unless a figure is named; what has no value comes last. */
      orderBy?: {
        kpi: string;
        of?: 'value' | 'n' | 'difference' | 'lastYearDifference';
        direction?: 'ascending' | 'descending';
      };
      /** Only the first so many rows; of one dimension the rest is told as one, in `others`. */
      limit?: number;
      targets?: boolean;
    };
    answer: {
      period: {
        from: string;
        to: string;
        zone: string;
        calendar: 'gregory' | 'persian' | 'islamic-umalqura';
        weekStart: number;
      };
      comparedWith: { from: string; to: string } | null;
      lastYear: { from: string; to: string } | null;
      periodBy: Record<string, string>;
      /** The schedules that say what working time is, where figures in working hours were asked for; empty where none were, or where no schedule is assigned: then they are null. */
      schedules: { id: number; name: string; zone: string }[];
      /** Every event whose receipt was confirmed up to this instant is in these figures. When nothing waits to be folded it is the time of asking; where another process folds, the last time that it looked, a second ago or two. */
      asOf: string;
      /** While history is folded anew by other rules, these figures hold some of the old and some of the new. */
      replay:
        | {
        replayId: number;
        reason: 'policy' | 'schedule' | 'people' | 'upgrade' | 'all';
        streams: number;
        streamsDone: number;
      }
        | null;
      /** When these figures were answered. */
      answeredAt: string;
      lastEventBySource: { source: string; lastEventAt: string | null; lastReceivedAt: string }[];
      rows: Array<{
        by: Record<string, string>;
        bucket: { from: string; to: string } | null;
        figures: Record<string, Cell>;
      }>;
      others: Record<string, Cell> | null;
      leftOut: number;
      totals: Record<string, Cell>;
      names: { agent: Record<string, string>; team: Record<string, string> };
    };
  };
  /** Targets, those that have ended included, newest first. */
  listTargets: {
    query?: {
      kpi?: string;
      subjectKind?: 'workspace' | 'team' | 'agent';
      subjectId?: string;
      unit?: 'week' | 'month' | 'quarter';
      limit?: number;
      cursor?: string;
    };
    rows: 'targets';
    answer: {
      targets: {
        id: number;
        kpi: string;
        subjectKind: 'workspace' | 'team' | 'agent';
        /** '' for the workspace. */
        subjectId: string;
        subjectName: string | null;
        unit: 'week' | 'month' | 'quarter';
        calendar: 'gregory' | 'persian' | 'islamic-umalqura';
        /** In the KPI's unit: seconds, shares from 0 to 1, scores from 0 to 100, … */
        value: number;
        figureUnit:
          | 'seconds' | 'hours' | 'count' | 'share' | 'score' | 'points' | 'rating'
          | 'perHour' | 'times';
        better: 'higher' | 'lower';
        minimum: number;
        validFrom: string;
        /** Not included. As `validFrom`: withdrawn before anything was judged by it. */
        validTo: string | null;
      }[];
      nextCursor: string | null;
    };
  };
  /** Set a target. It holds for whole units, the running one at the earliest: what is over is judged by what was set then. `targetHolds` where one of the same KPI, unit, calendar and subject holds already: change that one. */
  createTarget: {
    body: {
      kpi: string;
      subjectKind: 'workspace' | 'team' | 'agent';
      subjectId?: string;
      unit: 'week' | 'month' | 'quarter';
      /** By default that of the workspace. */
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
      /** In the KPI's unit: seconds, shares from 0 to 1, scores from 0 to 100, … */
      value: number;
      /** A figure of fewer rows is not judged; by default 10, and 0 for counts and sums. */
      minimum?: number;
      /** It holds from the unit that holds this day; by default the running one. */
      validFrom?: string;
      /** The last unit it holds for is the one that holds this day; null: until it is changed or ended. */
      validTo?: string | null;
    };
    answer: {
      id: number;
      kpi: string;
      subjectKind: 'workspace' | 'team' | 'agent';
      /** '' for the workspace. */
      subjectId: string;
      subjectName: string | null;
      unit: 'week' | 'month' | 'quarter';
      calendar: 'gregory' | 'persian' | 'islamic-umalqura';
      /** In the KPI's unit: seconds, shares from 0 to 1, scores from 0 to 100, … */
      value: number;
      figureUnit: 'seconds' | 'hours' | 'count' | 'share' | 'score' | 'points' | 'rating' | 'perHour' | 'times';
      better: 'higher' | 'lower';
      minimum: number;
      validFrom: string;
      /** Not included. As `validFrom`: withdrawn before anything was judged by it. */
      validTo: string | null;
    };
  };
  /** Change a target from the next unit on: the running one is judged by what held when it began. The old target ends, the answer is the new one. What is left out stays as it is. */
  changeTarget: {
    params: { targetId: string | number };
    body: {
      /** In the KPI's unit: seconds, shares from 0 to 1, scores from 0 to 100, … */
      value: number;
      /** A figure of fewer rows is not judged; by default 10, and 0 for counts and sums. */
      minimum?: number;
      /** The last unit it holds for is the one that holds this day; null: until it is changed or ended. */
      validTo?: string | null;
    };
    answer: {
      id: number;
      kpi: string;
      subjectKind: 'workspace' | 'team' | 'agent';
      /** '' for the workspace. */
      subjectId: string;
      subjectName: string | null;
      unit: 'week' | 'month' | 'quarter';
      calendar: 'gregory' | 'persian' | 'islamic-umalqura';
      /** In the KPI's unit: seconds, shares from 0 to 1, scores from 0 to 100, … */
      value: number;
      figureUnit: 'seconds' | 'hours' | 'count' | 'share' | 'score' | 'points' | 'rating' | 'perHour' | 'times';
      better: 'higher' | 'lower';
      minimum: number;
      validFrom: string;
      /** Not included. As `validFrom`: withdrawn before anything was judged by it. */
      validTo: string | null;
    };
  };
  /** End a target with the running unit. One that was set in this unit, or is still to begin, is withdrawn: nothing is judged by it. Verdicts that were stored stay. */
  endTarget: {
    params: { targetId: string | number };
    answer: {
      id: number;
      kpi: string;
      subjectKind: 'workspace' | 'team' | 'agent';
      /** '' for the workspace. */
      subjectId: string;
      subjectName: string | null;
      unit: 'week' | 'month' | 'quarter';
      calendar: 'gregory' | 'persian' | 'islamic-umalqura';
      /** In the KPI's unit: seconds, shares from 0 to 1, scores from 0 to 100, … */
      value: number;
      figureUnit: 'seconds' | 'hours' | 'count' | 'share' | 'score' | 'points' | 'rating' | 'perHour' | 'times';
      better: 'higher' | 'lower';
      minimum: number;
      validFrom: string;
      /** Not included. As `validFrom`: withdrawn before anything was judged by it. */
      validTo: string | null;
    };
  };
  /** What figures say of their targets, newest unit first. A unit that has been over for 7 days is judged once: value, interval and target stay as they were then. Younger ones are provisional. */
  listVerdicts: {
    query?: {
      unit?: 'week' | 'month' | 'quarter';
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
      kpi?: string;
      subjectKind?: 'workspace' | 'team' | 'agent';
      subjectId?: string;
      from?: string;
      to?: string;
      cursor?: string;
    };
    rows: 'verdicts';
    answer: {
      verdicts: Array<{
        value: number | null;
        n: number;
        interval: [number, number] | null;
        targetId: number;
        kpi: string;
        figureUnit:
          | 'seconds' | 'hours' | 'count' | 'share' | 'score' | 'points' | 'rating'
          | 'perHour' | 'times';
        subjectKind: 'workspace' | 'team' | 'agent';
        subjectId: string;
        subjectName: string | null;
        /** An agent's figure within this team; '' for all of it. */
        withinTeam: string;
        period: { from: string; to: string };
        targetValue: number;
        minimum: number;
        verdict: 'met' | 'missed' | 'notYetClear' | 'notJudged';
        provisional: boolean;
        judgedAt: string | null;
        /** The same figure as it is now, where it is another than was judged. */
        today: { value: number | null; n: number; interval: [number, number] | null } | null;
      }>;
      nextCursor: string | null;
    };
  };
  /** The satisfaction report row by row, newest first: who was rated, when, by which customer, what he gave and wrote, and links to the conversation. Without `family` or `scale` satisfaction scales only (`csat`), without `subject` ratings of conversations: as many rows as the report’s figure `ratings`. */
  listSatisfactionRows: {
    query?: {
      /** A day of the zone (`2026-11-01`) or an ISO 8601 instant with offset. Left out with `to`: the present month of the calendar. */
      from?: string;
      /** Alike; a day is included whole, an instant is not. */
      to?: string;
      periodBy?: 'ratedAt' | 'closedAt' | 'sentAt' | 'answeredAt' | 'askedAt';
      attribute?: 'rated' | 'closer' | 'lastReplier';
      /** Only these values; an empty one is "none". Given several times: any of them. */
      channel?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      team?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      agent?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      topic?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      inbox?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      tag?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      campaign?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      language?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      source?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      subject?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      survey?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      scale?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      ratingValue?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      owner?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      site?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      terminal?: string[];
      family?: Array<'csat' | 'nps' | 'ces' | 'other'>;
      satisfied?: 'true' | 'false';
      hasComment?: 'true' | 'false';
      q?: string;
      order?: 'asc' | 'desc';
      limit?: number;
      cursor?: string;
    };
    rows: 'rows';
    answer: {
      period: { from: string; to: string; zone: string };
      periodBy: 'answeredAt' | 'askedAt' | 'closedAt';
      attribute: 'rated' | 'closer' | 'lastReplier';
      listed: 'everything' | 'ownTeams' | 'oneself' | 'nothing';
      n: number;
      asOf: string;
      rows: Array<{
        ratingId: string;
        subject: 'conversation' | 'reply' | 'site' | 'service' | 'employee' | 'call' | 'article';
        ratedAt: string;
        scale: string;
        value: number;
        score: number | null;
        satisfied: boolean;
        label: string | null;
        firstValue: number | null;
        user: {
          kind: 'agent' | 'bot' | 'system' | 'customer' | 'nobody';
          agentId: string | null;
          agentName: string | null;
          teamId: string | null;
          teamName: string | null;
        };
        askedAt: string | null;
        closedAt: string | null;
        customerName: string | null;
        phone: string | null;
        email: string | null;
        comment: string | null;
        conversationId: string | null;
        sessionId: string | null;
        url: string | null;
        transcript: string;
        source: string;
        channel: string | null;
        inbox: string | null;
        topic: string | null;
        tags: string[];
        campaign: string | null;
        language: string | null;
        surveyId: string | null;
        siteId: string | null;
        terminalId: string | null;
        withheld: Array<'customerName' | 'phone' | 'email' | 'comment' | 'url'>;
      }>;
      nextCursor: string | null;
    };
  };
  /** Every conversation that an employee handled, newest first: a row a session and owner. A transferred session has a row for each owner, with his own interval; one that nobody was given has a row without employee. `kind`: sessions of agents, and where asked for those that an agent began and the customer did not answer (`outbound`), and the bot’s. */
  readCustomerService: {
    query?: {
      /** A day of the zone (`2026-11-01`) or an ISO 8601 instant with offset. Left out with `to`: the present month of the calendar. */
      from?: string;
      /** Alike; a day is included whole, an instant is not. */
      to?: string;
      periodBy?: 'startedAt' | 'endedAt';
      kind?: Array<'agent' | 'outbound' | 'bot'>;
      /** Only these values; an empty one is "none". Given several times: any of them. */
      channel?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      team?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      agent?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      topic?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      inbox?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      tag?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      campaign?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      language?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      source?: string[];
      /** Words, in any writing: ids, topic, names of employee and customer, phone, what was said in the session, the comment of its rating. Only in what you may see. Two letters or more. */
      q?: string;
      order?: 'asc' | 'desc';
      limit?: number;
      cursor?: string;
      outcome?: Array<
        | 'transferred' | 'open' | 'missedAndExpired' | 'missed' | 'timedOut'
        | 'closedWithoutReply' | 'completed' | 'expired' | 'endedByCustomer'
        | 'closedAutomatically'
      >;
    };
    rows: 'rows';
    answer: {
      period: { from: string; to: string; zone: string };
      periodBy: 'startedAt' | 'endedAt';
      listed: 'everything' | 'ownTeams' | 'oneself';
      n: number;
      asOf: string;
      nextCursor: string | null;
      rows: Array<{
        conversationId: string | null;
        source: string;
        url: string | null;
        transcript: string;
        customerName: string | null;
        phone: string | null;
        email: string | null;
        channel: string | null;
        inbox: string | null;
        campaign: string | null;
        language: string | null;
        sessionId: string;
        kind: 'agent' | 'outbound' | 'bot';
        topic: string | null;
        tags: string[];
        agentId: string | null;
        agentName: string | null;
        teamId: string | null;
        teamName: string | null;
        owners: {
          agentId: string | null;
          agentName: string | null;
          teamId: string | null;
          teamName: string | null;
          assignedAt: string;
          ownedUntil: string | null;
          outcome:
            | 'transferred' | 'open' | 'missedAndExpired' | 'missed' | 'timedOut'
            | 'closedWithoutReply' | 'completed' | 'expired' | 'endedByCustomer'
            | 'closedAutomatically'
            | null;
          responseSeconds: number | null;
          handleSeconds: number | null;
          resolutionSeconds: number | null;
          messages: number;
        }[];
        startedAt: string;
        endedAt: string | null;
        isOpen: boolean;
        endReason:
          | 'agentClosed' | 'botClosed' | 'systemClosed' | 'customerEnded' | 'bulk'
          | 'returnedToBot' | 'handedOver' | 'handoverTimeout' | 'windowExpired'
          | 'inactivity'
          | null;
        firstMessageAt: string | null;
        lastMessageAt: string | null;
        durationSeconds: number;
        firstResponseSeconds: number | null;
        resolutionSeconds: number | null;
        messages: { customer: number; agent: number; bot: number };
        escalated: boolean;
        rating: Rating | null;
        withheld: Array<'customerName' | 'phone' | 'email' | 'url' | 'rating'>;
        outcome:
          | 'transferred' | 'open' | 'missedAndExpired' | 'missed' | 'timedOut'
          | 'closedWithoutReply' | 'completed' | 'expired' | 'endedByCustomer'
          | 'closedAutomatically'
          | null;
        ownership:
          | {
          agentId: string | null;
          agentName: string | null;
          teamId: string | null;
          teamName: string | null;
          assignedAt: string;
          ownedUntil: string | null;
          outcome:
            | 'transferred' | 'open' | 'missedAndExpired' | 'missed' | 'timedOut'
            | 'closedWithoutReply' | 'completed' | 'expired' | 'endedByCustomer'
            | 'closedAutomatically'
            | null;
          responseSeconds: number | null;
          handleSeconds: number | null;
          resolutionSeconds: number | null;
          messages: number;
        }
          | null;
      }>;
    };
  };
  /** Ticket sessions, newest first: a row a session, its employee the last owner. */
  listSessions: {
    query?: {
      /** A day of the zone (`2026-11-01`) or an ISO 8601 instant with offset. Left out with `to`: the present month of the calendar. */
      from?: string;
      /** Alike; a day is included whole, an instant is not. */
      to?: string;
      periodBy?: 'startedAt' | 'endedAt';
      kind?: Array<'agent' | 'outbound' | 'bot'>;
      /** Only these values; an empty one is "none". Given several times: any of them. */
      channel?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      team?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      agent?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      topic?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      inbox?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      tag?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      campaign?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      language?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      source?: string[];
      /** Words, in any writing: ids, topic, names of employee and customer, phone, what was said in the session, the comment of its rating. Only in what you may see. Two letters or more. */
      q?: string;
      order?: 'asc' | 'desc';
      limit?: number;
      cursor?: string;
    };
    rows: 'rows';
    answer: {
      period: { from: string; to: string; zone: string };
      periodBy: 'startedAt' | 'endedAt';
      listed: 'everything' | 'ownTeams' | 'oneself';
      n: number;
      asOf: string;
      nextCursor: string | null;
      rows: Array<{
        conversationId: string | null;
        source: string;
        url: string | null;
        transcript: string;
        customerName: string | null;
        phone: string | null;
        email: string | null;
        channel: string | null;
        inbox: string | null;
        campaign: string | null;
        language: string | null;
        sessionId: string;
        kind: 'agent' | 'outbound' | 'bot';
        topic: string | null;
        tags: string[];
        agentId: string | null;
        agentName: string | null;
        teamId: string | null;
        teamName: string | null;
        owners: {
          agentId: string | null;
          agentName: string | null;
          teamId: string | null;
          teamName: string | null;
          assignedAt: string;
          ownedUntil: string | null;
          outcome:
            | 'transferred' | 'open' | 'missedAndExpired' | 'missed' | 'timedOut'
            | 'closedWithoutReply' | 'completed' | 'expired' | 'endedByCustomer'
            | 'closedAutomatically'
            | null;
          responseSeconds: number | null;
          handleSeconds: number | null;
          resolutionSeconds: number | null;
          messages: number;
        }[];
        startedAt: string;
        endedAt: string | null;
        isOpen: boolean;
        endReason:
          | 'agentClosed' | 'botClosed' | 'systemClosed' | 'customerEnded' | 'bulk'
          | 'returnedToBot' | 'handedOver' | 'handoverTimeout' | 'windowExpired'
          | 'inactivity'
          | null;
        firstMessageAt: string | null;
        lastMessageAt: string | null;
        durationSeconds: number;
        firstResponseSeconds: number | null;
        resolutionSeconds: number | null;
        messages: { customer: number; agent: number; bot: number };
        escalated: boolean;
        rating: Rating | null;
        withheld: Array<'customerName' | 'phone' | 'email' | 'url' | 'rating'>;
      }>;
    };
  };
  /** A conversation: its messages and events in order, with its sessions, who owned it when, how long the customer waited, closes and ratings. A call or a rating without conversation is opened by its own id and `kind`. Of a long one a page; sessions, stretches, waits, closes and ratings are on the page in which they begin. */
  readConversation: {
    params: { conversationId: string | number };
    query?: {
      kind?: 'conversation' | 'call' | 'rating';
      limit?: number;
      cursor?: string;
    };
    rows: 'ratings';
    answer: {
      conversation: {
        kind: 'conversation' | 'call' | 'rating';
        conversationId: string | null;
        source: string;
        channel: string | null;
        inbox: string | null;
        topic: string | null;
        tags: string[];
        campaign: string | null;
        language: string | null;
        customerName: string | null;
        phone: string | null;
        email: string | null;
        url: string | null;
        firstAt: string;
        lastAt: string;
        entries: number;
        withheld: Array<'customerName' | 'phone' | 'email' | 'url'>;
      };
      entries: Array<{
        key: string;
        type:
          | 'conversation.started' | 'message.sent' | 'agent.requested'
          | 'conversation.assigned' | 'conversation.unassigned'
          | 'conversation.returnedToBot' | 'conversation.reopened'
          | 'conversation.escalated' | 'conversation.labelled' | 'conversation.closed'
          | 'window.expired' | 'survey.sent' | 'survey.delivered' | 'survey.opened'
          | 'survey.suppressed' | 'survey.answered' | 'agent.statusChanged'
          | 'agent.heartbeat' | 'call.queued' | 'call.answered' | 'call.held'
          | 'call.resumed' | 'call.ended' | 'call.abandoned' | 'visit.issued'
          | 'visit.called' | 'visit.served' | 'visit.left' | 'article.opened'
          | 'article.left' | 'article.searched' | 'article.voted' | 'mention.posted'
          | 'mention.answered' | 'agent.described' | 'team.described' | 'customer.described';
        at: string;
        source: string;
        sessionId: string | null;
        author: 'customer' | 'agent' | 'bot' | 'system' | null;
        agentId: string | null;
        agentName: string | null;
        teamId: string | null;
        teamName: string | null;
        text: string | null;
        textState: 'shown' | 'masked' | 'withheld' | 'notKept' | null;
        automatic: boolean;
        private: boolean;
        surveyAnswer: boolean;
        surveyComment: boolean;
        details: {
          channel?: string;
          inbox?: string;
          topic?: string;
          tags?: string[];
          campaign?: string;
          startedBy?: string;
          by?: string;
          bulk?: boolean;
          reason?: string;
          surveyId?: string;
          invitationId?: string;
          questionId?: string;
          ratingId?: string;
          subject?: string;
          messageId?: string;
          callId?: string;
          dialled?: string;
          resolved?: boolean;
        };
      }>;
      sessions: Array<{
        sessionId: string;
        kind: 'agent' | 'outbound' | 'bot';
        topic: string | null;
        tags: string[];
        agentId: string | null;
        agentName: string | null;
        teamId: string | null;
        teamName: string | null;
        owners: {
          agentId: string | null;
          agentName: string | null;
          teamId: string | null;
          teamName: string | null;
          assignedAt: string;
          ownedUntil: string | null;
          outcome:
            | 'transferred' | 'open' | 'missedAndExpired' | 'missed' | 'timedOut'
            | 'closedWithoutReply' | 'completed' | 'expired' | 'endedByCustomer'
            | 'closedAutomatically'
            | null;
          responseSeconds: number | null;
          handleSeconds: number | null;
          resolutionSeconds: number | null;
          messages: number;
        }[];
        startedAt: string;
        endedAt: string | null;
        isOpen: boolean;
        endReason:
          | 'agentClosed' | 'botClosed' | 'systemClosed' | 'customerEnded' | 'bulk'
          | 'returnedToBot' | 'handedOver' | 'handoverTimeout' | 'windowExpired'
          | 'inactivity'
          | null;
        firstMessageAt: string | null;
        lastMessageAt: string | null;
        durationSeconds: number;
        firstResponseSeconds: number | null;
        resolutionSeconds: number | null;
        messages: { customer: number; agent: number; bot: number };
        escalated: boolean;
        queuedAt: string;
      }>;
      owned: {
        sessionId: string;
        from: string;
        until: string | null;
        agentId: string | null;
        agentName: string | null;
        teamId: string | null;
        teamName: string | null;
      }[];
      waits: Array<{
        sessionId: string;
        from: string;
        until: string | null;
        turn:
          | {
          key: string;
          agentId: string | null;
          agentName: string | null;
          teamId: string | null;
          teamName: string | null;
          customerWaitSeconds: number;
          replyTimeSeconds: number;
        }
          | null;
      }>;
      closures: {
        closedAt: string;
        by: 'agent' | 'bot' | 'customer' | 'system';
        bulk: boolean;
        agentId: string | null;
        agentName: string | null;
        teamId: string | null;
        teamName: string | null;
        completionSeconds: number | null;
        reopenedAt: string | null;
      }[];
      ratings: {
        sessionId: string | null;
        ratedAt: string;
        agentId: string | null;
        agentName: string | null;
        teamId: string | null;
        teamName: string | null;
        rating: Rating | null;
        comment: string | null;
        withheld: Array<'rating' | 'comment'>;
      }[];
      nextCursor: string | null;
    };
  };
  /** Every figure: what it answers, in the language asked for, its unit, and what it can be asked by. */
  listKpis: {
    answer: {
      kpis: Array<{
        id: string;
        family: string;
        title: string;
        definition: string;
        formula: string;
        unit:
          | 'seconds' | 'hours' | 'count' | 'share' | 'score' | 'points' | 'rating'
          | 'perHour' | 'times';
        better: 'higher' | 'lower' | 'none';
        fact: string;
        periodBy: string[];
        dimensions: Array<
          | 'agent' | 'team' | 'channel' | 'inbox' | 'topic' | 'tag' | 'campaign'
          | 'language' | 'source' | 'kind' | 'outcome' | 'endReason' | 'closedBy' | 'status'
          | 'dialled' | 'subject' | 'scale' | 'ratingValue' | 'survey' | 'owner' | 'site'
          | 'terminal' | 'service' | 'counter' | 'article' | 'network' | 'weekday'
          | 'hourOfDay'
        >;
        spreadOf: { kpi: string; is: 'median' | 'p90' } | null;
        workingHoursOf: string | null;
      }>;
    };
  };
  /** The rows behind a figure, oldest first: as many as the figure’s `n`. `value`: what the row adds, in the figure’s unit (for shares 1 or 0). */
  listKpiRows: {
    params: { kpiId: string | number };
    query?: {
      /** A day of the zone (`2026-11-01`) or an ISO 8601 instant with offset. Left out with `to`: the present month of the calendar. */
      from?: string;
      /** Alike; a day is included whole, an instant is not. */
      to?: string;
      /** The instant that places rows in the period. A figure whose rows lack it goes by its usual one, as `periodBy` of the answer says; refused where no figure has it. Ratings: `answeredAt` or `ratedAt`, `askedAt` or `sentAt`. */
      periodBy?:
        | 'startedAt' | 'endedAt' | 'assignedAt' | 'repliedAt' | 'openedAt' | 'closedAt'
        | 'answeredAt' | 'askedAt' | 'sentAt' | 'at' | 'queuedAt' | 'firstContactAt'
        | 'lastContactAt' | 'resolvedAt' | 'issuedAt' | 'calledAt' | 'servedAt' | 'leftAt'
        | 'searchedAt' | 'postedAt' | 'ratedAt';
      /** Whose months, quarters and years these are. */
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
      /** IANA zone whose days and hours these are; default: the workspace’s. */
      zone?: string;
      /** First day of the week: 1 = Monday … 7 = Sunday; default: by the workspace’s language. */
      weekStart?: string;
      by?: Array<
        | 'agent' | 'team' | 'channel' | 'inbox' | 'topic' | 'tag' | 'campaign' | 'language'
        | 'source' | 'kind' | 'outcome' | 'endReason' | 'closedBy' | 'status' | 'dialled'
        | 'subject' | 'scale' | 'ratingValue' | 'survey' | 'owner' | 'site' | 'terminal'
        | 'service' | 'counter' | 'article' | 'network' | 'weekday' | 'hourOfDay'
      >;
      /** Only these values; an empty one is "none". Given several times: any of them. */
      agent?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      team?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      channel?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      inbox?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      topic?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      tag?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      campaign?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      language?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      source?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      kind?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      outcome?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      endReason?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      closedBy?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      status?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      dialled?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      subject?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      scale?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      ratingValue?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      survey?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      owner?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      site?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      terminal?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      service?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      counter?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      article?: string[];
      /** Only these values; an empty one is "none". Given several times: any of them. */
      network?: string[];
      /** Days of the week, 1 = Monday … 7 = Sunday. */
      weekday?: string[];
      /** Hours of the day, 0 … 23. */
      hourOfDay?: string[];
      /** Dimensions whose filter leaves rows out instead of keeping them. */
      not?: Array<
        | 'agent' | 'team' | 'channel' | 'inbox' | 'topic' | 'tag' | 'campaign' | 'language'
        | 'source' | 'kind' | 'outcome' | 'endReason' | 'closedBy' | 'status' | 'dialled'
        | 'subject' | 'scale' | 'ratingValue' | 'survey' | 'owner' | 'site' | 'terminal'
        | 'service' | 'counter' | 'article' | 'network' | 'weekday' | 'hourOfDay'
      >;
      limit?: number;
      cursor?: string;
    };
    rows: 'rows';
    answer: {
      kpi: string;
      period: { from: string; to: string };
      periodBy: string;
      rows: {
        at: string;
        value: number | null;
        conversationId: string | null;
        sessionId: string | null;
        agentId: string | null;
        teamId: string | null;
        ratingId: string | null;
        invitationId: string | null;
        callId: string | null;
        channel: string | null;
        topic: string | null;
        siteId: string | null;
        ticket: string | null;
        articleId: string | null;
        mentionId: string | null;
      }[];
      nextCursor: string | null;
    };
  };
  /** The rules by which sessions end: the defaults, what holds now, and every policy with its beginning. */
  listPolicies: {
    answer: {
      defaults: Policy;
      inForce: Policy;
      policies: { validFrom: string; setAt: string; setBy: string; policy: Policy }[];
    };
  };
  /** Set the policy that holds from an instant up to the next one; it replaces one that begins at the same instant. What it leaves out is as in the defaults. A beginning in the past replays what came since. */
  setPolicy: {
    body: {
      validFrom: string;
      policy: {
        timers?: Partial<Record<'chat' | 'windowed' | 'messenger' | 'mail' | 'call', {
          botInactivityMs?: number | null;
          agentInactivityMs?: number | null;
          handoverTimeoutMs?: number | null;
          windowMs?: number | null;
        }>>;
        window?: 'computed' | 'events';
        quietMs?: number;
        reopenMs?: number;
        surveyCommentMs?: number;
        presence?: {
          mode?: 'heartbeat' | 'status';
          modeBySource?: Record<string, 'heartbeat' | 'status'>;
          heartbeatSilenceMs?: number;
          longestStatusMs?: number;
        };
      };
    };
    answer: {
      /** The replay that folds the past anew; null where the change lies in the future. */
      replayId: number | null;
    };
  };
  /** Take back the policy that begins at an instant: the one before it holds on. */
  removePolicy: {
    params: { validFrom: string | number };
    answer: {
      /** The replay that folds the past anew; null where the change lies in the future. */
      replayId: number | null;
    };
  };
  /** What a policy would change, reckoned over the most recent conversations and calls since its beginning; nothing is written. It stops after some seconds: `looked` says how many of them it has looked at. */
  previewPolicy: {
    body: {
      validFrom: string;
      /** null: as if the policy with this beginning were taken back. */
      policy:
        | {
        timers?: Partial<Record<'chat' | 'windowed' | 'messenger' | 'mail' | 'call', {
          botInactivityMs?: number | null;
          agentInactivityMs?: number | null;
          handoverTimeoutMs?: number | null;
          windowMs?: number | null;
        }>>;
        window?: 'computed' | 'events';
        quietMs?: number;
        reopenMs?: number;
        surveyCommentMs?: number;
        presence?: {
          mode?: 'heartbeat' | 'status';
          modeBySource?: Record<string, 'heartbeat' | 'status'>;
          heartbeatSilenceMs?: number;
          longestStatusMs?: number;
        };
      }
        | null;
      conversations?: number;
    };
    answer: {
      conversations: number;
      looked: number;
      sessions: { before: number; after: number };
      endEarlier: number;
      endLater: number;
      outcomes: Record<string, { before: number; after: number }>;
      endReasons: Record<string, { before: number; after: number }>;
      reopenedClosures: { before: number; after: number };
    };
  };
  /** The latest 200 replays, newest first. */
  listReplays: {
    answer: { replays: Replay[] };
  };
  /** How far a replay is; when it is done, which figures it has changed. */
  readReplay: {
    params: { replayId: string | number };
    answer: Replay;
  };
  /** Fold everything anew by the rules as they are, from an instant on: for facts that a newer version reads out of old events. */
  startReplay: {
    body?: { since?: string };
    answer: { replayId: number };
  };
  /** Make a schedule of working hours, nobody’s yet. Times are what the clock on the wall shows in its zone; a shift that ends at or before its beginning ends on the next day and belongs to the day on which it begins. */
  createSchedule: {
    body: {
      name: string;
      zone: string;
      /** Of the dates in this request. */
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
      /** The usual week by date, both dates included; null: since ever, until further notice. */
      versions: Array<{
        validFrom?: string | null;
        validTo?: string | null;
        week: Partial<Record<'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday', { from: string; to: string }[]>>;
      }>;
      /** Another week for some time, such as Ramadan; a free week is an empty one. */
      overrides?: Array<{
        name: string;
        from: string;
        to: string;
        week: Partial<Record<'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday', { from: string; to: string }[]>>;
      }>;
      /** Days that are free or have shifts of their own; they hold before overrides. */
      holidays?: Array<{ name: string; date: string; shifts?: { from: string; to: string }[] }>;
    };
    answer: {
      schedule: Schedule;
      /** The replay that folds anew what the change touches of the past; null where it touches none. */
      replayId: number | null;
    };
  };
  /** Working hours: every schedule, and whose it is. */
  listSchedules: {
    answer: { schedules: Schedule[] };
  };
  /** Set all that a schedule says; whose it is stays. What that changes of the past is folded anew. */
  changeSchedule: {
    params: { scheduleId: string | number };
    body: {
      name: string;
      zone: string;
      /** Of the dates in this request. */
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
      /** The usual week by date, both dates included; null: since ever, until further notice. */
      versions: Array<{
        validFrom?: string | null;
        validTo?: string | null;
        week: Partial<Record<'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday', { from: string; to: string }[]>>;
      }>;
      /** Another week for some time, such as Ramadan; a free week is an empty one. */
      overrides?: Array<{
        name: string;
        from: string;
        to: string;
        week: Partial<Record<'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday', { from: string; to: string }[]>>;
      }>;
      /** Days that are free or have shifts of their own; they hold before overrides. */
      holidays?: Array<{ name: string; date: string; shifts?: { from: string; to: string }[] }>;
    };
    answer: {
      schedule: Schedule;
      /** The replay that folds anew what the change touches of the past; null where it touches none. */
      replayId: number | null;
    };
  };
  /** Set whose hours a schedule is: all of them, in place of those before. The nearest holds: of a visit the site’s, of everything else the team’s, then the channel’s; last the workspace’s. */
  assignSchedule: {
    params: { scheduleId: string | number };
    body: {
      assignments: {
        scope: 'workspace' | 'channel' | 'team' | 'site';
        scopeId?: string;
        validFrom?: string | null;
        validTo?: string | null;
      }[];
      /** Of the dates in this request. */
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
    };
    answer: {
      schedule: Schedule;
      /** The replay that folds anew what the change touches of the past; null where it touches none. */
      replayId: number | null;
    };
  };
  /** Delete a schedule: whoever had its hours has those of the next scope, or none. */
  deleteSchedule: {
    params: { scheduleId: string | number };
    answer: {
      /** The replay that folds anew what the change touches of the past; null where it touches none. */
      replayId: number | null;
    };
  };
  /** What a schedule means on some days of its zone, both included, by default two weeks from today: the stretches of working time in UTC and as the clock on the wall shows them, over every day on which clocks are set. */
  readScheduleHours: {
    params: { scheduleId: string | number };
    query?: {
      fromDate?: string;
      toDate?: string;
      calendar?: 'gregory' | 'persian' | 'islamic-umalqura';
    };
    answer: {
      zone: string;
      fromDate: string;
      toDate: string;
      workingMs: number;
      hours: { from: string; to: string; localFrom: string; localTo: string }[];
    };
  };
  /** The agents that events have told of, one a person, with their teams over time. */
  listAgents: {
    query?: { q?: string; present?: 'true' | 'false' };
    answer: {
      agents: Array<{
        agentId: string;
        name: string | null;
        teamIds: string[];
        stays: { teamId: string; from: string; to: string | null }[];
        otherIds: string[];
        startedOn: string | null;
        leftAt: string | null;
      }>;
    };
  };
  /** Tell an agent’s name, or all teams he is in from an instant on: an event `agent.described` like those of connectors; and when he came. */
  describeAgent: {
    params: { agentId: string | number };
    body?: {
      name?: string;
      teamIds?: string[];
      at?: string;
      startedOn?: string | null;
    };
    answer: null;
  };
  /** Note that an employee has left: who is a member under one of his ids is none any more, at once; his figures and his name stay, and his ids are nobody else’s. */
  depart: {
    params: { agentId: string | number };
    body?: { leftAt?: string };
    answer: null;
  };
  /** Take a departure back. Access is not given back with it. */
  undoDeparture: {
    params: { agentId: string | number };
    answer: null;
  };
  /** The teams that events have told of, and who is in each now. */
  listTeams: {
    answer: { teams: { teamId: string; name: string | null; agentIds: string[] }[] };
  };
  /** Name a team: an event `team.described` like those of connectors. */
  describeTeam: {
    params: { teamId: string | number };
    body: { name: string };
    answer: null;
  };
  /** Ids that were joined into others, the newest first. */
  listJoins: {
    answer: {
      joins: {
        kind: 'agent' | 'customer';
        /** Of a customer: the key that stands for his id. */
        id: string;
        into: string;
        joinedAt: string;
        joinedBy: string;
      }[];
    };
  };
  /** Join an id into another: both are one person’s from the first event on, and facts follow by a replay. A customer is named by his id, or by `key:` and his key. */
  joinIds: {
    body: { kind: 'agent' | 'customer'; id: string; into: string };
    answer: { replayId: number | null };
  };
  /** Part an id from the one it was joined into: as if it had never been joined. */
  partIds: {
    params: { kind: 'agent' | 'customer'; id: string | number };
    answer: { replayId: number | null };
  };
  /** Ids that share a phone (however it is written) or an e-mail address with few others; at most 200. */
  proposeJoins: {
    answer: {
      proposals: {
        kind: 'agent' | 'customer';
        one: string;
        other: string;
        because: 'phone' | 'email';
        oneName: string | null;
        otherName: string | null;
      }[];
    };
  };
  /** Say that two ids are not one person’s: they are not proposed again. */
  refuseJoin: {
    body: { kind: 'agent' | 'customer'; one: string; other: string };
    answer: null;
  };
}

/** How each route is asked: method, path, whether a repeat needs an Idempotency-Key, and the list that its pages hold. */
export const clientRoutes = {
  readHealth: { method: 'GET', path: '/healthz' },
  readReadiness: { method: 'GET', path: '/readyz' },
  readMetrics: { method: 'GET', path: '/metrics', text: true },
  readOpenApi: { method: 'GET', path: '/api/v1/openapi.json' },
  readClient: { method: 'GET', path: '/api/v1/client.ts', text: true },
  readDiagnosis: { method: 'GET', path: '/api/v1/diagnosis' },
  checkFacts: { method: 'GET', path: '/api/v1/diagnosis/facts' },
  signIn: { method: 'POST', path: '/api/v1/sign-in', keyed: true },
  redeemSignInLink: { method: 'POST', path: '/api/v1/sign-in-links/redeem', keyed: true },
  createSignInLink: { method: 'POST', path: '/api/v1/sign-in-links', keyed: true },
  signOut: { method: 'POST', path: '/api/v1/sign-out', keyed: true },
  changePassword: { method: 'PUT', path: '/api/v1/me/password', keyed: true },
  readMe: { method: 'GET', path: '/api/v1/me' },
  listWorkspaces: { method: 'GET', path: '/api/v1/workspaces' },
  createWorkspace: { method: 'POST', path: '/api/v1/workspaces', keyed: true },
  deleteDemo: { method: 'DELETE', path: '/api/v1/workspaces/{workspaceId}/demo', keyed: true },
  readDeletion: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/deletion' },
  listApiKeys: { method: 'GET', path: '/api/v1/api-keys' },
  createApiKey: { method: 'POST', path: '/api/v1/api-keys', keyed: true },
  revokeApiKey: { method: 'DELETE', path: '/api/v1/api-keys/{keyId}', keyed: true },
  listAudit: { method: 'GET', path: '/api/v1/audit', rows: 'entries' },
  listMembers: { method: 'GET', path: '/api/v1/members' },
  inviteMember: { method: 'POST', path: '/api/v1/members', keyed: true },
  changeMember: { method: 'PUT', path: '/api/v1/members/{userId}', keyed: true },
  removeMember: { method: 'DELETE', path: '/api/v1/members/{userId}', keyed: true },
  acceptInvitation: { method: 'POST', path: '/api/v1/sign-in-links/accept', keyed: true },
  readRatingPolicy: { method: 'GET', path: '/api/v1/workspace/rating-policy' },
  changeRatingPolicy: { method: 'PUT', path: '/api/v1/workspace/rating-policy', keyed: true },
  readOwnRatings: { method: 'GET', path: '/api/v1/me/ratings' },
  receiveEvents: { method: 'POST', path: '/api/v1/events', events: true },
  inspectFile: { method: 'POST', path: '/api/v1/imports/inspect', form: true },
  openImport: { method: 'POST', path: '/api/v1/imports/open', keyed: true },
  startImport: { method: 'POST', path: '/api/v1/imports', form: true },
  listImports: { method: 'GET', path: '/api/v1/imports', rows: 'imports' },
  readImport: { method: 'GET', path: '/api/v1/imports/{importId}' },
  endImport: { method: 'POST', path: '/api/v1/imports/{importId}/end', keyed: true },
  readRefusedRows: { method: 'GET', path: '/api/v1/imports/{importId}/refused', text: true },
  undoImport: { method: 'DELETE', path: '/api/v1/imports/{importId}', keyed: true },
  summariseIngest: { method: 'GET', path: '/api/v1/ingest/summary', rows: 'hours' },
  readFoldLag: { method: 'GET', path: '/api/v1/ingest/lag' },
  listDeadLetters: { method: 'GET', path: '/api/v1/dead-letters', rows: 'deadLetters' },
  replayDeadLetters: { method: 'POST', path: '/api/v1/dead-letters/replay', keyed: true },
  listSources: { method: 'GET', path: '/api/v1/sources' },
  changeSource: { method: 'PUT', path: '/api/v1/sources/{source}', keyed: true },
  listAlarms: { method: 'GET', path: '/api/v1/alarms', rows: 'alarms' },
  acknowledgeAlarm: { method: 'POST', path: '/api/v1/alarms/{alarmId}/acknowledge', keyed: true },
  readCustomer: { method: 'GET', path: '/api/v1/customers/{customerId}', rows: 'events' },
  eraseCustomer: { method: 'DELETE', path: '/api/v1/customers/{customerId}', keyed: true },
  listErasures: { method: 'GET', path: '/api/v1/erasures', rows: 'erasures' },
  readErasure: { method: 'GET', path: '/api/v1/erasures/{erasureId}' },
  readmitCustomer: { method: 'POST', path: '/api/v1/erasures/{erasureId}/readmission', keyed: true },
  readRetention: { method: 'GET', path: '/api/v1/retention' },
  setRetention: { method: 'PUT', path: '/api/v1/retention', keyed: true },
  previewRetention: { method: 'POST', path: '/api/v1/retention/dry-run' },
  listRetentionRuns: { method: 'GET', path: '/api/v1/retention/runs', rows: 'runs' },
  readAgentPerformance: { method: 'GET', path: '/api/v1/reports/agent-performance' },
  readSatisfaction: { method: 'GET', path: '/api/v1/reports/satisfaction' },
  queryReport: { method: 'POST', path: '/api/v1/reports/query' },
  listTargets: { method: 'GET', path: '/api/v1/targets', rows: 'targets' },
  createTarget: { method: 'POST', path: '/api/v1/targets', keyed: true },
  changeTarget: { method: 'PUT', path: '/api/v1/targets/{targetId}', keyed: true },
  endTarget: { method: 'DELETE', path: '/api/v1/targets/{targetId}', keyed: true },
  listVerdicts: { method: 'GET', path: '/api/v1/targets/verdicts', rows: 'verdicts' },
  listSatisfactionRows: { method: 'GET', path: '/api/v1/reports/satisfaction/rows', rows: 'rows' },
  readCustomerService: { method: 'GET', path: '/api/v1/reports/customer-service', rows: 'rows' },
  listSessions: { method: 'GET', path: '/api/v1/sessions', rows: 'rows' },
  readConversation: { method: 'GET', path: '/api/v1/conversations/{conversationId}', rows: 'ratings' },
  listKpis: { method: 'GET', path: '/api/v1/kpis' },
  listKpiRows: { method: 'GET', path: '/api/v1/kpis/{kpiId}/rows', rows: 'rows' },
  listPolicies: { method: 'GET', path: '/api/v1/policies' },
  setPolicy: { method: 'POST', path: '/api/v1/policies', keyed: true },
  removePolicy: { method: 'DELETE', path: '/api/v1/policies/{validFrom}', keyed: true },
  previewPolicy: { method: 'POST', path: '/api/v1/policies/preview' },
  listReplays: { method: 'GET', path: '/api/v1/replays' },
  readReplay: { method: 'GET', path: '/api/v1/replays/{replayId}' },
  startReplay: { method: 'POST', path: '/api/v1/replays', keyed: true },
  createSchedule: { method: 'POST', path: '/api/v1/schedules', keyed: true },
  listSchedules: { method: 'GET', path: '/api/v1/schedules' },
  changeSchedule: { method: 'PUT', path: '/api/v1/schedules/{scheduleId}', keyed: true },
  assignSchedule: { method: 'PUT', path: '/api/v1/schedules/{scheduleId}/assignments', keyed: true },
  deleteSchedule: { method: 'DELETE', path: '/api/v1/schedules/{scheduleId}', keyed: true },
  readScheduleHours: { method: 'GET', path: '/api/v1/schedules/{scheduleId}/hours' },
  listAgents: { method: 'GET', path: '/api/v1/agents' },
  describeAgent: { method: 'PUT', path: '/api/v1/agents/{agentId}', keyed: true },
  depart: { method: 'POST', path: '/api/v1/agents/{agentId}/departure', keyed: true },
  undoDeparture: { method: 'DELETE', path: '/api/v1/agents/{agentId}/departure', keyed: true },
  listTeams: { method: 'GET', path: '/api/v1/teams' },
  describeTeam: { method: 'PUT', path: '/api/v1/teams/{teamId}', keyed: true },
  listJoins: { method: 'GET', path: '/api/v1/joins' },
  joinIds: { method: 'POST', path: '/api/v1/joins', keyed: true },
  partIds: { method: 'DELETE', path: '/api/v1/joins/{kind}/{id}', keyed: true },
  proposeJoins: { method: 'GET', path: '/api/v1/joins/proposals' },
  refuseJoin: { method: 'POST', path: '/api/v1/joins/refusals', keyed: true },
} as const;
