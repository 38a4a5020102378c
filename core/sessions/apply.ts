import type { LogEvent } from '../events/types.ts';
import { noteCall } from './calls.ts';
import { closeConversation, openConversation, reopenConversation } from './closures.ts';
import { agentMessage, botMessage, customerMessage, type Said } from './messages.ts';
import { noteAnswer, noteInvitation } from './opinions.ts';
import { policyAt } from './policy.ts';
import { assign, endSession, openSession, relabel, takeOver, unassign } from './sessions.ts';
import { type Call, type ConversationState, nobody, touch, touchAll } from './state.ts';
import { spendPatience } from './working.ts';

/** Applies one event, in order; timers due before it have been fired by the caller. */
export function applyEvent(state: ConversationState, event: LogEvent): void {
  state.at = event.at;
  state.history = event.history;
  state.about.source ||= event.source;
  switch (event.type) {
    case 'conversation.started':
      return describe(state, event);
    case 'conversation.reopened':
      return reopenConversation(state, keyOf(event), event.at);
    case 'message.sent':
      return applyMessage(state, event);
    case 'agent.requested':
      return requestAgent(state, event);
    case 'conversation.assigned':
      return assign(state, saidBy(event), true);
    case 'conversation.unassigned':
      return unassign(state, event.at);
    case 'conversation.returnedToBot':
      return returnToBot(state, event.at);
    case 'conversation.escalated':
      return escalate(state);
    case 'conversation.labelled':
      return label(state, event);
    case 'conversation.closed':
      return closeConversation(state, {
        ...saidBy(event),
        by: event.body.by ?? 'system',
        bulk: event.body.bulk ?? false,
      });
    case 'window.expired':
      return endSession(state, event.at, 'windowExpired');
    case 'survey.answered':
      return noteAnswer(state, event);
    case 'survey.sent':
    case 'survey.delivered':
    case 'survey.opened':
    case 'survey.suppressed':
      return noteInvitation(state, event);
    default:
      if (event.type.startsWith('call.')) applyCall(state, event);
  }
}

/** What identifies an event within its stream, and so what it opens. */
export function keyOf(event: LogEvent): string {
  return `${event.source}:${event.id}`;
}

function saidBy(event: LogEvent): Said {
  return {
    key: keyOf(event),
    source: event.source,
    at: event.at,
    agentId: event.body.agentId ?? '',
    teamId: event.body.teamId ?? '',
  };
}

/** Whether an event says what the whole conversation is about; a call without a conversation says it itself. */
export function describes(event: LogEvent): boolean {
  return event.type === 'conversation.started' || (event.type.startsWith('call.') && tellsAbout(event));
}

function describe(state: ConversationState, event: LogEvent): void {
  const { about } = state;
  const { body } = event;
  if (body.channel !== undefined && body.channel !== about.channel) spendPatience(state, event.at);
  about.channel = body.channel ?? about.channel;
  about.inbox = body.inbox ?? about.inbox;
  about.campaign = body.campaign ?? about.campaign;
  about.language = body.language ?? about.language;
  about.customerKey = body.customerKey ?? about.customerKey;
  if (body.topic !== undefined || body.tags !== undefined) label(state, event);
  touchAll(state);
}

function label(state: ConversationState, event: LogEvent): void {
  state.about.topic = event.body.topic ?? state.about.topic;
  state.about.tags = event.body.tags ?? state.about.tags;
  relabel(state);
}

/** Only public, not automatic words that answer no survey are messages; nothing else moves a session. */
function applyMessage(state: ConversationState, event: LogEvent): void {
  const { body } = event;
  if (body.private || body.automatic || body.surveyAnswer) return;
  if (body.author === 'customer') {
    if (!isSurveyComment(state, event.at)) customerWrites(state, saidBy(event));
  } else if (body.author === 'bot') botMessage(state, event.at);
  else if (body.author === 'agent') agentMessage(state, saidBy(event));
}

/** What he adds right after answering a survey, with nothing open, is part of his answer. */
function isSurveyComment(state: ConversationState, at: number): boolean {
  if (state.open !== null || state.lastSurveyAnswerAt === null) return false;
  return at - state.lastSurveyAnswerAt <= policyAt(state.rules.policies, at).surveyCommentMs;
}

function customerWrites(state: ConversationState, said: Said): void {
  customerMessage(state, said);
  openConversation(state, said.key, said.at);
}

/** The hand-over: it ends the bot's session, or opens an agent session; in an open one it changes nothing. */
function requestAgent(state: ConversationState, event: LogEvent): void {
  const said = saidBy(event);
  if (state.open?.kind === 'bot') takeOver(state, said.key, said.source, said.at, 'request');
  else if (state.open === null) {
    openSession(state, {
      key: said.key,
      source: said.source,
      at: said.at,
      queuedAt: said.at,
      by: 'request',
      kind: 'agent',
      takenOver: false,
    });
  } else state.open.agentTouched = true;
}

function returnToBot(state: ConversationState, at: number): void {
  if (state.open?.kind === 'agent') endSession(state, at, 'returnedToBot');
  state.owner = nobody;
}

function escalate(state: ConversationState): void {
  if (state.latest === null) return;
  state.latest.escalated = true;
  touch(state, { kind: 'session', of: state.latest });
}

/** A call is a conversation in which the caller speaks by queueing and the agent by answering. */
function applyCall(state: ConversationState, event: LogEvent): void {
  if (describes(event)) describe(state, event);
  const call = noteCall(state, event);
  const said = saidBy(event);
  if (event.type === 'call.ended' || event.type === 'call.abandoned') return hangUp(state, event, call, said);
  if (event.type !== 'call.queued' && event.type !== 'call.answered') return;
  const opens = state.open === null;
  if (event.type === 'call.queued') customerWrites(state, said);
  if (said.agentId && event.type === 'call.queued') assign(state, said, true);
  if (event.type === 'call.answered') answerCall(state, said);
  if (opens && state.open !== null) state.open.isCall = true;
  call.session = state.open;
  call.teamId ||= state.owner.teamId;
}

/**
 * Whoever answers has the call: assigned by that, unless it was offered to him, when his response counts from
 * the offer. On the phone nobody waits for the other's answer: all of the call is the agent's time.
 */
function answerCall(state: ConversationState, said: Said): void {
  if (said.agentId && said.agentId !== state.owner.agentId) assign(state, said, false, 'agent');
  agentMessage(state, said);
  if (state.open !== null) state.open.waitingOnCustomer = false;
}

function tellsAbout({ body }: LogEvent): boolean {
  return [body.channel, body.inbox, body.topic, body.tags, body.campaign, body.language, body.customerKey].some(
    (told) => told !== undefined,
  );
}

function hangUp(state: ConversationState, event: LogEvent, call: Call, said: Said): void {
  const answered = event.type === 'call.ended' && call.answeredAt !== null;
  closeConversation(state, {
    ...said,
    agentId: said.agentId || (answered ? call.agentId : ''),
    by: answered ? 'agent' : 'customer',
    bulk: false,
  });
}
