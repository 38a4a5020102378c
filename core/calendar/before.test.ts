import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { periodBefore, periodLastYear } from './before.ts';
import { bucketStarts } from './boundaries.ts';
import { zoneOffsets } from './clock.ts';
import { type Comparison, counterparts } from './counterparts.ts';
import {
  type CalendarId,
  type CalendarSettings,
  type CalendarUnit,
  calendarIds,
  unitStart,
  unitStartAfter,
} from './units.ts';

const settings = (calendar: CalendarId, zone = 'UTC'): CalendarSettings => ({ zone, calendar, weekStart: 6 });
const at = (text: string) => Date.parse(text);
const between = (from: string, to: string) => ({ from: at(from), to: at(to) });
const later = at('2100-01-01T00:00Z');

/** The unit of a calendar that holds a date. */
function whole(unit: CalendarUnit, date: string, calendar: CalendarSettings) {
  return { from: unitStart(at(date), unit, calendar), to: unitStartAfter(at(date), 1, unit, calendar) };
}

describe('the period before, by the calendar of the question', () => {
  // Farvardin to Shahrivar have 31 days, Mehr to Bahman 30, Esfand 29, of leap years (1403) 30.
  test.each([
    ['persian', 'month', '2025-03-01', '2025-03-20T06:00Z', '2025-01-20T00:00Z', '2025-02-18T06:00Z'],
    // 31 Farvardin: all 30 days of Esfand, not a day of Farvardin itself.
    ['persian', 'month', '2025-04-01', '2025-04-20T06:00Z', '2025-02-19T00:00Z', '2025-03-21T00:00Z'],
    // 19 Esfand 1404 meets 19 Esfand 1403.
    ['persian', 'year', '2026-01-01', '2026-03-10T06:00Z', '2024-03-20T00:00Z', '2025-03-09T06:00Z'],
    // Ramadan 1447 has 30 days, as Shaaban has 29: the 30th meets its end.
    ['islamic-umalqura', 'month', '2026-03-01', '2026-03-19T06:00Z', '2026-01-20T00:00Z', '2026-02-18T00:00Z'],
    ['islamic-umalqura', 'year', '2026-07-01', '2026-06-20T06:00Z', '2025-06-26T00:00Z', '2025-06-30T06:00Z'],
    // The last day of a month meets the end of a shorter one.
    ['gregory', 'quarter', '2026-05-01', '2026-05-31T06:00Z', '2026-01-01T00:00Z', '2026-03-01T00:00Z'],
    ['gregory', 'year', '2024-05-01', '2024-02-29T06:00Z', '2023-01-01T00:00Z', '2023-03-01T00:00Z'],
    ['gregory', 'week', '2026-11-18', '2026-11-17T06:00Z', '2026-11-07T00:00Z', '2026-11-10T06:00Z'],
  ] as const)('of a %s %s of %s that is not over at %s', (calendar, unit, date, now, from, to) => {
    const period = whole(unit, date, settings(calendar));
    expect(periodBefore(period, at(now), settings(calendar))).toEqual(between(from, to));
  });

  test('of any other period that is not over is its same elapsed part', () => {
    const utc = settings('gregory');
    expect(periodBefore(between('2026-03-05T00:00Z', '2026-03-15T00:00Z'), at('2026-03-08T06:00Z'), utc)).toEqual(
      between('2026-02-23T00:00Z', '2026-02-26T06:00Z'),
    );
    expect(periodBefore(between('2026-03-05T10:00Z', '2026-03-05T11:30Z'), at('2026-03-05T10:40Z'), utc)).toEqual(
      between('2026-03-05T08:30Z', '2026-03-05T09:10Z'),
    );
  });
});

describe('the same period last year', () => {
  test.each([
    // Esfand of a leap year against one of 29 days; a lunar year is 354 or 355 days.
    ['persian', '2025-02-19T00:00Z', '2025-03-21T00:00Z', '2024-02-20T00:00Z', '2024-03-20T00:00Z'],
    ['islamic-umalqura', '2026-02-18T00:00Z', '2026-03-20T00:00Z', '2025-03-01T00:00Z', '2025-03-30T00:00Z'],
    // 30 Esfand, and 29 February, by themselves: the day before them.
    ['persian', '2025-03-20T00:00Z', '2025-03-21T00:00Z', '2024-03-19T00:00Z', '2024-03-20T00:00Z'],
    ['gregory', '2024-02-29T00:00Z', '2024-03-01T00:00Z', '2023-02-28T00:00Z', '2023-03-01T00:00Z'],
    // Up to the day that has no counterpart, and not a day less.
    ['persian', '2025-03-15T00:00Z', '2025-03-20T00:00Z', '2024-03-15T00:00Z', '2024-03-20T00:00Z'],
    ['gregory', '2024-02-28T00:00Z', '2024-02-29T00:00Z', '2023-02-28T00:00Z', '2023-03-01T00:00Z'],
    ['gregory', '2025-02-01T00:00Z', '2025-03-01T00:00Z', '2024-02-01T00:00Z', '2024-03-01T00:00Z'],
  ] as const)('%s: of %s to %s is %s to %s', (calendar, from, to, earlierFrom, earlierTo) => {
    expect(periodLastYear(between(from, to), later, settings(calendar))).toEqual(between(earlierFrom, earlierTo));
  });

  test.each([
    ['gregory', 'month', '2024-02-29T06:00Z', '2023-03-01T00:00Z'],
    ['gregory', 'day', '2024-02-29T06:00Z', '2023-02-28T06:00Z'],
    ['gregory', 'year', '2024-03-10T06:00Z', '2023-03-10T06:00Z'],
    ['persian', 'month', '2025-03-20T06:00Z', '2024-03-20T00:00Z'],
    ['islamic-umalqura', 'month', '2026-03-19T06:00Z', '2025-03-30T00:00Z'],
  ] as const)('%s: of the %s at %s goes to %s', (calendar, unit, now, to) => {
    const period = whole(unit, now, settings(calendar));
    expect(periodLastYear(period, at(now), settings(calendar)).to).toBe(at(to));
  });
});

test('a running year compares with the same days, whether it is the one before or last year’s', () => {
  const cases = fc.tuple(
    fc.constantFrom(...calendarIds),
    fc.integer({ min: at('2020-01-01'), max: at('2030-01-01') }),
    fc.constantFrom('Africa/Cairo', 'Asia/Tehran', 'Australia/Lord_Howe'),
  );
  fc.assert(
    fc.property(cases, ([calendar, now, zone]) => {
      const inZone = settings(calendar, zone);
      const year = { from: unitStart(now, 'year', inZone), to: unitStartAfter(now, 1, 'year', inZone) };
      if (now === year.from) return;
      expect(periodBefore(year, now, inZone)).toEqual(periodLastYear(year, now, inZone));
    }),
    { seed: 5 },
  );
});

test('an earlier period is never empty, begins before and does not reach into the later one', () => {
  const instant = fc.integer({ min: at('2020-01-01') / 60_000, max: at('2028-01-01') / 60_000 });
  const cases = fc.tuple(
    fc.tuple(instant, instant, instant),
    fc.constantFrom(...calendarIds),
    fc.constantFrom('day', 'week', 'month', 'quarter', 'year', null),
    fc.constantFrom('Africa/Cairo', 'Asia/Tehran', 'Asia/Riyadh'),
  );
  fc.assert(
    fc.property(cases, ([[a, b, c], calendar, unit, zone]) => {
      const inZone = settings(calendar, zone);
      const [from = 0, now = 0, to = 0] = [a, b, c].map((minute) => minute * 60_000).toSorted((x, y) => x - y);
      const period =
        unit === null
          ? { from, to: to + 60_000 }
          : { from: unitStart(now, unit, inZone), to: unitStartAfter(now, 1, unit, inZone) };
      const before = periodBefore(period, now, inZone);
      expect(before.to).toBeGreaterThan(before.from);
      expect(before.to).toBeLessThanOrEqual(period.from);
      expect(periodLastYear(period, now, inZone).from).toBeLessThan(period.from);
    }),
    { seed: 6, numRuns: 300 },
  );
});

describe('a bucket and the one it is compared with', () => {
  const met = (
    unit: CalendarUnit,
    comparison: Comparison,
    period: [string, string],
    earlier: [string, string],
    zone = 'UTC',
  ) => {
    const inZone = settings('gregory', zone);
    const starts = (ends: [string, string]) => bucketStarts(between(...ends), unit, inZone);
    const found = counterparts(starts(period), starts(earlier), { unit, comparison, settings: inZone });
    return found.map((start) => (start === null ? null : new Date(start).toISOString().slice(0, 16)));
  };

  test('the third day meets the third; the 29th to 31st of March nobody in February', () => {
    const days = met(
      'day',
      'before',
      ['2026-03-01T00:00Z', '2026-04-01T00:00Z'],
      ['2026-02-01T00:00Z', '2026-03-01T00:00Z'],
    );
    expect(days[2]).toBe('2026-02-03T00:00');
    expect(days.slice(27)).toEqual(['2026-02-28T00:00', null, null, null]);
  });

  test('a year earlier a date meets itself, and 29 February nobody', () => {
    const days = met(
      'day',
      'lastYear',
      ['2024-02-28T00:00Z', '2024-03-02T00:00Z'],
      ['2023-02-28T00:00Z', '2023-03-02T00:00Z'],
    );
    expect(days).toEqual(['2023-02-28T00:00', null, '2023-03-01T00:00']);
  });

  test('months meet in their order, as far as the earlier period goes', () => {
    const months = met(
      'month',
      'lastYear',
      ['2026-01-01T00:00Z', '2026-05-01T00:00Z'],
      ['2025-01-01T00:00Z', '2025-03-10T00:00Z'],
    );
    expect(months).toEqual(['2025-01-01T00:00', '2025-02-01T00:00', '2025-03-01T00:00', null]);
  });

  test('hours meet by the clock: one that comes twice meets once, one that is skipped never', () => {
    // Cairo 2026: Thursday 29 October has two hours 23, Friday 24 April none at 0.
    const autumn = met(
      'hour',
      'before',
      ['2026-10-28T21:00Z', '2026-10-29T22:00Z'],
      ['2026-10-27T21:00Z', '2026-10-28T21:00Z'],
      'Africa/Cairo',
    );
    expect(autumn.slice(-3)).toEqual(['2026-10-28T19:00', '2026-10-28T20:00', null]);
    const spring = met(
      'hour',
      'before',
      ['2026-04-23T22:00Z', '2026-04-24T21:00Z'],
      ['2026-04-22T22:00Z', '2026-04-23T22:00Z'],
      'Africa/Cairo',
    );
    expect(spring.slice(0, 2)).toEqual(['2026-04-22T23:00', '2026-04-23T00:00']);
  });
});

describe('the offsets of a zone', () => {
  test('change with its clocks, and only within the period', () => {
    const year = between('2026-01-01T00:00Z', '2027-01-01T00:00Z');
    expect(
      zoneOffsets(year, 'Africa/Cairo').map(({ from, offsetMs }) => [
        new Date(from).toISOString(),
        offsetMs / 3_600_000,
      ]),
    ).toEqual([
      ['2026-01-01T00:00:00.000Z', 2],
      ['2026-04-23T22:00:00.000Z', 3],
      ['2026-10-29T21:00:00.000Z', 2],
    ]);
    expect(zoneOffsets(year, 'Asia/Tehran')).toEqual([{ from: year.from, offsetMs: 12_600_000 }]);
    expect(
      zoneOffsets(between('2022-01-01T00:00Z', '2024-01-01T00:00Z'), 'Asia/Tehran').map(
        ({ offsetMs }) => offsetMs / 60_000,
      ),
    ).toEqual([210, 270, 210]);
  });

  test('a change at the end of the period belongs to the next', () => {
    expect(zoneOffsets(between('2026-04-20T00:00Z', '2026-04-23T22:00Z'), 'Africa/Cairo')).toHaveLength(1);
  });
});
