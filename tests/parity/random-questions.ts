import fc from 'fast-check';
import { type CalendarSettings, calendarIds, calendarUnits } from '../../core/calendar/units.ts';
import { type Dimension, dimensions } from '../../core/kpis/dimensions.ts';
import type { Kpi } from '../../core/kpis/kpi.ts';
import { kpis } from '../../core/kpis/kpis.ts';
import { outcomes } from '../../core/sessions/facts.ts';
import type { OverPeriod } from './oracle.ts';
import { firstAt, instant, lastAt, texts } from './random-facts.ts';
import { type Window, placedIn, windows } from './windows.ts';

const values = [
  ...texts,
  ...outcomes.slice(0, 3),
  'agent',
  'bot',
  'conversation',
  'reply',
  'stars5',
  'online',
  '0',
  '3',
  '10',
  '23',
];

/** Dimensions that most facts have come up more often than the others. */
const dimension = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Dimension>('agent', 'team', 'channel', 'tag', 'subject', 'kind', 'site', 'article'),
  },
  { weight: 2, arbitrary: fc.constantFrom<Dimension>('weekday', 'hourOfDay') },
  { weight: 1, arbitrary: fc.constantFrom(...dimensions) },
);

const filters = fc
  .array(fc.tuple(dimension, fc.uniqueArray(fc.constantFrom(...values), { minLength: 0, maxLength: 5 })), {
    maxLength: 2,
  })
  .map((entries) => Object.fromEntries(entries));

const period = fc
  .uniqueArray(fc.oneof(instant, fc.constant(lastAt + 1)), { minLength: 2, maxLength: 2 })
  .map((ends) => ends.toSorted((a, b) => a - b))
  .map(([from = 0, to = 0]) => ({ from, to }));

const someKpis: fc.Arbitrary<readonly Kpi[]> = fc.oneof(
  fc.constant(kpis),
  fc.uniqueArray(fc.constantFrom(...kpis), { minLength: 1, maxLength: 5 }),
);

const periodBy = fc.constantFrom(
  undefined,
  'startedAt',
  'endedAt',
  'closedAt',
  'askedAt',
  'leftAt',
  'answeredAt',
  'ratedAt',
  'sentAt',
);

/** The zone of a window more often than others: its clocks change there. */
function settingsIn({ zone }: Window): fc.Arbitrary<CalendarSettings> {
  return fc.record({
    zone: fc.oneof(
      { weight: 2, arbitrary: fc.constant(zone) },
      { weight: 1, arbitrary: fc.constantFrom(...windows.map((window) => window.zone), 'America/St_Johns') },
    ),
    calendar: fc.constantFrom(...calendarIds),
    weekStart: fc.integer({ min: 1, max: 7 }),
  });
}

const hourByWeekday: readonly Dimension[] = ['weekday', 'hourOfDay'];
const by = fc.oneof(
  { weight: 4, arbitrary: fc.uniqueArray(dimension, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constant(hourByWeekday) },
);

/** Any KPIs by any dimensions over any part of a window, bucketed or not, by any calendar in any zone. */
export function questionIn(window: Window): fc.Arbitrary<OverPeriod> {
  return fc
    .record({
      kpis: someKpis,
      by,
      filters,
      period: period.map(({ from, to }) => ({ from: placedIn(window, from), to: placedIn(window, to) })),
      bucket: fc.option(fc.constantFrom(...calendarUnits), { nil: undefined }),
      periodBy,
      isLeftOut: fc.boolean(),
      settings: settingsIn(window),
    })
    .map(({ bucket, periodBy: column, isLeftOut, ...rest }) => ({
      ...rest,
      ...(isLeftOut && { not: (Object.keys(rest.filters) as Dimension[]).slice(0, 1) }),
      ...(column !== undefined && { periodBy: column }),
      ...(bucket !== undefined && { bucket }),
    }));
}

/** Hour × weekday of everything in a window, by the clock that changes in it: chance alone asks it too seldom. */
export function everyHourOf(window: Window): OverPeriod {
  return {
    kpis: kpis.filter(({ spreadOf }) => spreadOf === undefined),
    by: hourByWeekday,
    filters: {},
    period: { from: placedIn(window, firstAt), to: placedIn(window, lastAt) + 1 },
    settings: { zone: window.zone, calendar: 'gregory', weekStart: 1 },
  };
}
