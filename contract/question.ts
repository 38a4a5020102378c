import { z } from 'zod';
import { comparisons } from '../core/calendar/counterparts.ts';
import { calendarIds, calendarUnits } from '../core/calendar/units.ts';
import {
  type Dimension,
  clockValues,
  isClockDimension,
  maxFilterValues,
  periodNames,
} from '../core/kpis/dimensions.ts';
import { instant, zone } from './fields.ts';
import { replayReasons } from './policy.ts';

const values = z
  .array(z.string().max(1_000))
  .min(1)
  .max(maxFilterValues)
  .describe('Only these values; an empty one is "none". Given several times: any of them.');

/** `weekday`: 1 (Monday) to 7; `hourOfDay`: 0 to 23, both in the zone of the question. */
function valuesOf(dimension: Dimension): typeof values {
  if (!isClockDimension(dimension)) return values;
  const shown = clockValues[dimension];
  return z
    .array(z.string().refine((value) => shown.includes(value), 'not_on_the_clock'))
    .min(1)
    .max(maxFilterValues)
    .describe(dimension === 'weekday' ? 'Days of the week, 1 = Monday … 7 = Sunday.' : 'Hours of the day, 0 … 23.');
}

/** Filters by dimension: as query parameters, or in a body. */
export function filtersBy<const D extends Dimension>(names: readonly D[]) {
  return Object.fromEntries(names.map((name) => [name, valuesOf(name).optional()])) as Record<
    D,
    z.ZodOptional<typeof values>
  >;
}

/** What conversations can be filtered by. */
export const conversationDimensions = [
  'channel',
  'team',
  'agent',
  'topic',
  'inbox',
  'tag',
  'campaign',
  'language',
  'source',
] as const satisfies readonly Dimension[];

/** A date of the zone asked in (`2021-01-01`), or an ISO 8601 instant with an offset. */
const moment = z.string().max(64);

/**
 * Of two dates both days belong to the period; an instant as `to` does not. Without either it is the present
 * month of the calendar. `periodBy`: the instant that places rows in the period. A figure whose rows lack it goes
 * by its usual one, as the answer's `periodBy` says; where no figure has it the question is refused. Ratings know
 * `answeredAt` as `ratedAt` too, and `askedAt` as `sentAt`.
 */
export const period = {
  from: moment
    .optional()
    .describe(
      'A day of the zone (`2026-11-01`) or an ISO 8601 instant with offset. Left out with `to`: the present month of ' +
        'the calendar.',
    ),
  to: moment.optional().describe('Alike; a day is included whole, an instant is not.'),
  periodBy: z
    .enum(periodNames)
    .optional()
    .describe(
      'The instant that places rows in the period. A figure whose rows lack it goes by its usual one, as `periodBy` of ' +
        'the answer says; refused where no figure has it. Ratings: `answeredAt` or `ratedAt`, `askedAt` or `sentAt`.',
    ),
};

const comparison = z.enum(comparisons);

/**
 * `before`: with the period before (of a calendar unit the unit before, else the same length directly before; of
 * one that is not over the same elapsed part, the running minute included) · `lastYear`: with the same
 * period a year earlier by the calendar · a list: with both.
 */
export const compare = z
  .union([comparison, z.array(comparison).min(1).max(2)])
  .optional()
  .describe('Compare with the period before, with the same a year earlier by the calendar, or (a list) with both.');

export const bucket = z.enum(calendarUnits).optional().describe('A row for each hour, day, week … of the period.');

const calendarAndZone = {
  calendar: z.enum(calendarIds).optional().describe('Whose months, quarters and years these are.'),
  zone: zone.optional().describe('IANA zone whose days and hours these are; default: the workspace’s.'),
};
const weekday = z.int().min(1).max(7);
const firstOfWeek = 'First day of the week: 1 = Monday … 7 = Sunday; default: by the workspace’s language.';

/** How days, weeks, months and years are counted; what is left out is as in the workspace. */
export const calendar = { ...calendarAndZone, weekStart: weekday.optional().describe(firstOfWeek) };

/** The same as query parameters. */
export const calendarQuery = {
  ...calendarAndZone,
  weekStart: z
    .string()
    .regex(/^[1-7]$/)
    .transform(Number)
    .optional()
    .describe(firstOfWeek),
};

/** A page of a list of rows. */
export const page = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(8_000).optional(),
};

/** A stretch of time, `from` included, `to` not. */
export const stretch = z.object({ from: instant, to: instant });

/** What every report says of itself. */
export const about = {
  period: stretch.extend({ zone: z.string(), calendar: z.enum(calendarIds), weekStart: weekday }),
  /** What `before` in its cells is of. */
  comparedWith: stretch.nullable(),
  /** What `lastYear` in its cells is of, where it was compared with both. */
  lastYear: stretch.nullable(),
  /** By KPI id: the instant that placed its rows in the period. */
  periodBy: z.record(z.string(), z.string()),
  schedules: z
    .array(z.object({ id: z.int(), name: z.string(), zone: z.string() }))
    .describe(
      'The schedules that say what working time is, where figures in working hours were asked for; empty where none ' +
        'were, or where no schedule is assigned: then they are null.',
    ),
  asOf: instant.describe(
    'Every event whose receipt was confirmed up to this instant is in these figures. When nothing waits to be ' +
      'folded it is the time of asking; where another process folds, the last time that it looked, a second ago or two.',
  ),
  replay: z
    .object({ replayId: z.int(), reason: z.enum(replayReasons), streams: z.int(), streamsDone: z.int() })
    .nullable()
    .describe('While history is folded anew by other rules, these figures hold some of the old and some of the new.'),
  answeredAt: instant.describe('When these figures were answered.'),
  lastEventBySource: z.array(
    z.object({ source: z.string(), lastEventAt: instant.nullable(), lastReceivedAt: instant }),
  ),
};

/** The same in the examples, but `periodBy`, which follows the figures asked for. */
export const exampleAbout = {
  period: {
    from: '2026-10-31T21:00:00.000Z',
    to: '2026-11-30T21:00:00.000Z',
    zone: 'Asia/Riyadh',
    calendar: 'gregory' as const,
    weekStart: 6,
  },
  comparedWith: null,
  lastYear: null,
  asOf: '2026-11-22T09:00:00.000Z',
  schedules: [],
  replay: null,
  answeredAt: '2026-11-22T09:00:00.000Z',
  lastEventBySource: [
    { source: 'shop', lastEventAt: '2026-11-22T08:00:00.000Z', lastReceivedAt: '2026-11-22T08:00:02.000Z' },
  ],
};
