/**
 * Days and times of a calendar on the wall as numbers: a day is counted from 1970-01-01, a wall time in milliseconds
 * from that day's midnight, as if no clock were ever set. Only wall-clock.ts says when in time that is.
 */

export const wallMinute = 60_000;
export const wallDay = 86_400_000;

/** Number of an ISO date. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / wallDay;
}

/** ISO date of a day's number. */
export function dateOf(day: number): string {
  return new Date(day * wallDay).toISOString().slice(0, 10);
}

/** Place of a day in `weekdays`: 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
