import { z } from 'zod';
import { calendarIds, calendarUnits } from '../core/calendar/units.ts';
import { type Dimension, dimensions } from '../core/kpis/dimensions.ts';
import { instant } from './fields.ts';
import { replayReasons } from './policy.ts';

const values = z
  .array(z.string().max(1_000))
  .min(1)
  .max(500)
  .describe('Only these values; an empty one is "none". Given several times: any of them.');

/** Filters as query parameters, by dimension. */
export function filtersBy<const D extends Dimension>(names: readonly D[]) {
  return Object.fromEntries(names.map((name) => [name, values.optional()])) as Record<D, z.ZodOptional<typeof values>>;
}

/** Filters in a body, by dimension. */
export const filters = z.partialRecord(z.enum(dimensions), values);

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

/** A date of the workspace's zone (`2021-01-01`), or an ISO 8601 instant with an offset. */
const moment = z.string().max(64);

/**
 * Of two dates both days belong to the period; an instant as `to` does not. Without either it is the present month.
 * `periodBy`: the instant that places rows in the period, for figures that have it (`startedAt`,
 * `endedAt`, `assignedAt`, `answeredAt`, `askedAt`, `closedAt`, …).
 */
export const period = {
  from: moment
    .optional()
    .describe('A day of the workspace’s zone (`2026-11-01`) or an ISO 8601 instant with offset; default: this month.'),
  to: moment.optional().describe('Alike; a day is included whole, an instant is not.'),
  periodBy: z
    .string()
    .max(40)
    .optional()
    .describe('The instant that places rows in the period, for figures that have it: `startedAt`, `endedAt`, …'),
};

/**
 * `before`: with the period before (of a calendar unit the unit before, of an unfinished one its same
 * part, the running minute included, else the same length directly before) · `lastYear`: with the same period a year earlier.
 */
export const compare = z
  .enum(['before', 'lastYear'])
  .optional()
  .describe('Compare with the period before, or with the same a year earlier.');

export const bucket = z.enum(calendarUnits).optional().describe('A row for each hour, day, week … of the period.');
export const calendar = z.enum(calendarIds).optional().describe('Whose days, months and years the buckets are.');

/** A page of a list of rows. */
export const page = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(8_000).optional(),
};

/** A stretch of time, `from` included, `to` not. */
export const stretch = z.object({ from: instant, to: instant });

/** What every report says of itself. */
export const about = {
  period: stretch.extend({ zone: z.string() }),
  comparedWith: stretch.nullable(),
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
  period: { from: '2026-10-31T21:00:00.000Z', to: '2026-11-30T21:00:00.000Z', zone: 'Asia/Riyadh' },
  comparedWith: null,
  asOf: '2026-11-22T09:00:00.000Z',
  schedules: [],
  replay: null,
  answeredAt: '2026-11-22T09:00:00.000Z',
  lastEventBySource: [
    { source: 'shop', lastEventAt: '2026-11-22T08:00:00.000Z', lastReceivedAt: '2026-11-22T08:00:02.000Z' },
  ],
};
