import { RidaError } from '../errors.ts';
import { wallDay } from './days.ts';
import { dayRange, type WallShift, wallShift } from './schedule-days.ts';
import {
  type ScheduleAssignment,
  type ScheduleRules,
  type Shift,
  type Week,
  type WeekOverride,
  weekdays,
  type WeekVersion,
} from './schedules.ts';

/** What can be wrong with a schedule whose dates and times can be read. */
export type ScheduleFault =
  | 'notADate'
  | 'rangeReversed'
  | 'datesOverlap'
  | 'shiftsOverlap'
  | 'sameDay'
  | 'nameTaken'
  | 'tooManyDays';

/**
 * Checks what a schedule says. Throws RidaError('invalidSchedule', { rule, field, received }): a range whose end is
 * before its beginning, versions or overrides in force at once, a holiday twice, or shifts that overlap (one into the next
 * day with that day's too).
 */
export function checkSchedule({ versions, overrides, holidays }: ScheduleRules): void {
  checkRanges('versions', versions.map(rangeOfVersion));
  checkRanges('overrides', overrides);
  versions.forEach(({ week }, i) => checkWeek(`versions.${i}.week`, week));
  overrides.forEach(({ week }, i) => checkWeek(`overrides.${i}.week`, week));
  const seen = new Set<string>();
  holidays.forEach(({ date, shifts }, i) => {
    if (seen.has(date)) throw scheduleFault('sameDay', `holidays.${i}.date`, date);
    seen.add(date);
    checkDay(`holidays.${i}.shifts`, shifts);
  });
}

/**
 * Checks whose hours a schedule is to be, among what is assigned already. Throws RidaError('invalidSchedule') for a
 * range whose end is before its beginning, and for one in which another schedule, or this one, holds there too.
 */
export function checkAssignments(own: readonly ScheduleAssignment[], others: readonly ScheduleAssignment[]): void {
  own.forEach((assignment, i) => {
    const field = `assignments.${i}`;
    const range = rangeOfVersion(assignment);
    checkRange(field, range);
    const same = [...others, ...own.slice(0, i)].filter(
      ({ scope, scopeId }) => scope === assignment.scope && scopeId === assignment.scopeId,
    );
    if (same.some((other) => overlap(range, rangeOfVersion(other)))) {
      throw scheduleFault('datesOverlap', field, rangeText(range));
    }
  });
}

/** A fault as the error that the doors translate. */
export function scheduleFault(rule: ScheduleFault, field: string, received: string): RidaError {
  return new RidaError('invalidSchedule', { rule, field, received });
}

interface DateRange {
  from: string | null;
  to: string | null;
}

function rangeOfVersion({ validFrom, validTo }: Pick<WeekVersion, 'validFrom' | 'validTo'>): DateRange {
  return { from: validFrom, to: validTo };
}

function checkRanges(field: string, ranges: readonly (DateRange | WeekOverride)[]): void {
  ranges.forEach((range, i) => {
    checkRange(`${field}.${i}`, range);
    if (ranges.slice(0, i).some((other) => overlap(range, other))) {
      throw scheduleFault('datesOverlap', `${field}.${i}`, rangeText(range));
    }
  });
}

function checkRange(field: string, range: DateRange): void {
  const { from, to } = range;
  if (from !== null && to !== null && to < from) throw scheduleFault('rangeReversed', field, rangeText(range));
}

function overlap(a: DateRange, b: DateRange): boolean {
  const [one, other] = [dayRange(a.from, a.to), dayRange(b.from, b.to)];
  return one.from < other.to && other.from < one.to;
}

function rangeText({ from, to }: DateRange): string {
  return `${from ?? '…'} – ${to ?? '…'}`;
}

/** Shifts of all days on one line: the night after Sunday meets Monday again. */
function checkWeek(field: string, week: Week): void {
  const placed = weekdays.flatMap((weekday, day) =>
    (week[weekday] ?? []).map((shift, i) => ({
      name: `${field}.${weekday}.${i}`,
      shift,
      wall: moved(wallShift(shift), day),
    })),
  );
  placed.forEach(({ name, shift, wall }, i) => {
    const others = placed.filter((_, j) => j !== i).map((other) => other.wall);
    if (others.some((other) => meet(wall, other) || meet(wall, moved(other, -weekdays.length)))) {
      throw scheduleFault('shiftsOverlap', name, shiftText(shift));
    }
  });
}

function checkDay(field: string, shifts: readonly Shift[]): void {
  const walls = shifts.map(wallShift);
  shifts.forEach((shift, i) => {
    const wall = walls[i] as WallShift;
    if (walls.slice(0, i).some((other) => meet(wall, other))) {
      throw scheduleFault('shiftsOverlap', `${field}.${i}`, shiftText(shift));
    }
  });
}

function moved({ from, to }: WallShift, days: number): WallShift {
  return { from: from + days * wallDay, to: to + days * wallDay };
}

function meet(a: WallShift, b: WallShift): boolean {
  return a.from < b.to && b.from < a.to;
}

function shiftText({ from, to }: Shift): string {
  return `${from}–${to}`;
}
