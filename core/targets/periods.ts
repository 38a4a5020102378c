import { type CalendarSettings, type Period, unitStart, unitStartAfter } from '../calendar/units.ts';
import type { JudgedUnit } from './target.ts';

const dayMs = 86_400_000;

/** A unit's verdicts are kept when it has been over for so long: resolutions and late events have settled by then. */
export const settlingMs = 7 * dayMs;

/** The unit that holds an instant. */
export function unitAt(at: number, unit: JudgedUnit, settings: CalendarSettings): Period {
  return { from: unitStart(at, unit, settings), to: unitStartAfter(at, 1, unit, settings) };
}

/** The unit after one; where the workspace's zone has changed since, the one that begins nearest to its end. */
export function unitAfter({ to }: Period, unit: JudgedUnit, settings: CalendarSettings): Period {
  return unitAt(to + dayMs / 2, unit, settings);
}

/** Whether a period is exactly one such unit. */
export function isUnit(period: Period, unit: JudgedUnit, settings: CalendarSettings): boolean {
  const { from, to } = unitAt(period.from, unit, settings);
  return from === period.from && to === period.to;
}

export function isSettled({ to }: Period, now: number): boolean {
  return to + settlingMs <= now;
}

/** Units from the one that holds `first` up to the one that holds `last`, oldest first; at most `most`, the newest. */
export function unitsBetween(
  first: number,
  last: number,
  unit: JudgedUnit,
  settings: CalendarSettings,
  most: number,
): Period[] {
  const found: Period[] = [];
  for (let at = last; at >= first && found.length < most;) {
    const period = unitAt(at, unit, settings);
    found.push(period);
    at = period.from - 1;
  }
  return found.toReversed();
}
