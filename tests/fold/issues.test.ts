import { defaultRules } from '../../core/sessions/rules.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareEvents } from '../../core/events/order.ts';
import type { LogEvent } from '../../core/events/types.ts';
import type { Fact, FactRow } from '../../core/sessions/facts.ts';
import { foldStream } from '../../core/sessions/fold.ts';
import { foldIssues, type StoredContact } from '../../core/sessions/issues.ts';
import { rowsOf } from '../../core/sessions/testing/history.ts';
import { conversation, epoch, phoneCall } from '../support/random-history.ts';

const hour = 3_600_000;
const week = 7 * 24 * hour;
const later = epoch + 400 * 24 * hour;
const runs = { numRuns: 400, endOnFailure: true };

/** Contacts of one customer on a grid of hours, so that gaps are often exactly a week. */
const contact = fc
  .record({
    hours: fc.nat(60).map((half) => half * 12),
    lasted: fc.option(fc.constantFrom(0, 12, 84, 156, 400)),
    topic: fc.constantFrom('', 'billing'),
    kind: fc.constantFrom('new', 'new', 'reopening', 'call', 'missed'),
    conversation: fc.constantFrom('c0', 'c1', 'c2'),
  })
  .map(({ hours, lasted, topic, kind, conversation: id }): Omit<StoredContact, 'key'> => {
    const call = kind === 'call' || kind === 'missed';
    const openedAt = epoch + hours * hour;
    return {
      stream: call ? `call:${id}` : `conversation:${id}`,
      row: {
        ...about,
        openedAt,
        topic,
        call,
        conversationId: call ? '' : id,
        reopening: kind === 'reopening',
        abandoned: kind === 'missed',
        closedAt: lasted === null ? null : openedAt + lasted * hour,
      },
    };
  });

const about: FactRow<'contact'> = {
  openedAt: 0,
  conversationId: '',
  source: 'test',
  channel: 'web',
  inbox: '',
  topic: '',
  tags: [],
  campaign: '',
  language: '',
  customerKey: 'k',
  agentId: '',
  teamId: '',
  call: false,
  reopening: false,
  abandoned: false,
  closedAt: null,
};

const contacts = fc
  .array(contact, { maxLength: 14 })
  .map((made) => made.map((each, i): StoredContact => ({ ...each, key: `k e${i}` })));

const dice = fc.infiniteStream(fc.nat(1000));

function shuffled<T>(values: readonly T[], random: Iterator<number>): T[] {
  return values
    .map((value) => ({ value, place: Number(random.next().value) }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

function sorted(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((a, b) => (`${a.fact}${a.key}` < `${b.fact}${b.key}` ? -1 : 1));
}

function endOf({ openedAt, closedAt }: FactRow<'contact'>): number {
  return closedAt ?? openedAt;
}

test('the order in which contacts are read changes nothing', () => {
  fc.assert(
    fc.property(contacts, dice, (own, random) => {
      expect(foldIssues(shuffled(own, random), defaultRules, later)).toEqual(foldIssues(own, defaultRules, later));
    }),
    runs,
  );
});

test('conversations that grow event by event, in any order, give the issues of all at once', () => {
  const histories = fc.tuple(conversation('c0', 12), conversation('c1', 12), phoneCall('p'));
  fc.assert(
    fc.property(histories, dice, (own, random) => {
      const arrived: LogEvent[] = [];
      for (const event of shuffled(own.flat(), random)) {
        arrived.push(event);
        chains(arrived);
      }
      expect(chains(arrived)).toEqual(chains(own.flat().toSorted(compareEvents)));
    }),
    { ...runs, numRuns: 60 },
  );
});

/** All customers' facts for what has arrived. */
function chains(events: readonly LogEvent[]): Fact[] {
  const streams = Map.groupBy(events, ({ stream }) => stream);
  const own = [...streams].flatMap(([stream, some]) =>
    foldStream(stream, some, defaultRules, later).facts.flatMap((fact) =>
      fact.fact === 'contact' ? [{ stream, key: fact.key, row: fact.row }] : [],
    ),
  );
  const customers = Map.groupBy(own, ({ row }) => row.customerKey);
  return sorted([...customers.values()].flatMap((some) => foldIssues(some, defaultRules, later).facts));
}

test('every contact is in exactly one issue, and no key is given twice', () => {
  fc.assert(
    fc.property(contacts, (own) => {
      const { facts } = foldIssues(own, defaultRules, later);
      const issues = rowsOf('issue', facts);
      const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
      expect(total(issues.map((issue) => issue.contacts))).toBe(own.length);
      expect(total(issues.map(({ calls }) => calls))).toBe(own.filter(({ row }) => row.call).length);
      expect(new Set(facts.map(({ fact, key }) => `${fact} ${key}`)).size).toBe(facts.length);
    }),
    runs,
  );
});

test('without reopenings, two contacts of a topic are in one issue exactly when all gaps between them are a week at most', () => {
  const plain = contacts.map((own) => own.filter(({ row }) => !row.reopening && row.topic === ''));
  fc.assert(
    fc.property(plain, (own) => {
      const ordered = own.map(({ row }) => row).toSorted((a, b) => a.openedAt - b.openedAt);
      let end = Number.NEGATIVE_INFINITY;
      const sizes: number[] = [];
      for (const row of ordered) {
        if (row.openedAt - end > week) sizes.push(0);
        sizes.push((sizes.pop() ?? 0) + 1);
        end = Math.max(end, endOf(row));
      }
      const issues = rowsOf('issue', foldIssues(own, defaultRules, later).facts);
      expect(issues.map((issue) => issue.contacts)).toEqual(sizes);
    }),
    runs,
  );
});

test('duplicates are the new conversations with another of their topic in the week before, or going on', () => {
  fc.assert(
    fc.property(contacts, (own) => {
      const duplicates = rowsOf('duplicate', foldIssues(own, defaultRules, later).facts);
      const talks = own.filter(({ row }) => !row.call);
      const expected = talks.filter(
        (each) =>
          !each.row.reopening &&
          talks.some((other) => isBefore(other, each) && other.row.topic === each.row.topic && repeats(each, other)),
      );
      expect(duplicates.map(({ openedAt }) => openedAt)).toEqual(
        expected.map(({ row }) => row.openedAt).toSorted((a, b) => a - b),
      );
    }),
    runs,
  );
});

function isBefore(a: StoredContact, b: StoredContact): boolean {
  if (a.row.openedAt !== b.row.openedAt) return a.row.openedAt < b.row.openedAt;
  return a.stream === b.stream ? a.key < b.key : a.stream < b.stream;
}

function repeats(each: StoredContact, other: StoredContact): boolean {
  return each.row.openedAt - endOf(other.row) <= week;
}

test('what is sure stays: contacts after the quiet days change no issue before them', () => {
  fc.assert(
    fc.property(contacts, fc.nat(60), (own, half) => {
      const now = epoch + half * 12 * hour;
      const known = own.filter(({ row }) => endOf(row) < now);
      const newer = own.filter(({ row }) => row.openedAt > now);
      const sure = rowsOf('issue', foldIssues(known, defaultRules, now).facts).filter(
        ({ provisional }) => !provisional,
      );
      const after = rowsOf('issue', foldIssues([...known, ...newer], defaultRules, now).facts);
      for (const issue of sure) expect(after).toContainEqual(issue);
    }),
    runs,
  );
});

test('a customer asks to be looked at again exactly when an issue becomes sure', () => {
  fc.assert(
    fc.property(contacts, fc.nat(80), (own, half) => {
      const now = epoch + half * 12 * hour;
      const { facts, nextDueAt } = foldIssues(own, defaultRules, now);
      expect(foldIssues(own, defaultRules, (nextDueAt ?? later) - 1).facts).toEqual(facts);
      if (nextDueAt !== null) expect(foldIssues(own, defaultRules, nextDueAt).facts).not.toEqual(facts);
    }),
    runs,
  );
});
