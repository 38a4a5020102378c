import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HeardHour, habitOf } from './habit.ts';
import {
  type Expectation,
  expectationOf,
  judgeRefusals,
  judgeSilence,
  refusalAlarm,
  silenceAlarm,
  type SourceRules,
} from './judge.ts';
import { hoursPerWeek, msPerHour, weekHours } from './week-hours.ts';

const byHabit: SourceRules = { muted: false, silentAfterMinutes: null, expectedHours: null };
const zones = ['Asia/Riyadh', 'Asia/Tehran', 'Africa/Cairo', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'];
const zone = fc.constantFrom(...zones);

/** Monday 2026-09-07 00:00 UTC, in hours. */
const start = Date.UTC(2026, 8, 7) / msPerHour;

const heardIn = (hour: number): HeardHour => ({ hour, received: 5, refused: 0 });

/** Every hour of some weeks that lies in the pattern (hours of the local week). */
function heardBy(pattern: ReadonlySet<number>, weeks: number, weekHourOf: (hour: number) => number): HeardHour[] {
  return Array.from({ length: weeks * hoursPerWeek }, (_, i) => start + i)
    .filter((hour) => pattern.has(weekHourOf(hour)))
    .map(heardIn);
}

const pattern = fc.uniqueArray(fc.integer({ min: 0, max: hoursPerWeek - 1 }), { minLength: 1, maxLength: 100 });

/** A source with gaps: each hour of its pattern is heard or not. */
const history = fc.record({
  zone,
  pattern,
  luck: fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
  reliability: fc.integer({ min: 3, max: 10 }),
});

type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

function unreliable({ zone: name, pattern: hours, luck, reliability }: History): HeardHour[] {
  return heardBy(new Set(hours), 8, weekHours(name)).filter(() => (luck.next().value ?? 0) < reliability);
}

function silentHoursOf(from: number, to: number, shares: readonly number[], weekHourOf: (hour: number) => number) {
  let hours = 0;
  for (let hour = from; hour < to; hour++) hours += shares[weekHourOf(hour)] ?? 0;
  return hours;
}

describe('the hour of the week', () => {
  test('Monday’s first hour is 0, on the clocks of the zone, over changes of clocks', () => {
    const inCairo = weekHours('Africa/Cairo');
    expect(inCairo(Date.parse('2026-04-20T00:00+02:00') / msPerHour)).toBe(0);
    // Midnight of 24 April is missing: Friday begins at 01:00.
    expect(inCairo(Date.parse('2026-04-23T21:00Z') / msPerHour)).toBe(3 * 24 + 23);
    expect(inCairo(Date.parse('2026-04-23T22:00Z') / msPerHour)).toBe(4 * 24 + 1);
    expect(weekHours('Asia/Tehran')(Date.parse('2026-11-22T20:30Z') / msPerHour - 0.5)).toBe(6 * 24 + 23);
  });

  test('asking forth and back gives the same', () => {
    const year = fc.integer({ min: start - 20_000, max: start + 20_000 });
    fc.assert(
      fc.property(zone, fc.array(year, { minLength: 2, maxLength: 20 }), (name, hours) => {
        const shared = weekHours(name);
        expect(hours.map((hour) => shared(hour))).toEqual(hours.map((hour) => weekHours(name)(hour)));
      }),
    );
  });
});

describe('a habit', () => {
  test('is not learned from less than three weeks, nor from imports now and then', () => {
    const all = weekHours('UTC');
    const always = new Set(Array.from({ length: hoursPerWeek }, (_, i) => i));
    expect(habitOf([], all)).toBeNull();
    expect(habitOf(heardBy(always, 2, all), all)).toBeNull();
    expect(habitOf(heardBy(always, 3, all), all)).not.toBeNull();
    const monthly = [0, 1, 2].flatMap((month) => [0, 1, 2].map((hour) => heardIn(start + month * 700 + hour)));
    expect(habitOf(monthly, all)).toBeNull();
  });

  test('a source that keeps it is never silent, whatever its week and its zone', () => {
    fc.assert(
      fc.property(
        zone,
        pattern,
        fc.integer({ min: 4, max: 10 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (name, hours, weeks, heardWithin, nextWithin) => {
          const weekHourOf = weekHours(name);
          const heard = heardBy(new Set(hours), weeks, weekHourOf);
          const last = heard.at(-1)?.hour ?? start;
          const next = Array.from({ length: 2 * hoursPerWeek }, (_, i) => last + 1 + i).find((hour) =>
            hours.includes(weekHourOf(hour)),
          );
          const expectation = expectationOf(heard, byHabit, weekHourOf);
          expect(expectation).not.toBeNull();
          const judged = judgeSilence(
            (last + heardWithin) * msPerHour,
            expectation as Expectation,
            ((next ?? last) + nextWithin) * msPerHour,
            weekHourOf,
          );
          expect(judged.state).not.toBe('silent');
        },
      ),
    );
  });

  test('a silence that happened twice before is no alarm', () => {
    fc.assert(
      fc.property(history, (random) => {
        const weekHourOf = weekHours(random.zone);
        const heard = unreliable(random);
        const expectation = expectationOf(heard, byHabit, weekHourOf);
        fc.pre(expectation !== null);
        const gaps = heard
          .slice(1)
          .map(({ hour }, i) => silentHoursOf((heard[i]?.hour ?? 0) + 1, hour, expectation.shares, weekHourOf))
          .toSorted((a, b) => b - a);
        const usual = gaps[1] ?? 0;
        const last = heard.at(-1)?.hour ?? 0;
        let until = last + 1;
        while (silentHoursOf(last + 1, until + 1, expectation.shares, weekHourOf) <= usual && until < last + 5_000) {
          until++;
        }
        const judged = judgeSilence(last * msPerHour, expectation, (until + 1) * msPerHour - 1, weekHourOf);
        expect(judged.state).not.toBe('silent');
      }),
    );
  });

  test('after enough silence there always is an alarm, once, since the same instant', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 2_000 }), (random, later) => {
        const weekHourOf = weekHours(random.zone);
        const heard = unreliable(random);
        const expectation = expectationOf(heard, byHabit, weekHourOf);
        fc.pre(expectation !== null);
        const perWeek = expectation.shares.reduce((sum, share) => sum + share, 0);
        const weeks = Math.ceil(expectation.silentAfterHours / perWeek) + 2;
        const lastAt = (heard.at(-1)?.hour ?? 0) * msPerHour;
        const enough = lastAt + weeks * hoursPerWeek * msPerHour;
        const judged = judgeSilence(lastAt, expectation, enough, weekHourOf);
        expect(judged.state).toBe('silent');
        expect(judged.since).toBeGreaterThan(lastAt);
        expect(judged.since).toBeLessThanOrEqual(enough);
        expect(judgeSilence(lastAt, expectation, enough + later * msPerHour, weekHourOf)).toEqual(judged);
      }),
    );
  });
});

/** Sunday to Thursday, 8 to 17 in Riyadh. */
const office = new Set([6, 0, 1, 2, 3].flatMap((day) => Array.from({ length: 9 }, (_, i) => day * 24 + 8 + i)));

describe('a support desk in Riyadh', () => {
  const weekHourOf = weekHours('Asia/Riyadh');
  const heard = heardBy(office, 8, weekHourOf);
  const expectation = expectationOf(heard, byHabit, weekHourOf) as Expectation;
  const at = (written: string) => Date.parse(written);
  // Thursday's last hour.
  const lastAt = at('2026-10-29T16:40+03:00');
  const stateAt = (written: string) => judgeSilence(lastAt, expectation, at(written), weekHourOf);

  test('sleeps at night and on Fridays without an alarm', () => {
    expect(stateAt('2026-10-30T12:00+03:00').state).toBe('ok');
    expect(stateAt('2026-10-31T23:00+03:00').state).toBe('ok');
    expect(stateAt('2026-11-01T08:30+03:00').state).toBe('ok');
  });

  test('is late when it stays out on Sunday, silent an hour later', () => {
    // 20 minutes of Thursday and 40 of Sunday are one expected hour.
    expect(stateAt('2026-11-01T09:00+03:00')).toMatchObject({ state: 'late', since: at('2026-11-01T08:40+03:00') });
    expect(stateAt('2026-11-01T09:40+03:00').state).toBe('late');
    expect(stateAt('2026-11-01T09:41+03:00')).toMatchObject({ state: 'silent', since: at('2026-11-01T09:40+03:00') });
  });

  test('what somebody set comes before the habit', () => {
    const set = (rules: Partial<SourceRules>) => expectationOf(heard, { ...byHabit, ...rules }, weekHourOf);
    const quarter = set({ silentAfterMinutes: 15 }) as Expectation;
    const judged = judgeSilence(at('2026-10-29T10:00+03:00'), quarter, at('2026-10-29T10:16+03:00'), weekHourOf);
    expect(judged).toMatchObject({ state: 'silent', since: at('2026-10-29T10:15+03:00') });
    const sundays = set({ expectedHours: [{ weekday: 7, fromHour: 8, toHour: 11 }] }) as Expectation;
    expect(judgeSilence(lastAt, sundays, at('2026-11-01T10:00+03:00'), weekHourOf).state).toBe('late');
    expect(judgeSilence(lastAt, sundays, at('2026-11-01T10:01+03:00'), weekHourOf).state).toBe('silent');
    expect(judgeSilence(at('2026-11-01T11:00+03:00'), sundays, at('2026-11-08T08:00+03:00'), weekHourOf).state).toBe(
      'ok',
    );
    const unknown = expectationOf([heardIn(start)], { ...byHabit, silentAfterMinutes: 60 }, weekHourOf) as Expectation;
    expect(judgeSilence(start * msPerHour, unknown, (start + 1.1) * msPerHour, weekHourOf).state).toBe('silent');
  });
});

describe('refusals', () => {
  const held: Expectation = { shares: [], lateAfterHours: 1, silentAfterHours: 2, refusedShare: 0.02 };

  test('are judged against what is usual, and not by a handful', () => {
    expect(judgeRefusals({ received: 100, refused: 20 }, held)).toBe('refusing');
    expect(judgeRefusals({ received: 9, refused: 9 }, held)).toBeNull();
    expect(judgeRefusals({ received: 100, refused: 3 }, held)).toBe('fine');
    expect(judgeRefusals({ received: 100, refused: 90 }, { ...held, refusedShare: 0.8 })).toBe('fine');
    expect(judgeRefusals({ received: 0, refused: 0 }, held)).toBeNull();
    expect(judgeRefusals({ received: 100, refused: 100 }, null)).toBeNull();
  });

  test('more of them never make it fine again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.nat(500),
        fc.nat(500),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (received, one, other, refusedShare) => {
          const [fewer, more] = [Math.min(one, other, received), Math.min(Math.max(one, other), received)];
          const rank = (refused: number) =>
            ({ fine: 0, unclear: 1, refusing: 2 })[
              judgeRefusals({ received, refused }, { ...held, refusedShare }) ?? 'unclear'
            ];
          expect(rank(more)).toBeGreaterThanOrEqual(rank(fewer));
        },
      ),
    );
  });
});

test('an alarm is raised once and ends with the recovery, not with a lack of news', () => {
  const silent = { state: 'silent', since: 1, silentHours: 2 } as const;
  const late = { state: 'late', since: 1, silentHours: 1 } as const;
  expect([silenceAlarm(silent, false), silenceAlarm(silent, true)]).toEqual(['raise', 'keep']);
  expect([silenceAlarm(late, true), silenceAlarm(late, false), silenceAlarm(null, true)]).toEqual([
    'end',
    'keep',
    'end',
  ]);
  expect([refusalAlarm('refusing', false), refusalAlarm('refusing', true)]).toEqual(['raise', 'keep']);
  expect([refusalAlarm(null, true), refusalAlarm('fine', true), refusalAlarm('fine', false)]).toEqual([
    'keep',
    'end',
    'keep',
  ]);
});
