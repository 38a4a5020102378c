import { describe, expect, test } from 'vitest';
import { RidaError } from '../errors.ts';
import { checkAssignments, checkSchedule, type ScheduleFault, scheduleFault } from './check-schedule.ts';
import { isoDate } from './dates.ts';
import type { ScheduleAssignment, ScheduleRules, Shift } from './schedules.ts';
import type { CalendarId } from './units.ts';

const shift = (from: string, to: string): Shift => ({ from, to });
const rules = (more: Partial<ScheduleRules>): ScheduleRules => ({
  zone: 'UTC',
  versions: [{ validFrom: null, validTo: null, week: {} }],
  overrides: [],
  holidays: [],
  ...more,
});
const weekOf = (week: ScheduleRules['versions'][number]['week']) =>
  rules({ versions: [{ validFrom: null, validTo: null, week }] });

describe('a schedule', () => {
  test.each([
    ['that is free', rules({})],
    [
      'whose shifts meet',
      weekOf({ monday: [shift('08:00', '12:00'), shift('12:00', '00:00')], tuesday: [shift('00:00', '08:00')] }),
    ],
    ['that never closes', weekOf({ sunday: [shift('00:00', '00:00')], monday: [shift('00:00', '24:00')] })],
    [
      'of versions one after another',
      rules({
        versions: [
          { validFrom: null, validTo: '2026-05-03', week: {} },
          { validFrom: '2026-05-04', validTo: null, week: {} },
        ],
      }),
    ],
    ['of one day', rules({ overrides: [{ name: 'x', from: '2026-05-03', to: '2026-05-03', week: {} }] })],
  ])('%s holds together', (_name, schedule) => expect(() => checkSchedule(schedule)).not.toThrow());

  test.each([
    [
      'a night into a morning',
      weekOf({ monday: [shift('22:00', '06:00')], tuesday: [shift('05:59', '09:00')] }),
      'shiftsOverlap',
      'versions.0.week.monday.0',
      '22:00–06:00',
    ],
    [
      'Sunday’s night into Monday',
      weekOf({ monday: [shift('05:00', '09:00')], sunday: [shift('22:00', '06:00')] }),
      'shiftsOverlap',
      'versions.0.week.monday.0',
      '05:00–09:00',
    ],
    [
      'two shifts of a holiday',
      rules({
        holidays: [{ name: 'x', date: '2026-05-03', shifts: [shift('08:00', '10:00'), shift('09:00', '11:00')] }],
      }),
      'shiftsOverlap',
      'holidays.0.shifts.1',
      '09:00–11:00',
    ],
    [
      'versions at once',
      rules({
        versions: [
          { validFrom: null, validTo: '2026-05-03', week: {} },
          { validFrom: '2026-05-03', validTo: null, week: {} },
        ],
      }),
      'datesOverlap',
      'versions.1',
      '2026-05-03 – …',
    ],
    [
      'an end before the beginning',
      rules({ overrides: [{ name: 'x', from: '2026-05-03', to: '2026-05-02', week: {} }] }),
      'rangeReversed',
      'overrides.0',
      '2026-05-03 – 2026-05-02',
    ],
    [
      'one holiday twice',
      rules({ holidays: ['2026-05-03', '2026-05-03'].map((date) => ({ name: 'x', date, shifts: [] })) }),
      'sameDay',
      'holidays.1.date',
      '2026-05-03',
    ],
  ] as [string, ScheduleRules, ScheduleFault, string, string][])(
    'with %s is refused',
    (_name, schedule, rule, field, received) => {
      expect(() => checkSchedule(schedule)).toThrow(scheduleFault(rule, field, received));
    },
  );
});

test('two schedules, or one twice, are not the same one’s at once; of others they may be', () => {
  const team = (
    scheduleId: number,
    validFrom: string | null,
    validTo: string | null,
    scopeId = 't',
  ): ScheduleAssignment => ({
    scheduleId,
    scope: 'team',
    scopeId,
    validFrom,
    validTo,
  });
  const taken = [team(1, null, '2026-05-03')];
  expect(() => checkAssignments([team(2, '2026-05-04', null), team(2, null, null, 'u')], taken)).not.toThrow();
  expect(() => checkAssignments([{ ...team(2, null, null), scope: 'site' }], taken)).not.toThrow();
  expect(() => checkAssignments([team(2, '2026-05-03', null)], taken)).toThrow(RidaError);
  expect(() => checkAssignments([team(2, null, null, 'u'), team(2, '2026-01-01', null, 'u')], [])).toThrow(RidaError);
  expect(() => checkAssignments([team(2, '2026-05-03', '2026-05-02')], [])).toThrow(RidaError);
});

test.each([
  ['2026-03-21', 'gregory', '2026-03-21'],
  ['1405-01-01', 'persian', '2026-03-21'],
  ['۱۴۰۵-۰۱-۰۱', 'persian', '2026-03-21'],
  ['١٤٤٧-٠٩-٠١', 'islamic-umalqura', '2026-02-18'],
  ['1447-09-31', 'islamic-umalqura', null],
  ['1404-12-30', 'persian', null],
  ['2026-02-30', 'gregory', null],
  ['2026-2-3', 'gregory', null],
  ['1969-12-31', 'gregory', null],
  ['2200-01-01', 'gregory', null],
  ['', 'gregory', null],
] as [string, CalendarId, string | null][])('%s of the calendar %s is %s', (text, calendar, expected) => {
  expect(isoDate(text, calendar)).toBe(expected);
});
