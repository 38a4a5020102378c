import type { ColumnKind, RowOf } from './columns.ts';

/**
 * The facts that the fold writes and every figure is computed from. This is their only home: the row
 * types, the warehouse's columns, the report compiler and the in-memory oracle all read it.
 */

/**
 * A clock `xMs` is in clock time; `xWorkingMs` is the part of it within the working hours of whom the row names:
 * null where no schedule is in force in all of it, 0 where it lies outside.
 */

/** Where an event came from and what the conversation was about: shared by every conversation fact. */
const about = {
  conversationId: 'string',
  source: 'string',
  channel: 'string',
  inbox: 'string',
  topic: 'string',
  tags: 'strings',
  campaign: 'string',
  language: 'string',
  customerKey: 'string',
} as const;

export const factColumns = {
  session: {
    startedAt: 'instant',
    sessionId: 'string',
    ...about,
    /** bot | agent */
    kind: 'string',
    /** Opened by an agent and the customer never wrote in it: listed apart, without outcome. */
    outbound: 'boolean',
    /** Last owner in the session. */
    agentId: 'string',
    teamId: 'string',
    openedAt: 'instant',
    queuedAt: 'instant',
    endedAt: 'instant?',
    /** '' while open, else an EndReason. */
    endReason: 'string',
    /** The customer's first message in it; where he has not written, the first of anybody. */
    firstMessageAt: 'instant?',
    lastMessageAt: 'instant?',
    customerMessages: 'count',
    agentMessages: 'count',
    botMessages: 'count',
    firstResponseMs: 'ms?',
    firstResponseWorkingMs: 'ms?',
    resolutionMs: 'ms?',
    resolutionWorkingMs: 'ms?',
    durationMs: 'ms?',
    durationWorkingMs: 'ms?',
    escalated: 'boolean',
    handledByAgent: 'boolean',
    handledByBot: 'boolean',
    notHandled: 'boolean',
  },
  assignment: {
    assignedAt: 'instant',
    sessionId: 'string',
    ...about,
    outbound: 'boolean',
    /** '' on a team's row and on the "not assigned" row. */
    agentId: 'string',
    teamId: 'string',
    sessionStartedAt: 'instant',
    endedAt: 'instant?',
    /** When he last stopped owning it, with the session's end at the latest; null while he owns it. */
    ownedUntil: 'instant?',
    /** One of the ten outcomes; '' on outbound sessions. */
    outcome: 'string',
    /** The agent sent a message in the session after his assignment (or the one that assigned him). */
    replied: 'boolean',
    notHandled: 'boolean',
    agentMessages: 'count',
    responseAfterAssignmentMs: 'ms?',
    responseAfterAssignmentWorkingMs: 'ms?',
    handleMs: 'ms?',
    handleWorkingMs: 'ms?',
    resolutionMs: 'ms?',
    resolutionWorkingMs: 'ms?',
  },
  turn: {
    repliedAt: 'instant',
    sessionId: 'string',
    ...about,
    agentId: 'string',
    teamId: 'string',
    replyTimeMs: 'ms',
    replyTimeWorkingMs: 'ms?',
    customerWaitMs: 'ms',
    customerWaitWorkingMs: 'ms?',
  },
  conversation: {
    openedAt: 'instant',
    ...about,
    /** Opened again after a closure. */
    reopening: 'boolean',
    /** Last close of the chain of openings less than 7 quiet days apart, less its first opening. */
    timeToResolutionMs: 'ms?',
    timeToResolutionWorkingMs: 'ms?',
    /** Fewer than 7 quiet days have passed since that close. */
    provisional: 'boolean',
  },
  closure: {
    closedAt: 'instant',
    ...about,
    /** agent | bot | customer | system */
    closedBy: 'string',
    bulk: 'boolean',
    agentId: 'string',
    teamId: 'string',
    openedAt: 'instant?',
    completionMs: 'ms?',
    completionWorkingMs: 'ms?',
    reopened: 'boolean',
    reopenedAt: 'instant?',
  },
  rating: {
    answeredAt: 'instant',
    ratingId: 'string',
    sessionId: 'string',
    ...about,
    subject: 'string',
    scale: 'string',
    /** csat | nps | ces | other */
    family: 'string',
    scoringVersion: 'count',
    value: 'number',
    /** 0–100; null where the scale has no such reading. */
    score: 'number?',
    satisfied: 'boolean',
    firstValue: 'number',
    /** agent | bot | nobody: whom the rating belongs to, frozen when asked. */
    ratedOwner: 'string',
    agentId: 'string',
    teamId: 'string',
    surveyId: 'string',
    invitationId: 'string',
    questionId: 'string',
    messageId: 'string',
    siteId: 'string',
    terminalId: 'string',
    askedAt: 'instant?',
    closedAt: 'instant?',
    /** The event whose comment belongs to it: the comment itself is stored apart. */
    eventSource: 'string',
    eventId: 'string',
  },
  invitation: {
    sentAt: 'instant',
    invitationId: 'string',
    sessionId: 'string',
    ...about,
    subject: 'string',
    surveyId: 'string',
    ratedOwner: 'string',
    agentId: 'string',
    teamId: 'string',
    suppressed: 'boolean',
    suppressedReason: 'string',
    deliveredAt: 'instant?',
    surveyOpenedAt: 'instant?',
    answeredAt: 'instant?',
  },
  presence: {
    /** Start of a UTC quarter-hour. */
    at: 'instant',
    agentId: 'string',
    /** online | away | busy */
    status: 'string',
    statusMs: 'ms',
    /** A status was cut off after its longest hold. */
    cut: 'boolean',
  },
  call: {
    queuedAt: 'instant',
    callId: 'string',
    ...about,
    /** Who answered, else who was offered it. */
    agentId: 'string',
    teamId: 'string',
    dialled: 'string',
    answered: 'boolean',
    abandoned: 'boolean',
    resolved: 'boolean',
    answeredAt: 'instant?',
    endedAt: 'instant?',
    speedOfAnswerMs: 'ms?',
    speedOfAnswerWorkingMs: 'ms?',
    talkMs: 'ms?',
    holdMs: 'ms?',
  },
  contact: {
    openedAt: 'instant',
    ...about,
    /** Who owned the conversation at its close, or had the call; '' while it is open. */
    agentId: 'string',
    teamId: 'string',
    call: 'boolean',
    /** The conversation had been closed before. */
    reopening: 'boolean',
    /** A caller gave up: the contact is over, and resolved nothing. */
    abandoned: 'boolean',
    closedAt: 'instant?',
  },
  issue: {
    firstContactAt: 'instant',
    /** Of the first contact, as are agent and team. */
    ...about,
    agentId: 'string',
    teamId: 'string',
    contacts: 'count',
    /** Of the contacts. */
    calls: 'count',
    called: 'boolean',
    lastContactAt: 'instant',
    /** The last close; null while a contact is open, or where the last one to end was given up. */
    resolvedAt: 'instant?',
    /** The quiet days after the last close or contact are not over: another contact may join. */
    provisional: 'boolean',
    firstContactResolved: 'boolean',
  },
  duplicate: {
    openedAt: 'instant',
    ...about,
    agentId: 'string',
    teamId: 'string',
    /** The conversation of the same topic that was closed last before it. */
    earlierConversationId: 'string',
  },
  visit: {
    /** When the ticket was issued; where that is not known, the first that is known of the visit. */
    issuedAt: 'instant',
    siteId: 'string',
    businessDay: 'string',
    ticket: 'string',
    source: 'string',
    language: 'string',
    customerKey: 'string',
    /** What he came for: the first service named. */
    service: 'string',
    /** Who served him, and where: the last named. */
    counter: 'string',
    agentId: 'string',
    /** The first call; waiting ends with it. */
    calledAt: 'instant?',
    /** The end of his last service. */
    servedAt: 'instant?',
    leftAt: 'instant?',
    /** Issued to called; if he left without being called, to that. */
    waitMs: 'ms?',
    waitWorkingMs: 'ms?',
    /** Called to served, over all counters that he was served at. */
    serviceMs: 'ms?',
    /** He was served or left: how the visit went is known. */
    settled: 'boolean',
    leftUnserved: 'boolean',
  },
  articleRead: {
    /** The opening; where it is not known, the first that is known after it. */
    openedAt: 'instant',
    source: 'string',
    language: 'string',
    articleId: 'string',
    visitorKey: 'string',
    /** False where only what came after the opening is known: it was on the day before, or never told. */
    opened: 'boolean',
    leftAt: 'instant?',
    /** Time that the visitor was at it, and that reading it should take. */
    activeMs: 'ms?',
    expectedMs: 'ms?',
    /** The part of it that he saw, 0–1. */
    scrollShare: 'number?',
    /** Active by expected time, at most 1. */
    readTimeShare: 'number?',
    read: 'boolean',
    /** Left within 30 % of the expected time. */
    tooShort: 'boolean',
    /** up | down; '' for none. */
    vote: 'string',
  },
  articleSearch: {
    searchedAt: 'instant',
    source: 'string',
    language: 'string',
    /** The article that it was searched from; '' for another page. */
    articleId: 'string',
    visitorKey: 'string',
    results: 'number?',
    withoutResult: 'boolean',
  },
  mention: {
    /** The post; where it is not known, the first answer. */
    postedAt: 'instant',
    mentionId: 'string',
    network: 'string',
    source: 'string',
    language: 'string',
    /** Who gave the first answer, else who was named first. */
    agentId: 'string',
    answeredAt: 'instant?',
    answerMs: 'ms?',
    answerWorkingMs: 'ms?',
  },
} as const satisfies Record<string, Record<string, ColumnKind>>;

export type FactName = keyof typeof factColumns;
export type FactRow<F extends FactName> = RowOf<(typeof factColumns)[F]>;

export interface FactSpec {
  /** Warehouse table. */
  table: string;
  /** The column that the table is ordered and partitioned by; stored as `at`. */
  at: string;
}

export const factSpecs: Record<FactName, FactSpec> = {
  session: { table: 'sessions', at: 'startedAt' },
  assignment: { table: 'assignments', at: 'assignedAt' },
  turn: { table: 'turns', at: 'repliedAt' },
  conversation: { table: 'conversations', at: 'openedAt' },
  closure: { table: 'closures', at: 'closedAt' },
  rating: { table: 'ratings', at: 'answeredAt' },
  invitation: { table: 'invitations', at: 'sentAt' },
  presence: { table: 'presence', at: 'at' },
  call: { table: 'calls', at: 'queuedAt' },
  contact: { table: 'contacts', at: 'openedAt' },
  issue: { table: 'issues', at: 'firstContactAt' },
  duplicate: { table: 'duplicates', at: 'openedAt' },
  visit: { table: 'visits', at: 'issuedAt' },
  articleRead: { table: 'article_reads', at: 'openedAt' },
  articleSearch: { table: 'article_searches', at: 'searchedAt' },
  mention: { table: 'mentions', at: 'postedAt' },
};

export const factNames = Object.keys(factSpecs) as FactName[];

/** A fact with its key, unique within (stream, fact); `row[spec.at]` is its place in time. */
export type Fact = { [F in FactName]: { fact: F; key: string; row: FactRow<F> } }[FactName];

export const outcomes = [
  'transferred',
  'open',
  'missedAndExpired',
  'missed',
  'timedOut',
  'closedWithoutReply',
  'completed',
  'expired',
  'endedByCustomer',
  'closedAutomatically',
] as const;
export type Outcome = (typeof outcomes)[number];

export const endReasons = [
  'agentClosed',
  'botClosed',
  'systemClosed',
  'customerEnded',
  'bulk',
  'returnedToBot',
  'handedOver',
  'handoverTimeout',
  'windowExpired',
  'inactivity',
] as const;
export type EndReason = (typeof endReasons)[number];
