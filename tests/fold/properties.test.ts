import { weekdays } from '../../core/calendar/schedules.ts';
import { defaultRules, type FoldRules } from '../../core/sessions/rules.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareEvents, inOrder } from '../../core/events/order.ts';
import type { EventType, LogEvent } from '../../core/events/types.ts';
import { advance, type ConversationFold, continues, foldStream, settle, startFold } from '../../core/sessions/fold.ts';
import { type Fact, outcomes } from '../../core/sessions/facts.ts';
import { forgetSettled } from '../../core/sessions/forget.ts';
import {
  conversation,
  epoch,
  helpCentre,
  mention,
  ofFirstStream,
  phoneCall,
  visit,
} from '../support/random-history.ts';
import { anyRules, rulesWithHours } from '../support/random-rules.ts';

const stream = 'conversation:c';
const later = epoch + 400 * 86_400_000;
const runs = { numRuns: 400, endOnFailure: true };

/** Events of one stream, by what it is about. */
const everyKind: [string, fc.Arbitrary<LogEvent[]>][] = [
  ['conversation', conversation('c')],
  ['call', phoneCall('p')],
  ['visit', visit('v')],
  ['visitor’s day', helpCentre('h').map((events) => ofFirstStream(events).events)],
  ['mention', mention('m')],
];

/** A fold fed bit by bit the way the folder does it: going on where it can, starting again where not. */
class Incremental {
  readonly rows = new Map<string, Fact[]>();
  readonly events: LogEvent[] = [];
  fold: ConversationFold;
  private readonly forgets: boolean;
  private readonly rules: FoldRules;

  constructor(forgets: boolean, rules: FoldRules) {
    this.forgets = forgets;
    this.rules = rules;
    this.fold = startFold(stream, rules);
  }

  take(events: readonly LogEvent[], now: number): void {
    this.events.push(...events);
    const fresh = [...events].sort(compareEvents);
    if (!continues(this.fold, fresh)) {
      this.fold = startFold(stream, this.rules);
      this.rows.clear();
      advance(this.fold, inOrder(this.events));
    } else advance(this.fold, fresh);
    for (const [group, facts] of settle(this.fold, now).groups) this.rows.set(group, facts);
    if (this.forgets) forgetSettled(this.fold.state);
  }

  facts(): Fact[] {
    return sorted([...this.rows.values()].flat());
  }
}

function sorted(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((a, b) => (`${a.fact}${a.key}` < `${b.fact}${b.key}` ? -1 : 1));
}

function folded(events: readonly LogEvent[], now: number, rules = rulesWithHours): Fact[] {
  return sorted(foldStream(events[0]?.stream ?? '', events, rules, now).facts);
}

test.each(everyKind)('order and repetition never change a fact of a %s', (_kind, histories) => {
  fc.assert(
    fc.property(histories, anyRules, fc.infiniteStream(fc.nat(1000)), (events, rules, random) => {
      const shuffled = [...events, ...events.filter((_, index) => index % 3 === 0)]
        .map((event) => ({ event, place: random.next().value }))
        .sort((a, b) => a.place - b.place)
        .map(({ event }) => event);
      expect(folded(shuffled, later, rules)).toEqual(folded(events, later, rules));
    }),
    runs,
  );
});

test('a prefix and then the rest is all at once; what came late is folded in', () => {
  fc.assert(
    fc.property(
      conversation('c'),
      anyRules,
      fc.nat(),
      fc.nat(4 * 86_400_000),
      fc.boolean(),
      (events, rules, cut, pause, forgets) => {
        const at = cut % (events.length + 1);
        const fold = new Incremental(forgets, rules);
        fold.take(events.slice(0, at), (events[at - 1]?.at ?? epoch) + pause);
        fold.take(events.slice(at), later);
        expect(fold.facts()).toEqual(folded(events, later, rules));
      },
    ),
    runs,
  );
});

test('events added one by one, in any order, are folded as at once at every step', () => {
  fc.assert(
    fc.property(
      conversation('c', 14),
      anyRules,
      fc.infiniteStream(fc.nat(1000)),
      fc.boolean(),
      fc.boolean(),
      (events, rules, random, ordered, forgets) => {
        const arriving = ordered
          ? events
          : events
              .map((event) => ({ event, place: random.next().value }))
              .sort((a, b) => a.place - b.place)
              .map(({ event }) => event);
        const fold = new Incremental(forgets, rules);
        let now = epoch;
        arriving.forEach((event, index) => {
          now = Math.max(now, event.at) + (index % 3) * 60_000;
          fold.take([event], now);
          expect(fold.facts()).toEqual(folded(arriving.slice(0, index + 1), now, rules));
        });
      },
    ),
    { ...runs, numRuns: 150 },
  );
});

test('every agent session has a row, every counted row exactly one of the ten outcomes, and rows exceed sessions by transfers only', () => {
  fc.assert(
    fc.property(conversation('c'), fc.nat(20 * 86_400_000), (events, pause) => {
      const facts = folded(events, epoch + pause);
      const rows = facts
        .filter(({ fact }) => fact === 'assignment')
        .map(({ row }) => row as { sessionId: string; outcome: string; outbound: boolean });
      const sessions = facts
        .filter(({ fact }) => fact === 'session')
        .map(({ row }) => row as { sessionId: string; kind: string });
      for (const row of rows) {
        if (row.outbound) expect(row.outcome).toBe('');
        else expect(outcomes).toContain(row.outcome);
      }
      for (const session of sessions.filter(({ kind }) => kind === 'agent')) {
        const own = rows.filter(({ sessionId }) => sessionId === session.sessionId);
        expect(own.length).toBeGreaterThan(0);
        expect(
          own.filter(({ outcome, outbound }) => !outbound && outcome !== 'transferred').length,
        ).toBeLessThanOrEqual(1);
      }
    }),
    runs,
  );
});

test.each(everyKind)('no duration of a %s is negative and no key is given twice', (_kind, histories) => {
  fc.assert(
    fc.property(histories, (events) => {
      const facts = folded(events, later);
      expect(new Set(facts.map(({ fact, key }) => `${fact} ${key}`)).size).toBe(facts.length);
      for (const { row } of facts) {
        for (const [name, value] of Object.entries(row)) {
          if (name.endsWith('Ms') && value !== null) expect(value, name).toBeGreaterThanOrEqual(0);
        }
      }
    }),
    runs,
  );
});

test.each(everyKind)(
  'a %s asks to be looked at again exactly when something would change by itself',
  (_kind, histories) => {
    fc.assert(
      fc.property(histories, anyRules, (events, rules) => {
        const now = Math.max(...events.map(({ at }) => at));
        const { facts, nextDueAt } = foldStream(events[0]?.stream ?? '', events, rules, now);
        const until = nextDueAt ?? later;
        expect(folded(events, until - 1, rules)).toEqual(sorted(facts));
        if (nextDueAt !== null) expect(folded(events, nextDueAt, rules)).not.toEqual(sorted(facts));
      }),
      runs,
    );
  },
);

test('every opening of an article and every search is counted once, whatever came before or after it', () => {
  fc.assert(
    fc.property(helpCentre('h'), (events) => {
      const streams = [...Map.groupBy(events, ({ stream }) => stream).values()];
      const facts = streams.flatMap((own) => folded(own, later));
      const happened = (type: EventType) => events.filter((event) => event.type === type).length;
      const openings = facts.filter(({ fact, row }) => fact === 'articleRead' && row.opened);
      expect(openings).toHaveLength(happened('article.opened'));
      expect(facts.filter(({ fact }) => fact === 'articleSearch')).toHaveLength(happened('article.searched'));
    }),
    runs,
  );
});

test.each(everyKind)(
  'the working part of a %s’s clock is never longer than the clock, and null where it is',
  (_kind, histories) => {
    fc.assert(
      fc.property(histories, anyRules, (events, rules) => {
        for (const { row } of folded(events, later, rules)) {
          const values = new Map<string, unknown>(Object.entries(row));
          for (const [name, working] of values) {
            if (!name.endsWith('WorkingMs')) continue;
            const clock = values.get(name.replace('Working', ''));
            if (rules.schedules.assignments.length === 0) expect([name, working]).toEqual([name, null]);
            if (clock === null) expect([name, working]).toEqual([name, null]);
            if (typeof working === 'number') expect(working, name).toBeLessThanOrEqual(Number(clock));
          }
        }
      }),
      runs,
    );
  },
);

test('who has whole days of work, everywhere, works as long as the clock runs, and his customers’ patience too', () => {
  const everyDay = Object.fromEntries(weekdays.map((weekday) => [weekday, [{ from: '00:00', to: '24:00' }]]));
  const whole: FoldRules = {
    ...defaultRules,
    schedules: {
      schedules: ['Africa/Cairo', 'Asia/Tehran'].map((zone, i) => ({
        id: i,
        name: zone,
        zone,
        versions: [{ validFrom: null, validTo: null, week: everyDay }],
        overrides: [],
        holidays: [],
      })),
      assignments: [
        { scheduleId: 0, scope: 'workspace', scopeId: '', validFrom: null, validTo: null },
        { scheduleId: 1, scope: 'team', scopeId: 't', validFrom: null, validTo: null },
      ],
    },
  };
  fc.assert(
    fc.property(conversation('c'), fc.nat(20 * 86_400_000), (events, pause) => {
      const plain = folded(events, epoch + pause, defaultRules);
      const expected = plain.map(({ row, ...fact }) => {
        const clocks = Object.entries(row).map(([name, value]) => {
          const clock = name.endsWith('WorkingMs') ? Reflect.get(row, name.replace('Working', '')) : value;
          return [name, clock] as const;
        });
        return { ...fact, row: Object.fromEntries(clocks) };
      });
      expect(folded(events, epoch + pause, whole)).toEqual(expected);
    }),
    runs,
  );
});
