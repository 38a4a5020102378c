import { dayOf, wallDay, wallMinute, weekdayOf } from './days.ts';
import { type ScheduleRules, type Shift, type Week, weekdays } from './schedules.ts';

/** A shift in milliseconds from the midnight that its day begins with; `to` is above `from`, at most a day later. */
export interface WallShift {
  from: number;
  to: number;
}

/** From a day up to another that no longer belongs to it. */
export interface DayRange {
  from: number;
  to: number;
}

/** A schedule's rules, ready to be asked for any day. */
export interface ScheduleDays {
  zone: string;
  /** Days on which some week is in force, ascending; outside them the schedule says nothing. */
  inForce: readonly DayRange[];
  shiftsOn(day: number): readonly WallShift[];
}

type WallWeek = readonly (readonly WallShift[])[];
type DatedWeek = DayRange & { week: WallWeek };

/** Rules that were checked (check-schedule.ts) made ready. */
export function scheduleDays({ zone, versions, overrides, holidays }: ScheduleRules): ScheduleDays {
  const weeks = versions
    .map(({ validFrom, validTo, week }) => ({ ...dayRange(validFrom, validTo), week: wallWeek(week) }))
    .sort((a, b) => a.from - b.from);
  const others = overrides.map(({ from, to, week }) => ({ ...dayRange(from, to), week: wallWeek(week) }));
  const free = new Map(holidays.map(({ date, shifts }) => [dayOf(date), shifts.map(wallShift)]));
  return {
    zone,
    inForce: weeks.map(({ from, to }) => ({ from, to })),
    shiftsOn: (day) => {
      const usual = weekOn(weeks, day);
      if (usual === undefined) return [];
      return free.get(day) ?? (weekOn(others, day) ?? usual).week[weekdayOf(day)] ?? [];
    },
  };
}

/** Dates, both included, as days; null: without end. */
export function dayRange(first: string | null, last: string | null): DayRange {
  return {
    from: first === null ? Number.NEGATIVE_INFINITY : dayOf(first),
    to: last === null ? Number.POSITIVE_INFINITY : dayOf(last) + 1,
  };
}

/** A shift in milliseconds from midnight. */
export function wallShift({ from, to }: Shift): WallShift {
  const [begin, end] = [wallTime(from), wallTime(to)];
  return { from: begin, to: end <= begin ? end + wallDay : end };
}

function wallTime(text: string): number {
  const [hours = '', minutes = ''] = text.split(':');
  return (Number(hours) * 60 + Number(minutes)) * wallMinute;
}

function wallWeek(week: Week): WallWeek {
  return weekdays.map((weekday) => (week[weekday] ?? []).map(wallShift));
}

function weekOn(weeks: readonly DatedWeek[], day: number): DatedWeek | undefined {
  return weeks.find(({ from, to }) => from <= day && day < to);
}
