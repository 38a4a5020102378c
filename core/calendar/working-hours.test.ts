import { Temporal } from 'temporal-polyfill/full';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from './days.ts';
import type { Schedule, ScheduleAssignment, Schedules, Shift, Week } from './schedules.ts';
import { weekdays } from './schedules.ts';
import { calendarsOf, type WorkPlace } from './working-calendars.ts';
import { countingMs, workingDeadline, type WorkingHours, workingMs, workingStretches } from './working-hours.ts';

const hour = 3_600_000;
const minute = 60_000;
const at = (text: string) => Date.parse(text);
const shift = (from: string, to: string): Shift => ({ from, to });

/** The same shifts on the days named. */
function week(days: readonly (typeof weekdays)[number][], ...shifts: Shift[]): Week {
  return Object.fromEntries(days.map((day) => [day, shifts]));
}

const daily = (...shifts: Shift[]) => week(weekdays, ...shifts);
const sundayToThursday = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday'] as const;

function schedule(zone: string, usual: Week, more: Partial<Schedule> = {}): Schedule {
  return {
    id: 1,
    name: 'support',
    zone,
    versions: [{ validFrom: null, validTo: null, week: usual }],
    overrides: [],
    holidays: [],
    ...more,
  };
}

function assigned(scope: ScheduleAssignment['scope'], scopeId: string, more: Partial<ScheduleAssignment> = {}) {
  return { scheduleId: 1, scope, scopeId, validFrom: null, validTo: null, ...more };
}

function hoursOf(schedules: Schedules, place: WorkPlace = {}): WorkingHours {
  return calendarsOf(schedules)?.of(place) as WorkingHours;
}

function alone(zone: string, usual: Week, more: Partial<Schedule> = {}): WorkingHours {
  return hoursOf({ schedules: [schedule(zone, usual, more)], assignments: [assigned('workspace', '')] });
}

function hoursBetween(hours: WorkingHours, from: string, to: string): number | null {
  const ms = workingMs(hours, at(from), at(to));
  return ms === null ? null : ms / hour;
}

const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z');

function stretches(hours: WorkingHours, from: string, to: string): string[] {
  return workingStretches(hours, { from: at(from), to: at(to) }).map((each) => `${iso(each.from)} ${iso(each.to)}`);
}

describe('reckoned by hand', () => {
  const allDay = daily(shift('00:00', '24:00'));
  const cairoNights = alone('Africa/Cairo', daily(shift('22:00', '06:00')));
  const cairoDays = alone('Africa/Cairo', allDay);
  const tehran = alone('Asia/Tehran', daily(shift('08:00', '16:00')));
  const riyadh = alone('Asia/Riyadh', week(sundayToThursday, shift('08:00', '12:00'), shift('16:00', '20:00')));
  const beirutNights = alone('Asia/Beirut', daily(shift('20:00', '04:00')));

  test.each([
    [
      'Cairo: 24 April 2026 has no hour from midnight, so a whole day is 23 hours',
      cairoDays,
      '2026-04-23T22:00Z',
      '2026-04-24T21:00Z',
      23,
    ],
    ['Cairo: the night over the missing hour is 7 hours', cairoNights, '2026-04-23T12:00Z', '2026-04-24T12:00Z', 7],
    ['Cairo: the night before it is 8 hours', cairoNights, '2026-04-22T12:00Z', '2026-04-23T12:00Z', 8],
    [
      'Cairo: 29 October 2026 has the hour from 23:00 twice, so it is 25 hours',
      cairoDays,
      '2026-10-28T21:00Z',
      '2026-10-29T22:00Z',
      25,
    ],
    ['Cairo: the night over the double hour is 9 hours', cairoNights, '2026-10-29T12:00Z', '2026-10-30T12:00Z', 9],
    [
      'Tehran: a summer morning of 2022 begins at 03:30 UTC (+4:30)',
      tehran,
      '2022-07-05T03:00Z',
      '2022-07-05T04:30Z',
      1,
    ],
    [
      'Tehran: a summer morning of 2023 begins at 04:30 UTC (+3:30)',
      tehran,
      '2023-07-05T03:00Z',
      '2023-07-05T05:30Z',
      1,
    ],
    ['Tehran: a winter morning of 2022 too', tehran, '2022-01-05T03:00Z', '2022-01-05T05:30Z', 1],
    [
      'Tehran: a day is 8 hours before and after the clocks were set for the last time',
      tehran,
      '2022-09-20T00:00Z',
      '2022-09-24T00:00Z',
      32,
    ],
    ['Riyadh: a split day from a wait over noon', riyadh, '2026-05-04T08:00Z', '2026-05-04T14:00Z', 2],
    [
      'Riyadh: Thursday evening to Sunday morning, Friday and Saturday free',
      riyadh,
      '2026-05-07T16:00Z',
      '2026-05-10T06:00Z',
      2,
    ],
    ['Riyadh: wholly on Friday', riyadh, '2026-05-08T06:00Z', '2026-05-08T16:00Z', 0],
    ['Riyadh: a moment within', riyadh, '2026-05-04T06:00Z', '2026-05-04T06:00Z', 0],
    [
      'Beirut: midnight is skipped on 29 March 2026: that night is 7 hours',
      beirutNights,
      '2026-03-28T12:00Z',
      '2026-03-29T12:00Z',
      7,
    ],
    [
      'Beirut: midnight comes again on 25 October 2026: that night is 9 hours',
      beirutNights,
      '2026-10-24T12:00Z',
      '2026-10-25T12:00Z',
      9,
    ],
  ])('%s', (_name, hours, from, to, expected) => expect(hoursBetween(hours, from, to)).toBe(expected));

  test('a shift from a missing hour begins at the first moment after it', () => {
    const early = alone('Africa/Cairo', daily(shift('00:30', '08:00')));
    expect(stretches(early, '2026-04-23T21:00Z', '2026-04-24T12:00Z')).toEqual(['2026-04-23T22:00Z 2026-04-24T05:00Z']);
  });

  test('a shift wholly in a missing hour is none', () => {
    const short = alone('Africa/Cairo', daily(shift('00:10', '00:50')));
    expect(stretches(short, '2026-04-23T00:00Z', '2026-04-25T12:00Z')).toEqual(
      ['2026-04-22T22:10Z 2026-04-22T22:50Z', '2026-04-24T21:10Z 2026-04-24T21:50Z'].slice(1),
    );
  });

  test('of an hour that comes twice the first counts for what begins or ends in it, so that shifts still meet', () => {
    const two = alone('Africa/Cairo', daily(shift('16:00', '23:30')));
    expect(stretches(two, '2026-10-29T00:00Z', '2026-10-30T00:00Z')).toEqual(['2026-10-29T13:00Z 2026-10-29T20:30Z']);
    const late = alone('Africa/Cairo', daily(shift('23:30', '02:00')));
    expect(stretches(late, '2026-10-29T12:00Z', '2026-10-30T12:00Z')).toEqual(['2026-10-29T20:30Z 2026-10-30T00:00Z']);
  });

  test('a day that a country left out has no shifts', () => {
    const apia = alone('Pacific/Apia', daily(shift('09:00', '17:00')));
    expect(hoursBetween(apia, '2011-12-29T10:00Z', '2011-12-31T10:00Z')).toBe(16);
  });

  test('a night belongs to the day on which it begins, also where that is a holiday or the next day is', () => {
    const holiday = { name: 'Founding Day', date: '2026-02-22', shifts: [] };
    const nights = alone('Asia/Riyadh', daily(shift('22:00', '06:00')), { holidays: [holiday] });
    expect(stretches(nights, '2026-02-20T18:00Z', '2026-02-24T12:00Z')).toEqual([
      '2026-02-20T19:00Z 2026-02-21T03:00Z',
      '2026-02-21T19:00Z 2026-02-22T03:00Z',
      '2026-02-23T19:00Z 2026-02-24T03:00Z',
    ]);
  });

  test('a holiday may have shifts of its own, and holds within an override', () => {
    const hours = alone('Asia/Riyadh', week(sundayToThursday, shift('08:00', '16:00')), {
      overrides: [
        { name: 'رمضان', from: '2026-02-18', to: '2026-03-19', week: week(sundayToThursday, shift('10:00', '15:00')) },
      ],
      holidays: [{ name: 'Founding Day', date: '2026-02-22', shifts: [shift('20:00', '23:00')] }],
    });
    // Tuesday as ever; Wednesday and Thursday of Ramadan; the holiday on Sunday; Monday of Ramadan.
    expect(stretches(hours, '2026-02-17T00:00Z', '2026-02-24T00:00Z')).toEqual([
      '2026-02-17T05:00Z 2026-02-17T13:00Z',
      '2026-02-18T07:00Z 2026-02-18T12:00Z',
      '2026-02-19T07:00Z 2026-02-19T12:00Z',
      '2026-02-22T17:00Z 2026-02-22T20:00Z',
      '2026-02-23T07:00Z 2026-02-23T12:00Z',
    ]);
    expect(hoursBetween(hours, '2026-03-18T00:00Z', '2026-03-24T00:00Z')).toBe(5 + 5 + 8 + 8);
  });

  test('the usual week may change: what is waited over the change is reckoned by both', () => {
    const hours = alone(
      'Asia/Riyadh',
      {},
      {
        versions: [
          { validFrom: null, validTo: '2026-05-04', week: daily(shift('08:00', '16:00')) },
          { validFrom: '2026-05-05', validTo: null, week: daily(shift('12:00', '14:00')) },
        ],
      },
    );
    expect(hoursBetween(hours, '2026-05-04T09:00Z', '2026-05-05T10:00Z')).toBe(4 + 1);
  });

  test('shifts that overlap are counted once', () => {
    const hours = alone('UTC', daily(shift('22:00', '06:00'), shift('04:00', '08:00'), shift('07:00', '09:00')));
    expect(hoursBetween(hours, '2026-05-04T12:00Z', '2026-05-05T12:00Z')).toBe(11);
  });
});

describe('whose hours', () => {
  const by = (id: number, from: string, to: string, zone = 'UTC') => ({
    ...schedule(zone, daily(shift(from, to))),
    id,
  });
  const schedules: Schedules = {
    schedules: [by(1, '08:00', '16:00'), by(2, '09:00', '10:00'), by(3, '00:00', '24:00'), by(4, '20:00', '21:00')],
    assignments: [
      assigned('workspace', ''),
      assigned('team', 't', { scheduleId: 2, validFrom: '2026-05-05' }),
      assigned('channel', 'whatsapp', { scheduleId: 3 }),
      assigned('site', 's', { scheduleId: 4 }),
    ],
  };
  const day = (place: WorkPlace, date: string) =>
    workingMs(hoursOf(schedules, place), at(`${date}T00:00Z`), at(`${date}T24:00Z`));

  test.each([
    ['the workspace’s', {}, '2026-05-06', 8],
    ['the workspace’s, for a team without its own', { teamId: 'u', channel: 'web' }, '2026-05-06', 8],
    ['the channel’s before the workspace’s', { channel: 'whatsapp' }, '2026-05-06', 24],
    ['the team’s before the channel’s', { teamId: 't', channel: 'whatsapp' }, '2026-05-06', 1],
    ['the channel’s, until the team’s is in force', { teamId: 't', channel: 'whatsapp' }, '2026-05-04', 24],
    ['the site’s', { siteId: 's' }, '2026-05-06', 1],
  ])('%s', (_name, place, date, expected) => expect(day(place, date)).toBe(expected * hour));

  test('a night that began under one schedule goes on under the next', () => {
    const changing: Schedules = {
      schedules: [by(1, '22:00', '06:00'), by(2, '08:00', '09:00')],
      assignments: [
        assigned('workspace', '', { validTo: '2026-05-04' }),
        assigned('workspace', '', { scheduleId: 2, validFrom: '2026-05-05' }),
      ],
    };
    expect(stretches(hoursOf(changing), '2026-05-04T12:00Z', '2026-05-05T23:59Z')).toEqual([
      '2026-05-04T22:00Z 2026-05-05T06:00Z',
      '2026-05-05T08:00Z 2026-05-05T09:00Z',
    ]);
  });

  test('where one schedule follows another in a zone further west, nothing is left out between them', () => {
    const moving: Schedules = {
      schedules: [by(1, '00:00', '24:00', 'Asia/Riyadh'), by(2, '00:00', '24:00', 'Africa/Casablanca')],
      assignments: [
        assigned('workspace', '', { validTo: '2026-06-04' }),
        assigned('workspace', '', { scheduleId: 2, validFrom: '2026-06-05' }),
      ],
    };
    expect(workingMs(hoursOf(moving), at('2026-06-04T20:00Z'), at('2026-06-05T10:00Z'))).not.toBeNull();
  });

  test('nobody’s: null, and null where no schedule is in force in all of the time', () => {
    expect(calendarsOf({ schedules: [schedule('UTC', {})], assignments: [] })).toBeNull();
    const ended = hoursOf({
      schedules: [schedule('UTC', daily(shift('08:00', '16:00')))],
      assignments: [assigned('workspace', '', { validFrom: '2026-05-04', validTo: '2026-05-05' })],
    });
    expect(hoursBetween(ended, '2026-05-03T23:59Z', '2026-05-04T12:00Z')).toBeNull();
    expect(hoursBetween(ended, '2026-05-04T00:00Z', '2026-05-06T00:00Z')).toBe(16);
    expect(hoursBetween(ended, '2026-05-04T00:00Z', '2026-05-06T00:01Z')).toBeNull();
    expect(hoursBetween(ended, '2026-05-07T00:00Z', '2026-05-07T00:00Z')).toBeNull();
  });

  test('a site’s hours are asked for a site that only a workspace schedule covers, and for nothing', () => {
    expect(calendarsOf({ ...schedules, assignments: [assigned('team', 't')] })?.of({ channel: 'web' })).toBeNull();
  });
});

describe('a deadline', () => {
  const riyadh = alone('Asia/Riyadh', week(sundayToThursday, shift('08:00', '16:00')));

  test.each([
    ['within a shift', '2026-05-04T06:00Z', 15, '2026-05-04T06:15Z'],
    ['after the shift: next morning', '2026-05-04T12:50Z', 15, '2026-05-05T05:05Z'],
    ['over the weekend', '2026-05-07T20:00Z', 15, '2026-05-10T05:15Z'],
    ['exactly at the end of a shift', '2026-05-04T12:45Z', 15, '2026-05-04T13:00Z'],
    ['of nothing', '2026-05-08T12:45Z', 0, '2026-05-08T12:45Z'],
  ])('%s', (_name, from, minutes, expected) => {
    expect(iso(workingDeadline(riyadh, at(from), minutes * minute) ?? 0)).toBe(expected);
  });

  test('is never where nobody ever works', () => {
    expect(workingDeadline(alone('UTC', {}), at('2026-05-04T00:00Z'), 1)).toBeNull();
  });

  test('runs by the clock where no schedule is in force', () => {
    const later = hoursOf({
      schedules: [schedule('UTC', daily(shift('08:00', '16:00')))],
      assignments: [assigned('workspace', '', { validFrom: '2026-05-05' })],
    });
    expect(iso(workingDeadline(later, at('2026-05-04T23:50Z'), 15 * minute) ?? 0)).toBe('2026-05-05T08:05Z');
    expect(countingMs(later, at('2026-05-04T23:50Z'), at('2026-05-05T09:00Z'))).toBe(70 * minute);
  });
});

describe('for random schedules', () => {
  const zones = [
    'UTC',
    'Africa/Cairo',
    'Asia/Tehran',
    'Asia/Riyadh',
    'Asia/Beirut',
    'Australia/Lord_Howe',
    'Asia/Gaza',
  ];
  const clockText = fc
    .integer({ min: 0, max: 95 })
    .map(
      (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
    );
  const anyShift = fc.record({ from: clockText, to: fc.oneof(clockText, fc.constant('24:00')) });
  const anyWeek = fc.array(fc.array(anyShift, { maxLength: 3 }), { minLength: 7, maxLength: 7 });
  const weekOf = (days: Shift[][]): Week => Object.fromEntries(days.map((shifts, i) => [weekdays[i], shifts]));
  /** Around the days on which clocks are set, which is where mistakes are made. */
  const starts = ['2026-04-20', '2026-10-26', '2022-03-19', '2022-09-19', '2026-03-26', '2026-10-22', '2026-04-02'];
  const anySchedule = fc
    .record({ zone: fc.constantFrom(...zones), days: anyWeek, other: anyWeek, start: fc.constantFrom(...starts) })
    .map(({ zone, days, other, start }) => {
      const from = Temporal.PlainDate.from(start).add({ days: 2 }).toString();
      const rules = schedule(zone, weekOf(days), {
        overrides: [{ name: 'o', from, to: from, week: weekOf(other) }],
        holidays: [{ name: 'h', date: Temporal.PlainDate.from(start).add({ days: 5 }).toString(), shifts: [] }],
      });
      return { rules, from: at(`${start}T00:00Z`) };
    });
  const hoursFor = (rules: Schedule) => hoursOf({ schedules: [rules], assignments: [assigned('workspace', '')] });

  test('the parts of a wait add up, each between 0 and what passes, and a deadline is where so much has passed', () => {
    fc.assert(
      fc.property(
        anySchedule,
        fc.array(fc.integer({ min: 0, max: 12 * 24 * 3600 }), { minLength: 3, maxLength: 3 }),
        ({ rules, from }, seconds) => {
          const hours = hoursFor(rules);
          const [a = 0, b = 0, c = 0] = seconds.toSorted((x, y) => x - y).map((each) => from + each * 1000);
          const [whole, first, second] = [workingMs(hours, a, c), workingMs(hours, a, b), workingMs(hours, b, c)];
          expect(whole).toBe((first ?? 0) + (second ?? 0));
          expect(whole).toBeGreaterThanOrEqual(0);
          expect(whole).toBeLessThanOrEqual(c - a);
          const deadline = workingDeadline(hours, a, whole ?? 0);
          if (whole === 0) {
            expect(deadline).toBe(a);
            return;
          }
          expect(deadline).toBeLessThanOrEqual(c);
          expect(workingMs(hours, a, deadline ?? 0)).toBe(whole);
          expect(workingMs(hours, a, (deadline ?? 0) - 1)).toBe((whole ?? 0) - 1);
        },
      ),
      { numRuns: 300 },
    );
  });

  /** The clock on the wall looked at every quarter-hour: a shift runs from when it is reached to when its end is. */
  function looked(rules: Schedule, from: number, days: number): Set<number> {
    const quarter = 15 * minute;
    const looks: { at: number; wall: number }[] = [];
    for (let time = from - 3 * 24 * hour; time < from + (days + 3) * 24 * hour; time += quarter) {
      const wall = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(rules.zone).toPlainDateTime();
      looks.push({ at: time, wall: at(`${wall.toString({ smallestUnit: 'minute' })}Z`) });
    }
    const reached = (wall: number) => looks.find((look) => look.wall >= wall)?.at ?? Number.POSITIVE_INFINITY;
    const working = new Set<number>();
    const first = Temporal.PlainDate.from(iso(from).slice(0, 10)).subtract({ days: 2 });
    for (let i = 0; i < days + 3; i++) {
      const date = first.add({ days: i });
      for (const { from: begins, to: ends } of shiftsOf(rules, date)) {
        const nextDay = ends <= begins;
        const [end, midnight] = ends === '24:00' ? ['00:00', true] : [ends, nextDay];
        const start = reached(at(`${date.toString()}T${begins}Z`));
        const stop = reached(at(`${(midnight ? date.add({ days: 1 }) : date).toString()}T${end}Z`));
        for (let time = start; time < stop; time += quarter) working.add(time);
      }
    }
    return working;
  }

  function shiftsOf({ versions, overrides, holidays }: Schedule, date: Temporal.PlainDate): readonly Shift[] {
    const text = date.toString();
    const holiday = holidays.find((each) => each.date === text);
    if (holiday !== undefined) return holiday.shifts;
    const other = overrides.find(({ from, to }) => from <= text && text <= to);
    return (other ?? versions[0])?.week[weekdays[date.dayOfWeek - 1] ?? 'monday'] ?? [];
  }

  test('it is what somebody would count who looks at the clock on the wall', () => {
    fc.assert(
      fc.property(anySchedule, ({ rules, from }) => {
        const expected = looked(rules, from, 8);
        const hours = hoursFor(rules);
        for (let time = from; time < from + 8 * 24 * hour; time += 15 * minute) {
          expect([iso(time), workingMs(hours, time, time + 15 * minute)]).toEqual([
            iso(time),
            expected.has(time) ? 15 * minute : 0,
          ]);
        }
      }),
      { numRuns: 12 },
    );
  });

  test('a week has its days in the order of ISO 8601', () => expect(dayOf('1970-01-05') % 7).toBe(4));
});
