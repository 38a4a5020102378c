import { describe, expect, test } from 'vitest';
import { RidaError } from '../errors.ts';
import { periodBefore, periodLastYear } from './before.ts';
import { bucketStarts, buckets, suitableUnit } from './boundaries.ts';
import { parsePeriod, type WrittenPeriod } from './period.ts';
import { type CalendarSettings, unitStart } from './units.ts';

const settings = (zone: string, more: Partial<CalendarSettings> = {}): CalendarSettings => ({
  zone,
  calendar: 'gregory',
  weekStart: 1,
  ...more,
});
const utc = settings('UTC');
const read = (written: WrittenPeriod, zone: string) =>
  parsePeriod(written, Date.parse('2026-11-22T12:00Z'), settings(zone));
const at = (text: string) => Date.parse(text);
const between = (from: string, to: string) => ({ from: at(from), to: at(to) });
const iso = (times: readonly number[]) => times.map((time) => new Date(time).toISOString());

describe('buckets', () => {
  test('a day in Cairo starts at one where the clocks skip midnight, and lasts 25 hours in October', () => {
    const cairo = settings('Africa/Cairo');
    const spring = read({ from: '2026-04-23', to: '2026-04-25' }, cairo.zone);
    expect(iso(bucketStarts(spring, 'day', cairo))).toEqual([
      '2026-04-22T22:00:00.000Z',
      '2026-04-23T22:00:00.000Z',
      '2026-04-24T21:00:00.000Z',
    ]);
    const autumn = read({ from: '2026-10-29', to: '2026-10-29' }, cairo.zone);
    expect((autumn.to - autumn.from) / 3_600_000).toBe(25);
    expect(bucketStarts(autumn, 'hour', cairo)).toHaveLength(25);
  });

  test('an hour begins where the clock shows a full one or skips into one, and goes on where it comes again in part', () => {
    const lordHowe = settings('Australia/Lord_Howe');
    // 02:00 was set back to 01:30: the hour 1 lasts an hour and a half.
    const autumn = between('2026-04-04T14:00Z', '2026-04-04T16:30Z');
    expect(iso(bucketStarts(autumn, 'hour', lordHowe))).toEqual([
      '2026-04-04T14:00:00.000Z',
      '2026-04-04T15:30:00.000Z',
    ]);
    // 02:00 was set forward to 02:30: the hour 2 lasts half an hour.
    const spring = between('2026-10-03T14:30Z', '2026-10-03T17:00Z');
    expect(iso(bucketStarts(spring, 'hour', lordHowe))).toEqual([
      '2026-10-03T14:30:00.000Z',
      '2026-10-03T15:30:00.000Z',
      '2026-10-03T16:00:00.000Z',
    ]);
  });

  test.each(['Africa/Cairo', 'Asia/Tehran', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'])(
    'hours of %s are those that its calendar would give',
    (zone) => {
      for (const from of [
        at('2022-03-20T00:10Z'),
        at('2026-04-03T00:00Z'),
        at('2026-10-03T00:00Z'),
        at('2026-10-29T00:00Z'),
      ]) {
        const period = { from, to: from + 2 * 86_400_000 };
        const minutes = Array.from({ length: 2 * 1_440 }, (_, i) => from + i * 60_000);
        const starts = minutes.map((minute) => Math.max(unitStart(minute, 'hour', settings(zone)), from));
        expect(bucketStarts(period, 'hour', settings(zone))).toEqual([...new Set(starts)]);
      }
    },
  );

  test('old summers of Tehran are at +4:30, today is +3:30', () => {
    const tehran = settings('Asia/Tehran');
    expect(iso([unitStart(at('2020-07-01T12:00Z'), 'day', tehran)])).toEqual(['2020-06-30T19:30:00.000Z']);
    expect(iso([unitStart(at('2026-07-01T12:00Z'), 'day', tehran)])).toEqual(['2026-06-30T20:30:00.000Z']);
    expect(iso([unitStart(at('2026-07-01T12:10Z'), 'hour', tehran)])).toEqual(['2026-07-01T11:30:00.000Z']);
  });

  test('a first bucket under way is cut at the period', () => {
    const period = between('2026-01-14T12:00Z', '2026-03-05T00:00Z');
    expect(iso(bucketStarts(period, 'month', utc))).toEqual([
      '2026-01-14T12:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ]);
    expect(buckets(period, bucketStarts(period, 'month', utc)).at(-1)?.to).toBe(period.to);
  });

  test('a week starts where the workspace says', () => {
    const period = between('2026-11-18T00:00Z', '2026-11-30T00:00Z');
    const starts = (weekStart: number) => bucketStarts(period, 'week', settings('UTC', { weekStart }));
    expect(iso(starts(6)).slice(1)).toEqual(['2026-11-21T00:00:00.000Z', '2026-11-28T00:00:00.000Z']);
    expect(iso(starts(1)).slice(1)).toEqual(['2026-11-23T00:00:00.000Z']);
  });

  test('months and years of the Persian and the Umm al-Qura calendar', () => {
    const period = between('2026-03-21T00:00Z', '2026-06-01T00:00Z');
    expect(iso(bucketStarts(period, 'month', settings('UTC', { calendar: 'persian' })))).toEqual([
      '2026-03-21T00:00:00.000Z',
      '2026-04-21T00:00:00.000Z',
      '2026-05-22T00:00:00.000Z',
    ]);
    const hijri = settings('UTC', { calendar: 'islamic-umalqura' });
    expect(iso([unitStart(at('2026-07-01T00:00Z'), 'year', hijri)])).toEqual(['2026-06-16T00:00:00.000Z']);
    expect(iso([unitStart(at('2026-05-10T00:00Z'), 'quarter', utc)])).toEqual(['2026-04-01T00:00:00.000Z']);
  });

  test.each(['hour', 'day', 'week'] as const)('%ss ascend through every clock change of a spring', (unit) => {
    for (const zone of ['Africa/Cairo', 'Australia/Lord_Howe']) {
      const period = between('2026-03-15T00:00Z', '2026-05-15T00:00Z');
      const starts = bucketStarts(period, unit, settings(zone));
      expect(starts.every((start, i) => i === 0 || start > (starts[i - 1] ?? 0))).toBe(true);
      expect(starts.length).toBeGreaterThan({ week: 8, day: 60, hour: 1_460 }[unit]);
    }
  });

  test('more buckets than anybody can read are refused', () => {
    const century = between('1970-01-01T00:00Z', '2070-01-01T00:00Z');
    expect(() => bucketStarts(century, 'hour', utc)).toThrow(RidaError);
  });

  test('an empty period has none', () => expect(bucketStarts({ from: 5, to: 5 }, 'day', utc)).toEqual([]));

  test('long periods get long buckets', () => {
    expect(suitableUnit(between('2026-01-01T00:00Z', '2026-02-01T00:00Z'), utc)).toBe('day');
    expect(suitableUnit(between('2026-01-01T00:00Z', '2026-04-01T00:00Z'), utc)).toBe('week');
    expect(suitableUnit(between('2026-01-01T00:00Z', '2027-01-01T00:00Z'), utc)).toBe('month');
  });
});

describe('reading a period', () => {
  test('dates are days of the zone, instants are themselves', () => {
    expect(read({ from: '2021-01-01', to: '2021-03-31' }, 'Asia/Riyadh')).toEqual(
      between('2020-12-31T21:00Z', '2021-03-31T21:00Z'),
    );
    expect(read({ from: '۲۰۲۱-۰۱-۰۱', to: '2021-03-31' }, 'UTC')).toEqual(
      between('2021-01-01T00:00Z', '2021-04-01T00:00Z'),
    );
    expect(read({ from: '2021-01-01T00:00:00+03:30', to: '2021-01-02T00:00:00Z' }, 'UTC')).toEqual(
      between('2020-12-31T20:30Z', '2021-01-02T00:00Z'),
    );
  });

  test('what is left out is this month, the month of the end, or now', () => {
    expect(read({}, 'Asia/Riyadh')).toEqual(between('2026-10-31T21:00Z', '2026-11-30T21:00Z'));
    expect(read({ to: '2021-03-31' }, 'UTC')).toEqual(between('2021-03-01T00:00Z', '2021-04-01T00:00Z'));
    expect(read({ from: '2026-11-20' }, 'UTC')).toEqual(between('2026-11-20T00:00Z', '2026-11-22T12:00Z'));
  });

  test.each([
    ['2021-02-30', '2021-04-01', 'from', 'not_a_time'],
    ['yesterday', '2021-04-01', 'from', 'not_a_time'],
    ['2021-01-01', '2021-01-01T00:00', 'to', 'not_a_time'],
    ['2021-01-02', '2021-01-01', 'to', 'not_after_from'],
    ['2021-01-01T00:00:00Z', '2021-01-01T00:00:00Z', 'to', 'not_after_from'],
    ['1969-01-01', '2021-01-01', 'from', 'out_of_range'],
    ['2021-01-01', '9999-01-01', 'to', 'out_of_range'],
  ])('%s … %s is refused: its %s is %s', (from, to, field, rule) => {
    expect(() => read({ from, to }, 'UTC')).toThrow(new RidaError('invalidRequest', { field, rule }));
  });
});

describe('the period before', () => {
  const later = at('2030-01-01T00:00Z');

  test.each([
    ['a day', '2026-03-01T00:00Z', '2026-03-02T00:00Z', '2026-02-28T00:00Z'],
    ['a week', '2026-11-16T00:00Z', '2026-11-23T00:00Z', '2026-11-09T00:00Z'],
    ['a month', '2026-03-01T00:00Z', '2026-04-01T00:00Z', '2026-02-01T00:00Z'],
    ['a quarter', '2021-01-01T00:00Z', '2021-04-01T00:00Z', '2020-10-01T00:00Z'],
    ['a year', '2025-01-01T00:00Z', '2026-01-01T00:00Z', '2024-01-01T00:00Z'],
    ['ten days', '2026-03-05T00:00Z', '2026-03-15T00:00Z', '2026-02-23T00:00Z'],
    ['90 minutes', '2026-03-05T10:00Z', '2026-03-05T11:30Z', '2026-03-05T08:30Z'],
  ])('of %s', (_name, from, to, expected) => {
    expect(periodBefore(between(from, to), later, utc)).toEqual(between(expected, from));
  });

  test('of an unfinished month is the same part of the month before', () => {
    const now = at('2026-03-10T06:00Z');
    expect(periodBefore(between('2026-03-01T00:00Z', '2026-04-01T00:00Z'), now, utc)).toEqual(
      between('2026-02-01T00:00Z', '2026-02-10T06:00Z'),
    );
  });

  test('never reaches into the period itself', () => {
    const now = at('2026-03-30T06:00Z');
    expect(periodBefore(between('2026-03-01T00:00Z', '2026-04-01T00:00Z'), now, utc)).toEqual(
      between('2026-02-01T00:00Z', '2026-03-01T00:00Z'),
    );
  });

  test('counts days, not hours, over a change of the clocks', () => {
    const cairo = settings('Africa/Cairo');
    const period = read({ from: '2026-04-24', to: '2026-04-26' }, cairo.zone);
    expect(periodBefore(period, later, cairo)).toEqual(read({ from: '2026-04-21', to: '2026-04-23' }, cairo.zone));
  });

  test('a year earlier, cut at now where it is not over', () => {
    const march = between('2026-03-01T00:00Z', '2026-04-01T00:00Z');
    expect(periodLastYear(march, later, utc)).toEqual(between('2025-03-01T00:00Z', '2025-04-01T00:00Z'));
    expect(periodLastYear(march, at('2026-03-10T06:00Z'), utc)).toEqual(
      between('2025-03-01T00:00Z', '2025-03-10T06:00Z'),
    );
  });
});
