import { dayOf, wallDay } from './days.ts';
import { dayRange, type ScheduleDays, scheduleDays } from './schedule-days.ts';
import type { ScheduleAssignment, ScheduleRules } from './schedules.ts';

/** A schedule as it is at some moment, and whose it is. */
export interface ScheduleState {
  rules: ScheduleRules;
  assignments: readonly ScheduleAssignment[];
}

/** No event is older. */
const firstDay = dayOf('2000-01-01') - 1;

/** Nowhere does a day begin longer before it does in UTC. */
const earliestMidnightMs = 15 * 3_600_000;

/**
 * The first instant at which the working hours of somebody differ between two states of a schedule (null: there is
 * none), in whole days; null if they do not up to `until`.
 */
export function touchedSince(before: ScheduleState | null, after: ScheduleState | null, until: number): number | null {
  const [was, is] = [dayTexts(before), dayTexts(after)];
  for (let day = firstDay; day * wallDay - earliestMidnightMs <= until; day++) {
    if (was(day) !== is(day)) return day * wallDay - earliestMidnightMs;
  }
  return null;
}

/** What a schedule says of a day and whom, as a text to compare; '' if nothing. */
function dayTexts(state: ScheduleState | null): (day: number) => string {
  if (state === null || state.assignments.length === 0) return () => '';
  const days = scheduleDays(state.rules);
  const whose = state.assignments
    .map(({ scope, scopeId, validFrom, validTo }) => ({ name: `${scope} ${scopeId}`, ...dayRange(validFrom, validTo) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return (day) => {
    if (!isInForce(days, day)) return '';
    const names = whose.filter(({ from, to }) => from <= day && day < to).map(({ name }) => name);
    return names.length === 0 ? '' : JSON.stringify([names, days.zone, days.shiftsOn(day)]);
  };
}

function isInForce({ inForce }: ScheduleDays, day: number): boolean {
  return inForce.some(({ from, to }) => from <= day && day < to);
}
