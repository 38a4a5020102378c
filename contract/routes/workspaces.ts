import { z } from 'zod';
import { scheduleScopes } from '../../core/calendar/schedules.ts';
import { calendarIds } from '../../core/calendar/units.ts';
import { givenName, idInPath, instant, zone } from '../fields.ts';
import { route } from '../route.ts';
import { date, shifts, week } from '../schedule.ts';

/** Dates are of this calendar; answers give ISO dates. */
const calendar = z.enum(calendarIds).default('gregory').describe('Of the dates in this request.');
const openDate = date.nullable().default(null);

const written = z.strictObject({
  name: givenName,
  zone,
  calendar,
  versions: z
    .array(z.strictObject({ validFrom: openDate, validTo: openDate, week }))
    .min(1)
    .max(50)
    .describe('The usual week by date, both dates included; null: since ever, until further notice.'),
  overrides: z
    .array(z.strictObject({ name: givenName, from: date, to: date, week }))
    .max(100)
    .default([])
    .describe('Another week for some time, such as Ramadan; a free week is an empty one.'),
  holidays: z
    .array(z.strictObject({ name: givenName, date, shifts: shifts.default([]) }))
    .max(500)
    .default([])
    .describe('Days that are free or have shifts of their own; they hold before overrides.'),
});

const assignment = {
  scope: z.enum(scheduleScopes),
  scopeId: z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}]*$/u),
  validFrom: openDate,
  validTo: openDate,
};

const assignments = z
  .array(
    z
      .strictObject({ ...assignment, scopeId: assignment.scopeId.default('') })
      .refine(({ scope, scopeId }) => (scope === 'workspace') === (scopeId === ''), {
        path: ['scopeId'],
        message: 'names_the_channel_team_or_site',
      }),
  )
  .max(300);

const schedule = z
  .object({
    id: z.int(),
    name: z.string(),
    zone: z.string(),
    versions: z.array(z.object({ validFrom: z.string().nullable(), validTo: z.string().nullable(), week })).readonly(),
    overrides: z.array(z.object({ name: z.string(), from: z.string(), to: z.string(), week })).readonly(),
    holidays: z.array(z.object({ name: z.string(), date: z.string(), shifts })).readonly(),
    assignments: z.array(z.object(assignment)),
    setAt: instant,
    setBy: z.string(),
  })
  .meta({ id: 'Schedule' });

const replayId = z
  .int()
  .nullable()
  .describe('The replay that folds anew what the change touches of the past; null where it touches none.');
const changed = z.object({ schedule, replayId });
const params = z.strictObject({ scheduleId: idInPath });

/** Of the examples: an office in Riyadh, with a split Sunday and a shorter Ramadan. */
const exampleWritten = {
  name: 'Riyadh office',
  zone: 'Asia/Riyadh',
  versions: [
    {
      validFrom: null,
      validTo: null,
      week: {
        sunday: [
          { from: '08:00', to: '12:00' },
          { from: '16:00', to: '20:00' },
        ],
        monday: [{ from: '08:00', to: '16:00' }],
      },
    },
  ],
  overrides: [
    { name: 'رمضان', from: '2026-02-18', to: '2026-03-19', week: { sunday: [{ from: '10:00', to: '15:00' }] } },
  ],
  holidays: [{ name: 'Founding Day', date: '2026-02-22', shifts: [] }],
};
const exampleAssignment = { scope: 'team', scopeId: 't1', validFrom: '2026-01-01', validTo: null } as const;
const exampleSchedule = {
  id: 1,
  ...exampleWritten,
  assignments: [],
  setAt: '2026-11-22T09:00:00.000Z',
  setBy: 'user:1',
};
const exampleParams = { scheduleId: '1' };

export const listSchedules = route({
  id: 'listSchedules',
  method: 'GET',
  path: '/schedules',
  summary: 'Working hours: every schedule, and whose it is',
  access: 'rules:manage',
  answer: z.object({ schedules: z.array(schedule) }),
  example: { answer: { schedules: [{ ...exampleSchedule, assignments: [exampleAssignment] }] } },
});

export const createSchedule = route({
  id: 'createSchedule',
  method: 'POST',
  path: '/schedules',
  summary:
    'Make a schedule of working hours, nobody’s yet. Times are what the clock on the wall shows in its zone; a shift ' +
    'that ends at or before its beginning ends on the next day and belongs to the day on which it begins.',
  access: 'rules:manage',
  body: written,
  answer: changed,
  status: 201,
  errors: ['invalidSchedule', 'limitReached'],
  example: { body: exampleWritten, answer: { schedule: exampleSchedule, replayId: null } },
});

export const changeSchedule = route({
  id: 'changeSchedule',
  method: 'PUT',
  path: '/schedules/{scheduleId}',
  summary: 'Set all that a schedule says; whose it is stays. What that changes of the past is folded anew.',
  access: 'rules:manage',
  params,
  body: written,
  answer: changed,
  errors: ['invalidSchedule'],
  example: { params: exampleParams, body: exampleWritten, answer: { schedule: exampleSchedule, replayId: 1 } },
});

export const assignSchedule = route({
  id: 'assignSchedule',
  method: 'PUT',
  path: '/schedules/{scheduleId}/assignments',
  summary:
    'Set whose hours a schedule is: all of them, in place of those before. The nearest holds: of a visit the site’s, of ' +
    'everything else the team’s, then the channel’s; last the workspace’s.',
  access: 'rules:manage',
  params,
  body: z.strictObject({ assignments, calendar }),
  answer: changed,
  errors: ['invalidSchedule'],
  example: {
    params: exampleParams,
    body: { assignments: [exampleAssignment] },
    answer: { schedule: { ...exampleSchedule, assignments: [exampleAssignment] }, replayId: 2 },
  },
});

export const deleteSchedule = route({
  id: 'deleteSchedule',
  method: 'DELETE',
  path: '/schedules/{scheduleId}',
  summary: 'Delete a schedule: whoever had its hours has those of the next scope, or none',
  access: 'rules:manage',
  params,
  answer: z.object({ replayId }),
  example: { params: exampleParams, answer: { replayId: 3 } },
});

export const readScheduleHours = route({
  id: 'readScheduleHours',
  method: 'GET',
  path: '/schedules/{scheduleId}/hours',
  summary:
    'What a schedule means on some days of its zone, both included, by default two weeks from today: the stretches of ' +
    'working time in UTC and as the clock on the wall shows them, over every day on which clocks are set',
  access: 'rules:manage',
  params,
  query: z.object({ fromDate: date.optional(), toDate: date.optional(), calendar: z.enum(calendarIds).optional() }),
  answer: z.object({
    zone: z.string(),
    fromDate: z.string(),
    toDate: z.string(),
    workingMs: z.int(),
    hours: z.array(z.object({ from: instant, to: instant, localFrom: z.string(), localTo: z.string() })),
  }),
  errors: ['invalidSchedule'],
  example: {
    params: exampleParams,
    query: { fromDate: '2026-11-22', toDate: '2026-11-22' },
    answer: {
      zone: 'Asia/Riyadh',
      fromDate: '2026-11-22',
      toDate: '2026-11-22',
      workingMs: 28_800_000,
      hours: [
        {
          from: '2026-11-22T05:00:00.000Z',
          to: '2026-11-22T09:00:00.000Z',
          localFrom: '2026-11-22T08:00+03:00',
          localTo: '2026-11-22T12:00+03:00',
        },
        {
          from: '2026-11-22T13:00:00.000Z',
          to: '2026-11-22T17:00:00.000Z',
          localFrom: '2026-11-22T16:00+03:00',
          localTo: '2026-11-22T20:00+03:00',
        },
      ],
    },
  },
});

export const workspaceRoutes = [
  createSchedule,
  listSchedules,
  changeSchedule,
  assignSchedule,
  deleteSchedule,
  readScheduleHours,
];
