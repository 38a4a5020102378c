import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, dayOf, wallDay } from './days.ts';
import { type ScheduleAssignment, type ScheduleRules, type Shift, weekdays } from './schedules.ts';
import { type ScheduleState, touchedSince } from './touched.ts';
import { calendarsOf, type WorkPlace } from './working-calendars.ts';
import { workingStretches } from './working-hours.ts';

const at = (text: string) => Date.parse(text);
const daily = (...shifts: Shift[]) => Object.fromEntries(weekdays.map((weekday) => [weekday, shifts]));
const rules: ScheduleRules = {
  zone: 'UTC',
  versions: [{ validFrom: null, validTo: null, week: daily({ from: '08:00', to: '16:00' }) }],
  overrides: [],
  holidays: [],
};
const workspace: ScheduleAssignment = {
  scheduleId: 1,
  scope: 'workspace',
  scopeId: '',
  validFrom: null,
  validTo: null,
};
const state = (more: Partial<ScheduleRules> = {}, ...assignments: ScheduleAssignment[]): ScheduleState => ({
  rules: { ...rules, ...more },
  assignments: assignments.length > 0 ? assignments : [workspace],
});
const until = at('2027-01-01T00:00Z');
/** The day that an instant belongs to, wherever it begins earliest. */
const dayTouched = (since: number | null) => (since === null ? null : dateOf(Math.ceil(since / wallDay)));
const holiday = (date: string) => ({ holidays: [{ name: 'x', date, shifts: [] }] });

test.each([
  ['nothing', state(), state(), null],
  ['a holiday', state(), state(holiday('2026-05-03')), '2026-05-03'],
  ['a holiday that lies later than anybody looks', state(), state(holiday('2028-05-03')), null],
  ['a holiday that moves', state(holiday('2026-05-03')), state(holiday('2026-05-01')), '2026-05-01'],
  ['the shortening of an assignment', state(), state({}, { ...workspace, validTo: '2026-05-03' }), '2026-05-04'],
  ['its removal', state({}, { ...workspace, validFrom: '2026-05-03' }), null, '2026-05-03'],
  ['another zone', state(), state({ zone: 'Asia/Riyadh' }, { ...workspace, validFrom: '2026-05-03' }), '1999-12-31'],
  [
    'a schedule that is nobody’s',
    { rules, assignments: [] },
    { rules: { ...rules, ...holiday('2026-05-03') }, assignments: [] },
    null,
  ],
  [
    'a day on which it is nobody’s',
    state({}, { ...workspace, validFrom: '2026-06-01' }),
    state(holiday('2026-05-03'), { ...workspace, validFrom: '2026-06-01' }),
    null,
  ],
] as [string, ScheduleState, ScheduleState | null, string | null][])('of %s', (_name, before, after, expected) => {
  expect(dayTouched(touchedSince(before, after, until))).toBe(expected);
});

test('before the first instant touched nobody’s working hours differ, and if nothing is touched they never do', () => {
  const first = dayOf('2026-04-20');
  const date = fc.integer({ min: 0, max: 20 }).map((day) => dateOf(first + day));
  const shifts = fc.constantFrom<Shift[]>([], [{ from: '09:00', to: '17:00' }], [{ from: '22:00', to: '06:00' }]);
  const assignment = fc
    .record({ team: fc.constantFrom('t', 'u'), from: fc.option(date), days: fc.integer({ min: 0, max: 9 }) })
    .map(({ team, from, days }): ScheduleAssignment => {
      const validTo = from === null ? null : dateOf(dayOf(from) + days);
      return { scheduleId: 1, scope: 'team', scopeId: team, validFrom: from, validTo };
    });
  const anyState = fc.record({
    rules: fc
      .record({ zone: fc.constantFrom('UTC', 'Africa/Cairo'), usual: shifts, date, other: shifts })
      .map(({ zone, usual, date: holidayDate, other }) => ({
        ...rules,
        zone,
        versions: [{ validFrom: null, validTo: null, week: daily(...usual) }],
        holidays: [{ name: 'x', date: holidayDate, shifts: other }],
      })),
    assignments: fc.uniqueArray(assignment, { maxLength: 2, selector: ({ scopeId }) => scopeId }),
  });
  fc.assert(
    fc.property(anyState, anyState, (before, after) => {
      const since = touchedSince(before, after, at('2026-06-01T00:00Z'));
      const period = {
        from: at('2026-04-10T00:00Z'),
        to: Math.min(since ?? Number.POSITIVE_INFINITY, at('2026-05-20T00:00Z')),
      };
      const hoursIn = (each: ScheduleState, place: WorkPlace) => {
        const schedules = { schedules: [{ id: 1, name: 'x', ...each.rules }], assignments: each.assignments };
        const hours = calendarsOf(schedules)?.of(place) ?? null;
        return hours === null || period.to <= period.from ? [] : workingStretches(hours, period);
      };
      for (const teamId of ['t', 'u']) expect(hoursIn(after, { teamId })).toEqual(hoursIn(before, { teamId }));
    }),
    { numRuns: 60 },
  );
});
