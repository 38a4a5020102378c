import { calendarsOf, type WorkingCalendars } from '../calendar/working-calendars.ts';
import type { RatingSubject } from '../events/types.ts';
import type { EndReason } from './facts.ts';
import type { FoldRules } from './rules.ts';

/** Who a conversation belongs to; '' for nobody. */
export interface Owner {
  agentId: string;
  teamId: string;
}

export const nobody: Owner = { agentId: '', teamId: '' };

/** What the conversation is about, as known so far. */
export interface About {
  conversationId: string;
  source: string;
  channel: string;
  inbox: string;
  topic: string;
  tags: string[];
  campaign: string;
  language: string;
  customerKey: string;
}

/** An agent's part in one session. */
export interface AgentPart {
  agentId: string;
  /** The first team known while he owned. */
  teamId: string;
  assignedAt: number;
  /** His last assignment by somebody; null while only his own message or close made him owner. */
  lastAssignedAt: number | null;
  firstReplyAt: number | null;
  responseMs: number | null;
  messages: number;
  handleMs: number;
  /** The stretches that is made of, `[from, to, from, to, …]`; kept only where there are working hours. */
  handled: number[];
}

/** A stretch of a session in which one agent, or a team without one, owned it. */
export interface Ownership extends Owner {
  from: number;
  /** null while it lasts. */
  until: number | null;
}

/** A team that owned a session without an agent. */
export interface TeamPart {
  teamId: string;
  assignedAt: number;
}

/** What carried the topic: its session, or where there was none, the conversation's label at that moment. */
export interface Labelled {
  session: Session | null;
  topic: string;
  tags: string[];
}

/** One answered customer turn. */
export interface Turn {
  key: string;
  repliedAt: number;
  agentId: string;
  teamId: string;
  replyTimeMs: number;
  customerWaitMs: number;
}

export type OpenedBy = 'customer' | 'request' | 'assignment' | 'agent';

/** A ticket session: a period of interaction between a customer and a bot or agents. */
export interface Session {
  /** The opening event: `source:id`. */
  key: string;
  source: string;
  kind: 'bot' | 'agent';
  openedBy: OpenedBy;
  /** Opened by ending a bot session. */
  takenOver: boolean;
  /** In this session an agent was requested, assigned or wrote: a bot's message no longer makes it the bot's. */
  agentTouched: boolean;
  isCall: boolean;
  openedAt: number;
  queuedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  /** It ended because of a back-filled event. */
  history: boolean;
  endReason: EndReason | '';
  ownerAtEnd: Owner;
  /** Latest agent and team that owned it. */
  lastOwner: Owner;
  agents: AgentPart[];
  teams: TeamPart[];
  /** Teams under which some agent owned. */
  teamsWithAgent: string[];
  /** Who owned it when, in order. */
  owned: Ownership[];
  /** An agent without a name in the source wrote. */
  unnamedReply: boolean;
  customerMessages: number;
  agentMessages: number;
  botMessages: number;
  firstMessageAt: number | null;
  firstCustomerAt: number | null;
  lastMessageAt: number | null;
  /** Author of the last message of customer or agent. */
  lastHuman: 'customer' | 'agent' | '';
  lastHumanAt: number;
  lastCustomerAt: number | null;
  firstAgentMessageAt: number | null;
  firstResponseMs: number | null;
  /** His last message has no answer yet, from an agent (or, in a bot session, from the bot). */
  customerWaits: boolean;
  unansweredSince: number | null;
  /** The messaging window was over before the session opened. */
  windowOver: boolean;
  /** From an agent's message to the customer's next: no handle time accrues. */
  waitingOnCustomer: boolean;
  /** Of the hand-over timeout: what was spent of it before the last change of owner or channel, and when that was. */
  patienceMs: number;
  patienceUpTo: number;
  /** Up to where handle time has been counted. */
  handledUpTo: number;
  turns: Turn[];
  turnsEmitted: number;
  escalated: boolean;
  topic: string;
  tags: string[];
}

/** A conversation's opening; reopenings within the policy's days share the chain of the first. */
export interface Opening extends Labelled {
  key: string;
  openedAt: number;
  reopening: boolean;
  /** First opening of its chain; null on the first itself. */
  head: Opening | null;
  /** Of the chain, kept on its head; null while open. */
  lastClosedAt: number | null;
}

export interface Closure extends Labelled {
  key: string;
  closedAt: number;
  closedBy: string;
  bulk: boolean;
  history: boolean;
  agentId: string;
  teamId: string;
  /** Whose the conversation was; who closed it where it was nobody's. */
  owner: Owner;
  opening: Opening | null;
  reopenedAt: number | null;
}

/** An opening as its customer's contact: from there to its close. */
export interface Contact {
  /** The opening's. */
  key: string;
  opening: Opening;
  closure: Closure | null;
}

/** Whom an opinion is about, frozen when it was asked for. */
export interface Rated extends Labelled {
  owner: 'agent' | 'bot' | 'nobody';
  agentId: string;
  teamId: string;
  askedAt: number | null;
  closedAt: number | null;
}

export interface Invitation {
  key: string;
  sentAt: number | null;
  suppressedAt: number | null;
  suppressedReason: string;
  deliveredAt: number | null;
  openedAt: number | null;
  answeredAt: number | null;
  surveyId: string;
  subject: string;
  source: string;
  rated: Rated | null;
}

export interface Rating {
  key: string;
  answeredAt: number;
  history: boolean;
  subject: RatingSubject;
  scale: string;
  value: number;
  firstValue: number;
  rated: Rated;
  surveyId: string;
  invitationId: string;
  questionId: string;
  messageId: string;
  siteId: string;
  terminalId: string;
  language: string;
  source: string;
  eventId: string;
}

export interface Call extends Labelled {
  key: string;
  source: string;
  firstAt: number;
  queuedAt: number | null;
  agentId: string;
  teamId: string;
  dialled: string;
  answeredAt: number | null;
  endedAt: number | null;
  abandoned: boolean;
  resolved: boolean;
  heldSince: number | null;
  holdMs: number;
}

/** Things that own fact rows: the unit in which rows are replaced. */
export type Subject =
  | { kind: 'session'; of: Session }
  | { kind: 'opening'; of: Opening }
  | { kind: 'closure'; of: Closure }
  | { kind: 'contact'; of: Contact }
  | { kind: 'rating'; of: Rating }
  | { kind: 'invitation'; of: Invitation }
  | { kind: 'call'; of: Call };

/** All that a conversation's fold knows after the events applied so far. */
export interface ConversationState {
  rules: FoldRules;
  /** Working hours; null where none are set. */
  calendars: WorkingCalendars | null;
  /** Time of the last event applied, and whether it was a back-fill: nothing is sent because of those. */
  at: number;
  history: boolean;
  about: About;
  owner: Owner;
  open: Session | null;
  /** The last session, open or ended. */
  latest: Session | null;
  /** The last ended session. */
  lastEnded: Session | null;
  sessions: Session[];
  /** The customer's last message in the conversation: the messaging window runs from it. */
  lastCustomerAt: number | null;
  /** His last message, when a timer ended the session before anybody answered it. */
  leftWaitingAt: number | null;
  lastSurveyAnswerAt: number | null;
  opening: Opening | null;
  openings: Opening[];
  /** One an opening. */
  contacts: Contact[];
  /** First openings of closed chains whose quiet days may not be over yet. */
  provisional: Set<Opening>;
  lastClosure: Closure | null;
  closures: Closure[];
  invitations: Map<string, Invitation>;
  ratings: Map<string, Rating>;
  calls: Map<string, Call>;
  /** Settled sessions were let go (forget.ts): the conversation cannot be described anew. */
  forgetful: boolean;
  /** Subjects whose rows may differ from what was emitted last. */
  touched: Map<object, Subject>;
}

export function newState(conversationId: string, rules: FoldRules): ConversationState {
  return {
    rules,
    calendars: calendarsOf(rules.schedules),
    at: Number.NEGATIVE_INFINITY,
    history: false,
    about: {
      conversationId,
      source: '',
      channel: '',
      inbox: '',
      topic: '',
      tags: [],
      campaign: '',
      language: '',
      customerKey: '',
    },
    owner: nobody,
    open: null,
    latest: null,
    lastEnded: null,
    sessions: [],
    lastCustomerAt: null,
    leftWaitingAt: null,
    lastSurveyAnswerAt: null,
    opening: null,
    openings: [],
    contacts: [],
    provisional: new Set(),
    lastClosure: null,
    closures: [],
    invitations: new Map(),
    ratings: new Map(),
    calls: new Map(),
    forgetful: false,
    touched: new Map(),
  };
}

/** The label something gets now, to be kept by it whatever comes later; a session's own may still change. */
export function labelNow(state: ConversationState, session: Session | null): Labelled {
  return { session, topic: state.about.topic, tags: state.about.tags };
}

export function touch(state: ConversationState, subject: Subject): void {
  state.touched.set(subject.of, subject);
}

/** Everything the conversation's description is written on: after it changed, all rows are written again. */
export function touchAll(state: ConversationState): void {
  for (const of of state.sessions) {
    of.turnsEmitted = 0;
    touch(state, { kind: 'session', of });
  }
  for (const of of state.openings) touch(state, { kind: 'opening', of });
  for (const of of state.closures) touch(state, { kind: 'closure', of });
  for (const of of state.contacts) touch(state, { kind: 'contact', of });
  for (const of of state.calls.values()) touch(state, { kind: 'call', of });
  touchOpinions(state);
}

export function touchOpinions(state: ConversationState): void {
  for (const of of state.ratings.values()) touch(state, { kind: 'rating', of });
  for (const of of state.invitations.values()) touch(state, { kind: 'invitation', of });
}
