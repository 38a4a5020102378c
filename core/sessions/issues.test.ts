import { describe, expect, test } from 'vitest';
import type { EventBody } from '../events/types.ts';
import type { FactRow } from './facts.ts';
import { foldStream } from './fold.ts';
import { foldIssues, mostContacts, type StoredContact } from './issues.ts';
import { defaultRules } from './rules.ts';
import { defaultPolicy } from './policy.ts';
import { assigned, bot, clock, closed, customer, history, type Line, rowsOf } from './testing/history.ts';

/** One conversation or call after another, each with what it is about; all of one customer. */
type Part = readonly [about: EventBody, lines: readonly Line[]];

const billing = (conversationId: string): EventBody => ({ conversationId, customerKey: 'k', topic: 'billing' });
const labelled = (about: EventBody): Line => ['00:00', 'conversation.started', { channel: 'web', ...about }];

/** A conversation that the customer opens at one time and agent a closes at another. */
function ticket(about: EventBody, opened: string, ended?: string): Part {
  const lines: Line[] = [labelled(about), customer(opened), assigned(opened, 'a', 't')];
  return [about, ended === undefined ? lines : [...lines, closed(ended, 'agent', 'a')]];
}

function call(callId: string, queued: string, ended: string, answered = true): Part {
  const lines: Line[] = [[queued, 'call.queued']];
  if (answered) lines.push([queued, 'call.answered', { agentId: 'b' }]);
  lines.push([ended, answered ? 'call.ended' : 'call.abandoned']);
  return [{ callId, customerKey: 'k', topic: 'billing' }, lines];
}

function contactsOf(parts: readonly Part[]): StoredContact[] {
  return parts.flatMap(([about, lines]) => {
    const events = history(lines, about);
    const stream = events[0]?.stream ?? '';
    return foldStream(stream, events, defaultRules, clock('+60d 00:00')).facts.flatMap(({ fact, key, row }) =>
      fact === 'contact' ? [{ stream, key, row }] : [],
    );
  });
}

function folded(parts: readonly Part[], now = '+60d 00:00') {
  const { facts, nextDueAt } = foldIssues(contactsOf(parts), defaultRules, clock(now));
  return { issues: rowsOf('issue', facts), duplicates: rowsOf('duplicate', facts), nextDueAt };
}

const counts = ({ contacts, calls, resolvedAt, provisional, firstContactResolved }: FactRow<'issue'>) => ({
  contacts,
  calls,
  resolvedAt,
  provisional,
  firstContactResolved,
});

describe('a contact', () => {
  test('is an opening: it belongs to the owner at its close and has the last label', () => {
    const about = { conversationId: 'c', customerKey: 'k' };
    const [first, second] = contactsOf([
      [
        about,
        [
          labelled(about),
          customer('10:00'),
          bot('10:00:05'),
          ['10:01', 'agent.requested'],
          assigned('10:02', 'a', 't'),
          ['10:03', 'conversation.labelled', { topic: 'billing' }],
          closed('10:05', 'system'),
          customer('+1d 10:00'),
        ],
      ],
    ]);
    expect(first?.row).toMatchObject({
      openedAt: clock('10:00'),
      closedAt: clock('10:05'),
      agentId: 'a',
      teamId: 't',
      topic: 'billing',
      call: false,
      reopening: false,
    });
    // Nobody's until it is closed: whoever owns it now may not be who solves it.
    expect(second?.row).toMatchObject({ openedAt: clock('+1d 10:00'), closedAt: null, agentId: '', reopening: true });
    expect(first?.key).toBe('k test:e1');
  });

  test('is a call without a conversation, also one that nobody answered', () => {
    const [answered, given] = contactsOf([call('x', '10:00', '10:05'), call('y', '11:00', '11:01', false)]);
    expect(answered?.row).toMatchObject({ call: true, channel: 'phone', agentId: 'b', abandoned: false });
    expect(given?.row).toMatchObject({ call: true, closedAt: clock('11:01'), abandoned: true });
  });

  test('of nobody is none', () => {
    expect(contactsOf([[{ conversationId: 'c' }, [customer('10:00')]]])).toEqual([]);
  });

  test('moves with a conversation that turns out to be another customer’s', () => {
    const about = { conversationId: 'c' };
    const lines: Line[] = [customer('10:00'), ['10:01', 'conversation.started', { customerKey: 'other' }]];
    expect(contactsOf([[about, lines]]).map(({ key }) => key)).toEqual(['other test:e0']);
  });
});

describe('an issue', () => {
  test('of one contact that stays closed for seven days was resolved at the first', () => {
    const parts = [ticket(billing('c'), '10:00', '11:00')];
    const later = folded(parts, '+7d 11:00');
    expect(later.issues).toMatchObject([
      { firstContactAt: clock('10:00'), conversationId: 'c', topic: 'billing', agentId: 'a', teamId: 't' },
    ]);
    expect(later.issues.map(counts)).toEqual([
      { contacts: 1, calls: 0, resolvedAt: clock('11:00'), provisional: false, firstContactResolved: true },
    ]);
    expect(later.nextDueAt).toBeNull();
    const before = folded(parts, '+7d 10:59:59');
    expect(before.issues[0]).toMatchObject({ provisional: true, firstContactResolved: false });
    expect(before.nextDueAt).toBe(clock('+7d 11:00'));
  });

  test.each([
    ['at exactly seven days', '+7d 11:00', [2]],
    ['a second after them', '+7d 11:00:01', [1, 1]],
  ])('a contact %s after the last close', (_when, next, expected) => {
    const { issues } = folded([ticket(billing('c'), '10:00', '11:00'), ticket(billing('d'), next, '+8d 12:00')]);
    expect(issues.map(({ contacts }) => contacts)).toEqual(expected);
  });

  test('goes on from the last close or contact, so it may be longer than seven days', () => {
    const { issues } = folded([
      ticket(billing('c'), '10:00', '+1d 10:00'),
      call('x', '+7d 10:00', '+7d 10:05'),
      ticket(billing('d'), '+13d 10:00', '+13d 11:00'),
    ]);
    expect(issues.map(counts)).toEqual([
      { contacts: 3, calls: 1, resolvedAt: clock('+13d 11:00'), provisional: false, firstContactResolved: false },
    ]);
    expect(issues[0]).toMatchObject({ agentId: 'a', channel: 'web', called: true, lastContactAt: clock('+13d 10:00') });
  });

  test('is about one topic; without a topic, what has none is one', () => {
    const plain = (conversationId: string): EventBody => ({ conversationId, customerKey: 'k' });
    const { issues } = folded([
      ticket(billing('c'), '10:00', '11:00'),
      ticket(plain('d'), '+1d 10:00', '+1d 11:00'),
      ticket({ ...plain('e'), topic: 'delivery' }, '+2d 10:00', '+2d 11:00'),
      ticket(plain('f'), '+3d 10:00', '+3d 11:00'),
    ]);
    expect(issues.map(({ topic, contacts }) => [topic, contacts])).toEqual([
      ['billing', 1],
      ['', 2],
      ['delivery', 1],
    ]);
  });

  test('takes in a reopening of its conversation under another label', () => {
    const about = billing('c');
    const { issues } = folded([
      [
        about,
        [
          labelled(about),
          customer('10:00'),
          closed('11:00'),
          customer('+2d 10:00'),
          ['+2d 10:01', 'conversation.labelled', { topic: 'delivery' }],
          closed('+2d 11:00'),
        ],
      ],
    ]);
    expect(issues.map(({ topic, contacts }) => [topic, contacts])).toEqual([['billing', 2]]);
  });

  test('is open while any contact is; contacts that overlap are one issue, however long', () => {
    const open = folded([ticket(billing('c'), '10:00'), ticket(billing('d'), '+1d 10:00', '+1d 11:00')]);
    expect(open.issues.map(counts)).toMatchObject([{ contacts: 2, resolvedAt: null }]);
    const apart = folded([ticket(billing('c'), '10:00'), ticket(billing('d'), '+15d 10:00', '+15d 11:00')]);
    expect(apart.issues.map(({ contacts }) => contacts)).toEqual([1, 1]);
    const within = folded([
      ticket(billing('c'), '10:00', '+20d 10:00'),
      ticket(billing('d'), '+15d 10:00', '+15d 11:00'),
    ]);
    expect(within.issues.map(counts)).toMatchObject([{ contacts: 2, resolvedAt: clock('+20d 10:00') }]);
  });

  test('is not resolved by a call that nobody answered', () => {
    const missed = call('x', '10:00', '10:05', false);
    expect(folded([missed]).issues.map(counts)).toMatchObject([{ resolvedAt: null, firstContactResolved: false }]);
    const again = folded([missed, call('y', '10:10', '10:20')]);
    expect(again.issues.map(counts)).toMatchObject([{ contacts: 2, calls: 2, resolvedAt: clock('10:20') }]);
  });

  test('keeps the quiet days of the policy in force at its end', () => {
    const policies = [{ validFrom: clock('11:00'), policy: { ...defaultPolicy, reopenMs: 3_600_000 } }];
    const contacts = contactsOf([ticket(billing('c'), '10:00', '11:00'), ticket(billing('d'), '12:00:01', '12:30')]);
    expect(rowsOf('issue', foldIssues(contacts, { ...defaultRules, policies }, clock('14:00')).facts)).toHaveLength(2);
    expect(rowsOf('issue', foldIssues(contacts, defaultRules, clock('14:00')).facts)).toHaveLength(1);
  });
});

describe('a duplicate', () => {
  test('is a new conversation within seven days of the last one closed, not a reopening and not a call', () => {
    const about = billing('c');
    const { duplicates } = folded([
      [about, [labelled(about), customer('10:00'), closed('11:00'), customer('+1d 10:00'), closed('+1d 11:00')]],
      call('x', '+2d 10:00', '+2d 10:05'),
      ticket(billing('d'), '+8d 11:00', '+8d 12:00'),
    ]);
    expect(duplicates).toMatchObject([
      { openedAt: clock('+8d 11:00'), conversationId: 'd', earlierConversationId: 'c', agentId: 'a', topic: 'billing' },
    ]);
  });

  test('is counted from conversations alone: a call in between does not make it one', () => {
    const parts = [
      ticket(billing('c'), '10:00', '11:00'),
      call('x', '+5d 10:00', '+5d 10:05'),
      ticket(billing('d'), '+9d 10:00', '+9d 11:00'),
    ];
    expect(folded(parts).issues).toHaveLength(1);
    expect(folded(parts).duplicates).toEqual([]);
  });

  test('is also one that begins while the other is open', () => {
    const { duplicates } = folded([
      ticket(billing('c'), '10:00'),
      ticket(billing('d'), '10:05', '10:10'),
      call('x', '10:06', '10:07'),
    ]);
    expect(duplicates.map(({ conversationId }) => conversationId)).toEqual(['d']);
  });
});

test('a key that more than ten thousand contacts share is nobody’s: no issues', () => {
  const [one] = contactsOf([ticket(billing('c'), '10:00', '11:00')]) as [StoredContact];
  const many = Array.from({ length: mostContacts + 1 }, (_, i) => ({ ...one, key: `k e${i}` }));
  expect(foldIssues(many.slice(1), defaultRules, clock('12:00')).facts.length).toBeGreaterThan(0);
  expect(foldIssues(many, defaultRules, clock('12:00'))).toEqual({ facts: [], nextDueAt: null });
});
