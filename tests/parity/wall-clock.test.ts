import { describe, expect, test } from 'vitest';
import { bucketStarts } from '../../core/calendar/boundaries.ts';
import { zoneOffsets } from '../../core/calendar/clock.ts';
import { type CalendarSettings, calendarIds, calendarUnits } from '../../core/calendar/units.ts';
import { bucketStart, wallClock } from './wall-clock.ts';
import { type Window, windows } from './windows.ts';

/** Every step of a window; the questions of the other tests meet only some. */
function stepsOf({ from, stepMs }: Window): { instants: number[]; period: { from: number; to: number } } {
  const instants = Array.from({ length: 97 }, (_, step) => from + step * stepMs);
  return { instants, period: { from, to: from + 97 * stepMs } };
}

describe.each(windows)('over $zone from $from on', (window) => {
  const { instants, period } = stepsOf(window);

  test.each(calendarUnits)('the %ss of core/calendar begin where the clock and the calendars of Intl say', (unit) => {
    for (const [i, calendar] of calendarIds.entries()) {
      const settings: CalendarSettings = { zone: window.zone, calendar, weekStart: 5 + i };
      const starts = bucketStarts(period, unit, settings);
      const found = instants.map((at) => starts.findLast((start) => start <= at));
      expect(found).toEqual(instants.map((at) => bucketStart(at, unit, period.from, settings)));
    }
  });

  test('weekday and hour follow from the offsets', () => {
    const offsets = zoneOffsets(period, window.zone);
    const shown = instants.map((at) => {
      const { offsetMs = 0 } = offsets.findLast(({ from }) => from <= at) ?? {};
      const local = new Date(at + offsetMs);
      return [local.getUTCDay() || 7, local.getUTCHours()];
    });
    const onTheWall = instants.map((at) => wallClock(at, { zone: window.zone, calendar: 'gregory' }));
    expect(shown).toEqual(onTheWall.map(({ weekday, hour }) => [weekday, hour]));
  });
});
