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
  started,
} from './testing/history.ts';

const minutes = (n: number) => n * 60_000;

test('a turn counts from his first unanswered message, the agent’s part from the assignment', () => {
  const lines = [
    started('10:00'),
    customer('10:00'),
    customer('10:01'),
    assigned('10:02', 'a', 't'),
    agent('10:05'),
    agent('10:06'),
    customer('10:07'),
    agent('10:09'),
    closed('10:10', 'agent', 'a'),
  ];
  expect(factsOf('turn', lines)).toMatchObject([
    { repliedAt: clock('10:05'), agentId: 'a', teamId: 't', replyTimeMs: minutes(3), customerWaitMs: minutes(5) },
    { repliedAt: clock('10:09'), replyTimeMs: minutes(2), customerWaitMs: minutes(2) },
  ]);
});

test('words to the bot wait for an agent from the hand-over only', () => {
  const lines = [
    started('10:00'),
    customer('10:00'),
    bot('10:01'),
    requested('10:02'),
    assigned('10:03', 'a'),
    agent('10:06'),
    closed('10:07', 'agent', 'a'),
  ];
  expect(factsOf('turn', lines)).toMatchObject([{ replyTimeMs: minutes(3), customerWaitMs: minutes(4) }]);
});

test('a transfer splits the wait: the replier’s part begins when it became his', () => {
  const lines = [
    started('10:00'),
    customer('10:00'),
    assigned('10:00', 'a'),
    assigned('10:08', 'b'),
    agent('10:10', 'b'),
    closed('10:11', 'agent', 'b'),
  ];
  expect(factsOf('turn', lines)).toMatchObject([
    { agentId: 'b', replyTimeMs: minutes(2), customerWaitMs: minutes(10) },
  ]);
});

test('a participant who answers is credited, and measured by the customer’s wait', () => {
  const lines = [
    started('10:00'),
    customer('10:00'),
    assigned('10:01', 'a'),
    agent('10:04', 'b'),
    closed('10:05', 'agent', 'a'),
  ];
  expect(factsOf('turn', lines)).toMatchObject([{ agentId: 'b', replyTimeMs: minutes(4), customerWaitMs: minutes(4) }]);
});

test('an agent who opens answers nobody; a late answer waits from the message a timer left', () => {
  expect(factsOf('turn', [started('10:00'), agent('10:00'), customer('10:01'), agent('10:03')])).toMatchObject([
    { customerWaitMs: minutes(2) },
  ]);
  const late = [started('10:00'), customer('10:00'), assigned('10:00', 'a'), agent('10:40')];
  expect(factsOf('turn', late)).toMatchObject([{ customerWaitMs: minutes(40), replyTimeMs: minutes(40) }]);
});

test('handle time stops while the customer is waited for and goes to whoever owns', () => {
  const lines = [
    started('10:00'),
    customer('10:00'),
    assigned('10:00', 'a'),
    agent('10:01'),
    customer('10:05'),
    assigned('10:07', 'b'),
    agent('10:10', 'b'),
    customer('10:12'),
    closed('10:13', 'agent', 'b'),
  ];
  const rows = factsOf('assignment', lines);
  expect(rows.map(({ agentId, handleMs }) => [agentId, handleMs])).toEqual([
    ['a', minutes(1 + 2)],
    ['b', minutes(3 + 1)],
  ]);
});

test('completion: from the opening to the close; a reopening within seven days marks the closure', () => {
  const lines = [
    started('10:00'),
    customer('10:00'),
    agent('10:01'),
    closed('10:20', 'agent', 'a'),
    customer('+2d 10:00'),
    agent('+2d 10:01'),
    closed('+2d 10:05', 'agent', 'a'),
  ];
  expect(factsOf('closure', lines)).toMatchObject([
    {
      closedAt: clock('10:20'),
      completionMs: minutes(20),
      reopened: true,
      reopenedAt: clock('+2d 10:00'),
      closedBy: 'agent',
      agentId: 'a',
    },
    { completionMs: minutes(5), reopened: false },
  ]);
  expect(factsOf('conversation', lines)).toMatchObject([
    {
      openedAt: clock('10:00'),
      reopening: false,
      timeToResolutionMs: 2 * minutes(1440) + minutes(5),
      provisional: false,
    },
    { openedAt: clock('+2d 10:00'), reopening: true, timeToResolutionMs: null },
  ]);
});

test('after seven quiet days it is a new matter, and nothing was reopened', () => {
  const lines = [
    started('10:00'),
    customer('10:00'),
    agent('10:01'),
    closed('10:20', 'agent', 'a'),
    customer('+7d 10:20:01'),
    agent('+7d 10:21'),
    closed('+7d 10:25', 'agent', 'a'),
  ];
  expect(factsOf('closure', lines)).toMatchObject([{ reopened: false }, { reopened: false }]);
  expect(factsOf('conversation', lines)).toMatchObject([
    { timeToResolutionMs: minutes(20) },
    { reopening: true, timeToResolutionMs: 4 * 60_000 + 59_000 },
  ]);
});

test('`conversation.reopened` opens what was closed, and a resolution is provisional for seven days', () => {
  const lines: Line[] = [
    started('10:00'),
    customer('10:00'),
    agent('10:01'),
    closed('10:20', 'agent', 'a'),
    ['11:00', 'conversation.reopened'],
  ];
  expect(factsOf('closure', lines)).toMatchObject([{ reopened: true, reopenedAt: clock('11:00') }]);
  expect(factsOf('conversation', lines)).toMatchObject([
    { timeToResolutionMs: null },
    { openedAt: clock('11:00'), reopening: true },
  ]);
  expect(factsOf('conversation', lines.slice(0, 4), '+6d 00:00')).toMatchObject([{ provisional: true }]);
  expect(factsOf('conversation', lines.slice(0, 4), '+7d 10:20')).toMatchObject([{ provisional: false }]);
});

test('a second close of what is closed is no second closure; a close of what never opened is one, without time', () => {
  expect(
    factsOf('closure', [started('10:00'), customer('10:00'), closed('10:05', 'bot'), closed('10:06', 'system')]),
  ).toHaveLength(1);
  expect(factsOf('closure', [started('10:00'), agent('10:00'), closed('10:05', 'agent', 'a')])).toMatchObject([
    { completionMs: null, openedAt: null },
  ]);
});

test('what the company began is not opened until the customer writes', () => {
  expect(factsOf('conversation', [started('10:00'), agent('10:00')])).toEqual([]);
  expect(factsOf('conversation', [started('10:00'), agent('10:00'), customer('10:30')])).toMatchObject([
    { openedAt: clock('10:30') },
  ]);
});

test('a call: speed of answer, talk without hold, and who answered', () => {
  const lines: Line[] = [
    started('10:00', 'phone'),
    ['10:00', 'call.queued', { callId: 'k', agentId: 'a', dialled: '800' }],
    ['10:01', 'call.answered', { callId: 'k', agentId: 'b' }],
    ['10:02', 'call.held', { callId: 'k' }],
    ['10:03', 'call.resumed', { callId: 'k' }],
    ['10:06', 'call.ended', { callId: 'k', resolved: true }],
  ];
  expect(factsOf('call', lines)).toMatchObject([
    {
      callId: 'k',
      agentId: 'b',
      dialled: '800',
      speedOfAnswerMs: minutes(1),
      talkMs: minutes(4),
      holdMs: minutes(1),
      answered: true,
      abandoned: false,
      resolved: true,
    },
  ]);
});

test('a hold before the answer or after the end measures nothing', () => {
  const lines: Line[] = [
    started('10:00', 'phone'),
    ['10:00', 'call.queued', { callId: 'k' }],
    ['10:01', 'call.held', { callId: 'k' }],
    ['10:02', 'call.answered', { callId: 'k', agentId: 'a' }],
    ['10:05', 'call.resumed', { callId: 'k' }],
    ['10:06', 'call.ended', { callId: 'k' }],
    ['10:07', 'call.held', { callId: 'k' }],
    ['10:09', 'call.resumed', { callId: 'k' }],
  ];
  expect(factsOf('call', lines)).toMatchObject([{ talkMs: minutes(4), holdMs: 0 }]);
});

test('an abandoned call has no speed of answer and no talk', () => {
  const lines: Line[] = [
    started('10:00', 'phone'),
    ['10:00', 'call.queued', { callId: 'k' }],
    ['10:02', 'call.abandoned', { callId: 'k' }],
  ];
  expect(factsOf('call', lines)).toMatchObject([
    { abandoned: true, speedOfAnswerMs: null, talkMs: null, holdMs: null },
  ]);
});

test('a call alone tells itself what it is about', () => {
  const lines: Line[] = [
    ['10:00', 'call.queued', { callId: 'k', topic: 'billing', customerKey: 'ck', language: 'fa' }],
    ['10:01', 'call.answered', { callId: 'k', agentId: 'a' }],
    ['10:02', 'call.ended', { callId: 'k' }],
  ];
  expect(factsOf('call', lines)).toMatchObject([
    { topic: 'billing', customerKey: 'ck', language: 'fa', channel: 'phone' },
  ]);
  expect(factsOf('session', lines)).toMatchObject([{ topic: 'billing', customerKey: 'ck' }]);
});
