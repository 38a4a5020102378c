import { z } from 'zod';
import { alarmKinds, sourceStates } from '../../core/sources/judge.ts';
import { givenName, idInPath, instant, instantQuery } from '../fields.ts';
import { route } from '../route.ts';

const counts = {
  /** accepted + duplicate + refused, always. */
  received: z.int(),
  accepted: z.int(),
  duplicate: z.int(),
  refused: z.int(),
  /** Of those accepted: older than 24 hours at receipt, and no back-fill. */
  late: z.int(),
};

const expectedHours = z.strictObject({
  weekday: z.int().min(1).max(7).describe('1 = Monday … 7 = Sunday.'),
  fromHour: z.int().min(0).max(23),
  toHour: z.int().min(1).max(24).describe('Not included.'),
});

const settings = {
  /** For people; null: its own name. */
  name: givenName.nullable(),
  muted: z.boolean().describe('Raises no alarm.'),
  silentAfterMinutes: z
    .int()
    .min(5)
    .max(100_000)
    .nullable()
    .describe('Silent after so many minutes of the time in which it is expected; null: by its habit.'),
  expectedHours: z
    .array(expectedHours)
    .min(1)
    .max(168)
    .nullable()
    .describe('When it is expected, on the clocks of the workspace; null: by its habit.'),
};

const source = z.object({
  source: z.string(),
  ...settings,
  ...counts,
  lastEventAt: instant.nullable(),
  lastReceivedAt: instant,
  lastHeardAt: instant.nullable().describe('When it last sent something that was no back-fill.'),
  state: z.enum(sourceStates),
  since: instant.nullable().describe('Since when it is late, silent or refusing.'),
  habit: z
    .object({
      lateAfterHours: z.number(),
      silentAfterHours: z.number(),
      refusedShare: z.number().nullable(),
      expectedHoursPerWeek: z.number(),
    })
    .nullable()
    .describe(
      'What it is held to. Hours are expected hours: each counts by how often it is heard in that hour of the week. ' +
        'Null while it is learned.',
    ),
  silentHours: z.number().nullable().describe('Expected hours without a sign so far; null while it is learned.'),
  /** Of the running hour and the one before, back-fills left out. */
  recentReceived: z.int(),
  recentRefused: z.int(),
  /** Where asked for: oldest first; hours without a delivery have no row. */
  hours: z.array(z.object({ hour: instant, ...counts })).optional(),
});

export const listSources = route({
  id: 'listSources',
  method: 'GET',
  path: '/sources',
  summary:
    'A row a source: what it sent in the period (by default the last 24 hours, in whole UTC hours of receipt), when ' +
    'it was last heard, and whether it is silent or refused beyond its own habit.',
  access: 'ingest:read',
  query: z.object({
    from: instantQuery.optional(),
    to: instantQuery.optional(),
    source: z.string().min(1).max(200).optional(),
    /** The counts by hour too; the period may then have 31 days. */
    hourly: z.enum(['true', 'false']).optional(),
  }),
  answer: z.object({
    period: z.object({ from: instant, to: instant }),
    sources: z.array(source),
  }),
  example: {
    query: { source: 'shop' },
    answer: {
      period: { from: '2026-11-21T13:00:00.000Z', to: '2026-11-22T13:00:00.000Z' },
      sources: [
        {
          source: 'shop',
          name: null,
          muted: false,
          silentAfterMinutes: null,
          expectedHours: null,
          received: 10,
          accepted: 9,
          duplicate: 1,
          refused: 0,
          late: 0,
          lastEventAt: '2026-11-22T07:04:00.000Z',
          lastReceivedAt: '2026-11-22T12:00:00.000Z',
          lastHeardAt: '2026-11-22T12:00:00.000Z',
          state: 'learning',
          since: null,
          habit: null,
          silentHours: null,
          recentReceived: 10,
          recentRefused: 0,
        },
      ],
    },
  },
});

export const changeSource = route({
  id: 'changeSource',
  method: 'PUT',
  path: '/sources/{source}',
  summary: 'Set what a source is called and when it raises an alarm; what is left out goes back to its habit.',
  access: 'workspace:admin',
  params: z.strictObject({ source: z.string().min(1).max(200) }),
  body: z.strictObject({
    name: settings.name.default(null),
    muted: settings.muted.default(false),
    silentAfterMinutes: settings.silentAfterMinutes.default(null),
    expectedHours: settings.expectedHours
      .default(null)
      .refine((all) => (all ?? []).every(({ fromHour, toHour }) => fromHour < toHour), { message: 'not_after_from' }),
  }),
  answer: z.object({ source: z.string(), ...settings }),
  example: {
    params: { source: 'shop' },
    body: {
      name: 'متجر الويب',
      silentAfterMinutes: 30,
      expectedHours: [{ weekday: 7, fromHour: 9, toHour: 17 }],
    },
    answer: {
      source: 'shop',
      name: 'متجر الويب',
      muted: false,
      silentAfterMinutes: 30,
      expectedHours: [{ weekday: 7, fromHour: 9, toHour: 17 }],
    },
  },
});

const alarm = z.object({
  id: z.int(),
  source: z.string(),
  kind: z.enum(alarmKinds),
  since: instant.describe('When the source fell silent, or was found refusing.'),
  raisedAt: instant,
  params: z
    .record(z.string(), z.number())
    .describe(
      'What it was raised on. silent: lastHeardAt (epoch ms), silentAfterHours. refusing: received, refused, ' +
        'usualShare, limitShare.',
    ),
  endedAt: instant.nullable(),
  endedBecause: z.enum(['recovered', 'muted']).nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
});

const exampleAlarm = {
  id: 1,
  source: 'phone',
  kind: 'silent' as const,
  since: '2026-11-22T09:00:00.000Z',
  raisedAt: '2026-11-22T11:00:00.000Z',
  params: { lastHeardAt: 1_795_338_000_000, silentAfterHours: 2 },
  endedAt: null,
  endedBecause: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
};

export const listAlarms = route({
  id: 'listAlarms',
  method: 'GET',
  path: '/alarms',
  summary: 'Alarms about sources, newest first.',
  access: 'ingest:read',
  query: z.object({
    open: z.enum(['true', 'false']).optional(),
    source: z.string().min(1).max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
  }),
  answer: z.object({ alarms: z.array(alarm), nextCursor: z.string().nullable() }),
  example: {
    query: { open: 'true' },
    answer: { alarms: [exampleAlarm], nextCursor: null },
  },
});

export const acknowledgeAlarm = route({
  id: 'acknowledgeAlarm',
  method: 'POST',
  path: '/alarms/{alarmId}/acknowledge',
  summary: 'Say that somebody has seen an alarm. It stays open until the source recovers; a repeat changes nothing.',
  access: 'workspace:admin',
  params: z.strictObject({ alarmId: idInPath }),
  answer: alarm,
  example: {
    params: { alarmId: '1' },
    answer: { ...exampleAlarm, acknowledgedAt: '2026-11-22T12:00:00.000Z', acknowledgedBy: 'user:1' },
  },
});

export const sourceRoutes = [listSources, changeSource, listAlarms, acknowledgeAlarm];
