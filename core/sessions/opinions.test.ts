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

const answered = (at: string, value: number, body: Record<string, unknown> = {}): Line => [
  at,
  'survey.answered',
  { ratingId: 'r', scale: 'smiley3', value, subject: 'conversation', ...body },
];
const sent = (at: string, body: Record<string, unknown> = {}): Line => [
  at,
  'survey.sent',
  { invitationId: 'i', surveyId: 's', subject: 'conversation', ...body },
];
const solved: Line[] = [
  started('10:00'),
  customer('10:00'),
  assigned('10:01', 'a', 't'),
  agent('10:02'),
  closed('10:05', 'agent', 'a'),
];

test('a rating belongs to the owner of the last session ended before it', () => {
  expect(factsOf('rating', [...solved, answered('10:10', 3)])).toMatchObject([
    {
      agentId: 'a',
      teamId: 't',
      ratedOwner: 'agent',
      score: 100,
      satisfied: true,
      family: 'csat',
      value: 3,
      askedAt: null,
      closedAt: clock('10:05'),
      channel: 'web',
      sessionId: 'test:e1',
    },
  ]);
});

test('asked before a transfer’s session ended, it stays with whom it was asked about', () => {
  const lines = [
    ...solved,
    sent('10:06'),
    customer('11:00'),
    assigned('11:01', 'b'),
    agent('11:02', 'b'),
    closed('11:03', 'agent', 'b'),
    answered('11:10', 1, { invitationId: 'i' }),
  ];
  expect(factsOf('rating', lines)).toMatchObject([
    { agentId: 'a', askedAt: clock('10:06'), closedAt: clock('10:05'), score: 0 },
  ]);
  expect(factsOf('invitation', lines)).toMatchObject([
    { agentId: 'a', sentAt: clock('10:06'), answeredAt: clock('11:10'), suppressed: false },
  ]);
});

test('without an invitation the last session ended before the answer decides', () => {
  const lines = [
    ...solved,
    customer('11:00'),
    assigned('11:01', 'b'),
    agent('11:02', 'b'),
    closed('11:03', 'agent', 'b'),
    answered('11:10', 2),
  ];
  expect(factsOf('rating', lines)).toMatchObject([{ agentId: 'b', score: 50, satisfied: false }]);
});

test('an agent named by the answer is the one rated', () => {
  expect(factsOf('rating', [...solved, answered('10:10', 3, { agentId: 'z' })])).toMatchObject([
    { agentId: 'z', ratedOwner: 'agent' },
  ]);
});

test('after a bot’s session the bot is rated, before any session nobody', () => {
  const talk = [started('10:00'), customer('10:00'), bot('10:01'), closed('10:02', 'bot')];
  expect(factsOf('rating', [...talk, answered('10:03', 3)])).toMatchObject([{ ratedOwner: 'bot', agentId: '' }]);
  expect(factsOf('rating', [started('10:00'), answered('10:00', 3)])).toMatchObject([
    { ratedOwner: 'nobody', agentId: '', sessionId: '' },
  ]);
});

test('while the agents’ session is open the bot’s, which ended, is the rated one', () => {
  const lines = [
    started('10:00'),
    customer('10:00'),
    bot('10:01'),
    requested('10:02'),
    assigned('10:03', 'a'),
    answered('10:04', 3),
  ];
  expect(factsOf('rating', lines)).toMatchObject([{ ratedOwner: 'bot', agentId: '' }]);
});

test('of several answers the last counts and the first is kept; it is one rating', () => {
  expect(factsOf('rating', [...solved, answered('10:10', 3), answered('10:20', 1)])).toMatchObject([
    { answeredAt: clock('10:20'), value: 1, firstValue: 3, score: 0 },
  ]);
});

test('an invitation goes through sent, delivered, opened, answered; a suppressed one tells why', () => {
  const steps: Line[] = [
    sent('10:06'),
    ['10:07', 'survey.delivered', { invitationId: 'i' }],
    ['10:08', 'survey.opened', { invitationId: 'i' }],
  ];
  expect(factsOf('invitation', [...solved, ...steps])).toMatchObject([
    {
      deliveredAt: clock('10:07'),
      surveyOpenedAt: clock('10:08'),
      answeredAt: null,
      surveyId: 's',
      ratedOwner: 'agent',
    },
  ]);
  const held: Line = ['10:06', 'survey.suppressed', { invitationId: 'j', reason: 'askedRecently' }];
  expect(factsOf('invitation', [...solved, held])).toMatchObject([
    { suppressed: true, suppressedReason: 'askedRecently', sentAt: clock('10:06') },
  ]);
});

test('delivery without a sending has no place in time, so no row', () => {
  expect(factsOf('invitation', [...solved, ['10:07', 'survey.delivered', { invitationId: 'i' }]])).toEqual([]);
});

test('a label given after the session moves its rating too', () => {
  const lines: Line[] = [...solved, answered('10:10', 3), ['10:30', 'conversation.labelled', { topic: 'refund' }]];
  expect(factsOf('rating', lines)).toMatchObject([{ topic: 'refund' }]);
});
