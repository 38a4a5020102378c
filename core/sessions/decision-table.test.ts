import { expect, test } from 'vitest';
import {
  agent,
  assigned,
  bot,
  clock,
  closed,
  customer,
  factsOf,
  type Line,
  requested,
  returned,
  started,
  teamAssigned,
  unassigned,
} from './testing/history.ts';

/**
 * Histories written and reckoned by hand from the rules in docs/sessions.md. Times are of one day, UTC;
 * `+1d` is the next. What a case does not name, it does not test.
 */
interface Case {
  name: string;
  lines: Line[];
  now?: string;
  sessions?: Record<string, unknown>[];
  rows?: Record<string, unknown>[];
}

const minutes = (n: number) => n * 60_000;
const at = clock;

const cases: Case[] = [
  {
    name: '01 completed: assigned, answered, closed by the agent',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:01', 'a', 't'),
      agent('10:03'),
      customer('10:05'),
      agent('10:06'),
      closed('10:07', 'agent', 'a'),
    ],
    sessions: [
      {
        kind: 'agent',
        endReason: 'agentClosed',
        firstResponseMs: minutes(3),
        resolutionMs: minutes(4),
        durationMs: minutes(7),
        customerMessages: 2,
        agentMessages: 2,
        handledByAgent: true,
        agentId: 'a',
        teamId: 't',
      },
    ],
    rows: [
      {
        agentId: 'a',
        teamId: 't',
        outcome: 'completed',
        assignedAt: at('10:01'),
        responseAfterAssignmentMs: minutes(2),
        handleMs: minutes(3),
        agentMessages: 2,
      },
    ],
  },
  {
    name: '02 missed: the customer ends it before anybody answers',
    lines: [started('10:00'), customer('10:00'), assigned('10:01', 'a'), closed('10:04', 'customer')],
    sessions: [{ endReason: 'customerEnded', firstResponseMs: null, resolutionMs: null, notHandled: true }],
    rows: [
      { agentId: 'a', outcome: 'missed', responseAfterAssignmentMs: null, handleMs: minutes(3), notHandled: true },
    ],
  },
  {
    name: '03 missed: the customer returns to the bot before anybody answers; both flags hold',
    lines: [started('10:00'), customer('10:00'), requested('10:01'), assigned('10:01', 'a'), returned('10:05')],
    sessions: [{ endReason: 'returnedToBot', handledByBot: true, notHandled: true }],
    rows: [{ agentId: 'a', outcome: 'missed' }],
  },
  {
    name: '04 missedAndExpired: the window runs out 24 h after his last message, unanswered',
    lines: [started('10:00', 'whatsapp'), customer('10:00'), assigned('10:01', 'a')],
    sessions: [{ endReason: 'windowExpired', endedAt: at('+1d 10:00'), durationMs: minutes(1440) }],
    rows: [{ agentId: 'a', outcome: 'missedAndExpired' }],
  },
  {
    name: '05 expired: answered, then the window runs out from his last message',
    lines: [started('10:00', 'whatsapp'), customer('10:00'), assigned('10:01', 'a'), agent('10:10'), customer('11:00')],
    sessions: [{ endReason: 'windowExpired', endedAt: at('+1d 11:00'), resolutionMs: minutes(1440 + 50) }],
    rows: [{ agentId: 'a', outcome: 'expired', handleMs: minutes(9) + minutes(1440) }],
  },
  {
    name: '06 timedOut without reply: hand-over timeout, 15 min after his last message in chat',
    lines: [started('10:00'), customer('10:00'), assigned('10:01', 'a'), customer('10:05')],
    sessions: [{ endReason: 'handoverTimeout', endedAt: at('10:20') }],
    rows: [{ agentId: 'a', outcome: 'timedOut', replied: false, notHandled: true }],
  },
  {
    name: '07 timedOut after reply: he does not come back within 10 min of the agent',
    lines: [started('10:00'), customer('10:00'), assigned('10:01', 'a'), agent('10:02')],
    sessions: [{ endReason: 'inactivity', endedAt: at('10:12'), resolutionMs: minutes(10) }],
    rows: [{ agentId: 'a', outcome: 'timedOut', replied: true, notHandled: false, handleMs: minutes(1) }],
  },
  {
    name: '08 timedOut after reply by the hand-over timeout: his second question stays unanswered',
    lines: [started('10:00'), customer('10:00'), assigned('10:00', 'a'), agent('10:02'), customer('10:03')],
    sessions: [{ endReason: 'handoverTimeout', endedAt: at('10:18') }],
    rows: [{ agentId: 'a', outcome: 'timedOut', replied: true, handleMs: minutes(2) + minutes(15) }],
  },
  {
    name: '09 closedWithoutReply: the agent closes without a word',
    lines: [started('10:00'), customer('10:00'), assigned('10:01', 'a'), closed('10:02', 'agent', 'a')],
    rows: [{ agentId: 'a', outcome: 'closedWithoutReply', notHandled: true }],
    sessions: [{ notHandled: true, handledByAgent: false }],
  },
  {
    name: '10 closedWithoutReply: the system closes what nobody answered',
    lines: [started('10:00'), customer('10:00'), assigned('10:01', 'a'), closed('10:02', 'system')],
    sessions: [{ endReason: 'systemClosed' }],
    rows: [{ agentId: 'a', outcome: 'closedWithoutReply' }],
  },
  {
    name: '11 closedAutomatically: the system closes after a reply',
    lines: [started('10:00'), customer('10:00'), assigned('10:01', 'a'), agent('10:02'), closed('10:03', 'system')],
    rows: [{ agentId: 'a', outcome: 'closedAutomatically' }],
  },
  {
    name: '12 closedAutomatically: a bulk close is not a solution, even by the agent',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:01', 'a'),
      agent('10:02'),
      closed('10:03', 'agent', 'a', true),
    ],
    sessions: [{ endReason: 'bulk', handledByAgent: false }],
    rows: [{ agentId: 'a', outcome: 'closedAutomatically' }],
  },
  {
    name: '13 closedAutomatically: the bot closes after a reply',
    lines: [started('10:00'), customer('10:00'), assigned('10:01', 'a'), agent('10:02'), closed('10:03', 'bot')],
    sessions: [{ endReason: 'botClosed' }],
    rows: [{ agentId: 'a', outcome: 'closedAutomatically' }],
  },
  {
    name: '14 endedByCustomer: he ends it after a reply',
    lines: [started('10:00'), customer('10:00'), assigned('10:01', 'a'), agent('10:02'), closed('10:04', 'customer')],
    rows: [{ agentId: 'a', outcome: 'endedByCustomer', resolutionMs: minutes(2) }],
  },
  {
    name: '15 endedByCustomer: he returns to the bot after a reply',
    lines: [started('10:00'), customer('10:00'), assigned('10:01', 'a'), agent('10:02'), returned('10:04')],
    rows: [{ agentId: 'a', outcome: 'endedByCustomer' }],
    sessions: [{ handledByBot: true, notHandled: false }],
  },
  {
    name: '16 transferred: two owners, two rows, one session; handle time is each one’s own',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:02'),
      customer('10:03'),
      assigned('10:05', 'b'),
      agent('10:06', 'b'),
      closed('10:08', 'agent', 'b'),
    ],
    sessions: [{ agentId: 'b', firstResponseMs: minutes(2), durationMs: minutes(8) }],
    rows: [
      {
        agentId: 'a',
        outcome: 'transferred',
        handleMs: minutes(2) + minutes(2),
        responseAfterAssignmentMs: minutes(2),
        resolutionMs: null,
      },
      {
        agentId: 'b',
        outcome: 'completed',
        handleMs: minutes(1),
        responseAfterAssignmentMs: minutes(1),
        resolutionMs: minutes(2),
      },
    ],
  },
  {
    name: '17 open: nothing has ended yet, handle time is not known yet',
    lines: [started('10:00'), customer('10:00'), assigned('10:01', 'a'), agent('10:02')],
    now: '10:05',
    sessions: [{ endedAt: null, endReason: '', durationMs: null, resolutionMs: null }],
    rows: [{ agentId: 'a', outcome: 'open', handleMs: null, responseAfterAssignmentMs: minutes(1) }],
  },
  {
    name: '18 not assigned: a row with neither agent nor team, timed out',
    lines: [started('10:00'), customer('10:00')],
    sessions: [{ endReason: 'handoverTimeout', endedAt: at('10:15'), notHandled: false, agentId: '' }],
    rows: [{ agentId: '', teamId: '', outcome: 'timedOut', assignedAt: at('10:00'), handleMs: null }],
  },
  {
    name: '19 bot session: the first bot message makes it the bot’s; 10 quiet minutes end it; no agent row',
    lines: [started('10:00'), customer('10:00'), bot('10:00:05'), customer('10:03'), bot('10:03:01')],
    sessions: [{ kind: 'bot', endReason: 'inactivity', endedAt: at('10:13'), botMessages: 2, handledByBot: true }],
    rows: [],
  },
  {
    name: '20 hand-over: the bot’s session ends, the wait counts from the request',
    lines: [
      started('10:00'),
      customer('10:00'),
      bot('10:00:05'),
      requested('10:02'),
      assigned('10:03', 'a'),
      agent('10:05'),
      customer('10:06'),
      agent('10:07'),
      closed('10:08', 'agent', 'a'),
    ],
    sessions: [
      { kind: 'bot', endReason: 'handedOver', endedAt: at('10:02'), handledByBot: false },
      {
        kind: 'agent',
        queuedAt: at('10:02'),
        startedAt: at('10:05'),
        firstResponseMs: minutes(3),
        durationMs: minutes(3),
      },
    ],
    rows: [
      { agentId: 'a', outcome: 'completed', responseAfterAssignmentMs: minutes(2), handleMs: minutes(2) + minutes(1) },
    ],
  },
  {
    name: '21 a second request in an open agent session changes nothing',
    lines: [
      started('10:00'),
      customer('10:00'),
      bot('10:00:05'),
      requested('10:02'),
      requested('10:04'),
      assigned('10:05', 'a'),
      agent('10:06'),
      closed('10:07', 'agent', 'a'),
    ],
    sessions: [{ kind: 'bot' }, { kind: 'agent', queuedAt: at('10:02'), firstResponseMs: minutes(4) }],
  },
  {
    name: '22 the first assignment of an agent in a bot session is a hand-over',
    lines: [
      started('10:00'),
      customer('10:00'),
      bot('10:00:05'),
      assigned('10:02', 'a'),
      agent('10:03'),
      closed('10:04', 'agent', 'a'),
    ],
    sessions: [
      { kind: 'bot', endReason: 'handedOver' },
      { kind: 'agent', queuedAt: at('10:02'), firstResponseMs: minutes(1), outbound: false },
    ],
    rows: [{ agentId: 'a', outcome: 'completed', assignedAt: at('10:02') }],
  },
  {
    name: '23 an agent’s own message in a bot session takes it over; he opened it, so no first response',
    lines: [started('10:00'), customer('10:00'), bot('10:00:05'), agent('10:02'), closed('10:04', 'agent', 'a')],
    sessions: [
      { kind: 'bot', endReason: 'handedOver' },
      { kind: 'agent', queuedAt: at('10:02'), firstResponseMs: null, outbound: false },
    ],
    rows: [{ agentId: 'a', outcome: 'completed', responseAfterAssignmentMs: null }],
  },
  {
    name: '24 a team alone in a bot session is no hand-over, and the team stays for the agents’ session',
    lines: [
      started('10:00'),
      customer('10:00'),
      bot('10:00:05'),
      teamAssigned('10:01', 't'),
      requested('10:02'),
      assigned('10:03', 'a'),
      agent('10:04'),
      closed('10:05', 'agent', 'a'),
    ],
    sessions: [
      { kind: 'bot', endReason: 'handedOver', endedAt: at('10:02') },
      { kind: 'agent', teamId: 't' },
    ],
    rows: [{ agentId: 'a', teamId: 't', outcome: 'completed' }],
  },
  {
    name: '25 a team owned and none of its agents did: one row for the team',
    lines: [started('10:00'), customer('10:00'), teamAssigned('10:01', 't')],
    rows: [{ agentId: '', teamId: 't', outcome: 'timedOut', assignedAt: at('10:01'), notHandled: false }],
  },
  {
    name: '26 a team’s row is transferred when another team’s agent takes it',
    lines: [
      started('10:00'),
      customer('10:00'),
      teamAssigned('10:01', 't'),
      assigned('10:02', 'b', 'u'),
      agent('10:03', 'b'),
      closed('10:04', 'agent', 'b'),
    ],
    rows: [
      { agentId: 'b', teamId: 'u', outcome: 'completed' },
      { agentId: '', teamId: 't', outcome: 'transferred' },
    ],
  },
  {
    name: '27 the owner goes along into the customer’s next session, assigned when it opens',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:01'),
      closed('10:02', 'agent', 'a'),
      customer('12:00'),
      agent('12:04'),
      closed('12:05', 'agent', 'a'),
    ],
    sessions: [{ firstResponseMs: minutes(1) }, { queuedAt: at('12:00'), firstResponseMs: minutes(4) }],
    rows: [
      { outcome: 'completed' },
      { agentId: 'a', assignedAt: at('12:00'), outcome: 'completed', responseAfterAssignmentMs: minutes(4) },
    ],
  },
  {
    name: '28 a bot that speaks first in the next session drops the inherited owner',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:01'),
      closed('10:02', 'agent', 'a'),
      customer('12:00'),
      bot('12:00:01'),
    ],
    sessions: [{ kind: 'agent' }, { kind: 'bot', agentId: '' }],
    rows: [{ agentId: 'a', outcome: 'completed' }],
  },
  {
    name: '29 a bot’s word in a session where an agent was requested leaves it the agents’',
    lines: [
      started('10:00'),
      customer('10:00'),
      requested('10:00:30'),
      bot('10:01'),
      assigned('10:02', 'a'),
      agent('10:03'),
      closed('10:04', 'agent', 'a'),
    ],
    sessions: [{ kind: 'agent', queuedAt: at('10:00'), firstResponseMs: minutes(3), botMessages: 1 }],
  },
  {
    name: '30 outbound: the agent opens, the customer never writes; listed, without outcome',
    lines: [started('10:00'), agent('10:00')],
    sessions: [
      { outbound: true, firstResponseMs: null, endReason: 'inactivity', endedAt: at('10:10'), resolutionMs: null },
    ],
    rows: [{ agentId: 'a', outbound: true, outcome: '', handleMs: null }],
  },
  {
    name: '31 an agent’s opening that the customer answers is no longer outbound',
    lines: [started('10:00'), agent('10:00'), customer('10:05'), agent('10:06'), closed('10:07', 'agent', 'a')],
    sessions: [{ outbound: false, firstResponseMs: null, resolutionMs: minutes(7) }],
    rows: [{ agentId: 'a', outcome: 'completed', responseAfterAssignmentMs: null }],
  },
  {
    name: '32 a late answer opens a session queued at the message a timer left unanswered',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:40'),
      customer('10:42'),
      closed('10:43', 'agent', 'a'),
    ],
    sessions: [
      { endReason: 'handoverTimeout', endedAt: at('10:15') },
      {
        queuedAt: at('10:00'),
        startedAt: at('10:00'),
        firstResponseMs: null,
        outbound: false,
        durationMs: minutes(43),
      },
    ],
    rows: [
      { outcome: 'timedOut' },
      { outcome: 'completed', assignedAt: at('10:00'), responseAfterAssignmentMs: minutes(40) },
    ],
  },
  {
    name: '33 an agent’s close after an inactivity end makes him the one who closed it; the end stays',
    lines: [started('10:00'), customer('10:00'), assigned('10:00', 'a'), agent('10:02'), closed('10:30', 'agent', 'a')],
    sessions: [{ endReason: 'agentClosed', endedAt: at('10:12'), handledByAgent: true }],
    rows: [{ outcome: 'completed' }],
  },
  {
    name: '34 the system’s close after an inactivity end changes no session',
    lines: [started('10:00'), customer('10:00'), assigned('10:00', 'a'), agent('10:02'), closed('10:30', 'system')],
    sessions: [{ endReason: 'inactivity' }],
    rows: [{ outcome: 'timedOut' }],
  },
  {
    name: '35 a timer due at an event’s instant fires after it: the message at 10:12 keeps it open',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:02'),
      customer('10:12'),
      agent('10:13'),
      closed('10:14', 'agent', 'a'),
    ],
    sessions: [{ endReason: 'agentClosed', customerMessages: 2 }],
  },
  {
    name: '36 one second later it is a new session',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:02'),
      customer('10:12:01'),
      agent('10:13'),
      closed('10:14', 'agent', 'a'),
    ],
    sessions: [{ endReason: 'inactivity' }, { endReason: 'agentClosed', queuedAt: at('10:12:01') }],
  },
  {
    name: '37 messenger: an agent session lives 24 h of the customer’s silence',
    lines: [started('10:00', 'telegram'), customer('10:00'), assigned('10:00', 'a'), agent('10:02')],
    sessions: [{ endReason: 'inactivity', endedAt: at('+1d 10:02') }],
  },
  {
    name: '38 messenger: an unanswered customer never ends by a timer',
    lines: [started('10:00', 'telegram'), customer('10:00'), assigned('10:00', 'a')],
    sessions: [{ endedAt: null }],
    rows: [{ outcome: 'open' }],
  },
  {
    name: '39 mail: seven days of silence',
    lines: [started('10:00', 'email'), customer('10:00'), assigned('10:00', 'a'), agent('10:02')],
    sessions: [{ endReason: 'inactivity', endedAt: at('+7d 10:02') }],
  },
  {
    name: '40 window: a session opened after it was over waits; seven quiet days end it',
    lines: [
      started('10:00', 'whatsapp'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:01'),
      closed('10:02', 'agent', 'a'),
      agent('+3d 10:00'),
    ],
    sessions: [{ endReason: 'agentClosed' }, { outbound: true, endReason: 'inactivity', endedAt: at('+10d 10:00') }],
  },
  {
    name: '41 window: once he writes, it runs again from there',
    lines: [
      started('10:00', 'whatsapp'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:01'),
      closed('10:02', 'agent', 'a'),
      agent('+3d 10:00'),
      customer('+4d 09:00'),
    ],
    sessions: [{}, { outbound: false, endReason: 'windowExpired', endedAt: at('+5d 09:00') }],
  },
  {
    name: '42 window: it runs from his last message even when that was before this session',
    lines: [
      started('10:00', 'whatsapp'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:01'),
      closed('10:02', 'agent', 'a'),
      agent('11:00'),
    ],
    sessions: [{}, { outbound: true, endReason: 'windowExpired', endedAt: at('+1d 10:00') }],
  },
  {
    name: '43 a source’s own window.expired ends it at its time',
    lines: [started('10:00', 'whatsapp'), customer('10:00'), assigned('10:01', 'a'), ['12:00', 'window.expired']],
    sessions: [{ endReason: 'windowExpired', endedAt: at('12:00') }],
    rows: [{ outcome: 'missedAndExpired' }],
  },
  {
    name: '44 whoever writes or closes while nobody owns is assigned at that instant',
    lines: [started('10:00'), customer('10:00'), agent('10:03'), closed('10:04', 'agent', 'a')],
    sessions: [{ firstResponseMs: minutes(3), agentId: 'a' }],
    rows: [
      { agentId: 'a', assignedAt: at('10:03'), outcome: 'completed', responseAfterAssignmentMs: null, handleMs: 0 },
    ],
  },
  {
    name: '45 a close by an agent nobody had assigned: his, and without reply',
    lines: [started('10:00'), customer('10:00'), closed('10:04', 'agent', 'a')],
    rows: [{ agentId: 'a', assignedAt: at('10:04'), outcome: 'closedWithoutReply' }],
  },
  {
    name: '46 one who writes while another owns is a participant: his words answer, the owner has the row',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:02', 'b'),
      closed('10:03', 'agent', 'a'),
    ],
    sessions: [{ firstResponseMs: minutes(2), agentId: 'a' }],
    rows: [{ agentId: 'a', replied: false, outcome: 'closedWithoutReply', agentMessages: 0 }],
  },
  {
    name: '47 unassigned before the end: the owner is gone, his row is transferred',
    lines: [started('10:00'), customer('10:00'), assigned('10:00', 'a', 't'), unassigned('10:05')],
    sessions: [{ endReason: 'handoverTimeout', agentId: 'a', teamId: 't' }],
    rows: [{ agentId: 'a', teamId: 't', outcome: 'transferred', handleMs: minutes(5) }],
  },
  {
    name: '48 assigned again: one row, first assignment counts, response from the last before his reply',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:00', 'a'),
      assigned('10:02', 'b'),
      assigned('10:04', 'a'),
      agent('10:05'),
      closed('10:06', 'agent', 'a'),
    ],
    rows: [
      {
        agentId: 'a',
        assignedAt: at('10:00'),
        responseAfterAssignmentMs: minutes(1),
        outcome: 'completed',
        handleMs: minutes(3),
      },
      { agentId: 'b', outcome: 'transferred', handleMs: minutes(2) },
    ],
  },
  {
    name: '49 private, automatic and survey words move nothing',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:00', 'a'),
      ['10:01', 'message.sent', { author: 'agent', agentId: 'a', private: true }],
      ['10:02', 'message.sent', { author: 'agent', agentId: 'a', automatic: true }],
      ['10:03', 'message.sent', { author: 'customer', surveyAnswer: true }],
      ['10:04', 'message.sent', { author: 'system' }],
    ],
    sessions: [
      {
        endReason: 'handoverTimeout',
        endedAt: at('10:15'),
        firstResponseMs: null,
        customerMessages: 1,
        agentMessages: 0,
      },
    ],
  },
  {
    name: '50 words within ten minutes of a survey answer belong to it; after that a session opens',
    lines: [
      started('10:00'),
      customer('10:00'),
      assigned('10:00', 'a'),
      agent('10:01'),
      closed('10:02', 'agent', 'a'),
      ['10:05', 'survey.answered', { ratingId: 'r', scale: 'smiley3', value: 3, subject: 'conversation' }],
      customer('10:15'),
      customer('10:15:01'),
    ],
    sessions: [{}, { queuedAt: at('10:15:01') }],
  },
  {
    name: '51 the topic is the last label before the next session opens',
    lines: [
      started('10:00'),
      customer('10:00'),
      agent('10:01'),
      closed('10:02', 'agent', 'a'),
      ['10:30', 'conversation.labelled', { topic: 'delivery', tags: ['vip'] }],
      customer('12:00'),
      ['12:01', 'conversation.labelled', { topic: 'refund' }],
      agent('12:02'),
      closed('12:03', 'agent', 'a'),
    ],
    sessions: [{ topic: 'delivery', tags: ['vip'] }, { topic: 'refund' }],
    rows: [{ topic: 'delivery' }, { topic: 'refund' }],
  },
  {
    name: '52 a call: queueing asks, answering replies, hanging up after the answer completes it',
    lines: [
      started('10:00', 'phone'),
      ['10:00', 'call.queued', { callId: 'k', agentId: 'a' }],
      ['10:01', 'call.answered', { callId: 'k', agentId: 'a' }],
      ['10:05', 'call.ended', { callId: 'k', resolved: true }],
    ],
    sessions: [{ firstResponseMs: minutes(1), endReason: 'agentClosed', channel: 'phone', resolutionMs: minutes(4) }],
    rows: [{ agentId: 'a', outcome: 'completed', responseAfterAssignmentMs: minutes(1), handleMs: minutes(5) }],
  },
  {
    name: '53 an abandoned call is missed, and no timer ever runs on a call',
    lines: [
      started('10:00', 'phone'),
      ['10:00', 'call.queued', { callId: 'k', agentId: 'a' }],
      ['11:30', 'call.abandoned', { callId: 'k' }],
    ],
    sessions: [{ endReason: 'customerEnded', endedAt: at('11:30') }],
    rows: [{ agentId: 'a', outcome: 'missed' }],
  },
  {
    name: '54 an agent’s request with nothing open opens an agents’ session',
    lines: [
      started('10:00'),
      requested('10:00'),
      assigned('10:01', 'a'),
      agent('10:02'),
      closed('10:03', 'agent', 'a'),
    ],
    sessions: [
      { kind: 'agent', queuedAt: at('10:00'), startedAt: at('10:02'), firstResponseMs: minutes(2), outbound: false },
    ],
    rows: [{ outcome: 'completed' }],
  },
  {
    name: '55 escalated is marked on the session it happened in',
    lines: [
      started('10:00'),
      customer('10:00'),
      ['10:01', 'conversation.escalated'],
      agent('10:02'),
      closed('10:03', 'agent', 'a'),
    ],
    sessions: [{ escalated: true }],
  },
  {
    name: '56 an unknown channel counts as chat',
    lines: [customer('10:00'), assigned('10:00', 'a')],
    sessions: [{ channel: '', endReason: 'handoverTimeout', endedAt: at('10:15') }],
  },
];

test.each(cases)('$name', ({ lines, now, sessions, rows }) => {
  if (sessions !== undefined) expect(factsOf('session', lines, now)).toMatchObject(sessions);
  if (rows !== undefined) expect(factsOf('assignment', lines, now)).toMatchObject(rows);
});

test('the table has each outcome and each end', () => {
  const rows = cases.flatMap(({ lines, now }) => factsOf('assignment', lines, now));
  const sessions = cases.flatMap(({ lines, now }) => factsOf('session', lines, now));
  expect(new Set(rows.map(({ outcome }) => outcome).filter(Boolean)).size).toBe(10);
  expect(new Set(sessions.map(({ endReason }) => endReason).filter(Boolean)).size).toBe(10);
});
