import { wallDay } from './days.ts';
import type { DayRange, ScheduleDays } from './schedule-days.ts';
import { gapsBetween, instantAfter, passedBefore, type Stretches, stretchesOf, unionOf } from './stretches.ts';
import type { Period } from './units.ts';
import { wallClock } from './wall-clock.ts';

/** A schedule with the days of its zone on which it is assigned. */
export interface AssignedSchedule extends DayRange {
  days: ScheduleDays;
}

/** Schedules of one scope: their days do not overlap. */
export type ScheduleLevel = readonly AssignedSchedule[];

/** Time is reckoned in chunks, each when it is first asked for. */
const chunkMs = 364 * wallDay;

/** What is looked ahead for a deadline: about five years. */
const mostChunksAhead = 5;

/** Shifts that reach into a chunk begin at most two days and a zone's offset before it. */
const marginMs = 4 * wallDay;

/** A chunk of time, reckoned. */
interface Chunk {
  working: Stretches;
  /** Where some schedule is in force; null: everywhere. */
  covered: Stretches | null;
  /** Working time, and all time where no schedule is in force. */
  counting: Stretches;
}

/**
 * Somebody's working hours: of several levels the nearest, which stands first, that has a schedule in force. A shift
 * counts, to its end, if at its beginning its schedule is that.
 */
export interface WorkingHours {
  levels: readonly ScheduleLevel[];
  chunks: Map<number, Chunk>;
}

/** Working hours of levels, the nearest first; at least one. */
export function workingHours(levels: readonly ScheduleLevel[]): WorkingHours {
  return { levels, chunks: new Map() };
}

/**
 * Working time between two instants, in milliseconds; where the clocks are set, what really passes. 0 if all of it
 * lies outside; null if at some moment of it no schedule is in force: then nobody knows.
 */
export function workingMs(hours: WorkingHours, from: number, to: number): number | null {
  const [first, last] = [chunkOf(from), chunkOf(to)];
  if (first === last) return workingInChunk(chunkAt(hours, first), from, to);
  let ms = 0;
  for (let index = first; index <= last; index++) {
    const [begin, end] = [Math.max(from, index * chunkMs), Math.min(to, (index + 1) * chunkMs)];
    if (begin === end) break;
    const part = workingInChunk(chunkAt(hours, index), begin, end);
    if (part === null) return null;
    ms += part;
  }
  return ms;
}

function workingInChunk({ working, covered }: Chunk, from: number, to: number): number | null {
  if (covered !== null && !coversAll(covered, from, to)) return null;
  return passedBefore(working, to) - passedBefore(working, from);
}

/** Time between two instants as a time limit counts it: working time, and all time where no schedule is in force. */
export function countingMs(hours: WorkingHours, from: number, to: number): number {
  let ms = 0;
  for (let index = chunkOf(from); index <= chunkOf(to); index++) {
    const { counting } = chunkAt(hours, index);
    ms += passedBefore(counting, to) - passedBefore(counting, from);
  }
  return ms;
}

/**
 * The first instant at or after `from` by which `ms` have passed, as `countingMs` counts them: without a break in
 * what is in force, working time. Null if that is never, or not in the next years.
 */
export function workingDeadline(hours: WorkingHours, from: number, ms: number): number | null {
  if (ms <= 0) return from;
  const first = chunkOf(from);
  let left = ms;
  for (let index = first; index < first + mostChunksAhead; index++) {
    const { counting } = chunkAt(hours, index);
    const before = passedBefore(counting, from);
    const at = instantAfter(counting, before + left);
    if (at !== null) return at;
    left -= passedBefore(counting, (index + 1) * chunkMs) - before;
  }
  return null;
}

/** The stretches of working time within a period, ascending. */
export function workingStretches(hours: WorkingHours, period: Period): Period[] {
  const stretches: Period[] = [];
  for (let index = chunkOf(period.from); index <= chunkOf(period.to); index++) {
    const { starts, ends } = chunkAt(hours, index).working;
    starts.forEach((from, i) => stretches.push({ from, to: ends[i] as number }));
  }
  return unionOf(stretches, period);
}

function chunkOf(at: number): number {
  return Math.floor(at / chunkMs);
}

function coversAll(covered: Stretches, from: number, to: number): boolean {
  if (from === to) return passedBefore(covered, from + 1) > passedBefore(covered, from);
  return passedBefore(covered, to) - passedBefore(covered, from) === to - from;
}

function chunkAt(hours: WorkingHours, index: number): Chunk {
  const known = hours.chunks.get(index);
  if (known !== undefined) return known;
  const chunk = reckon(hours.levels, { from: index * chunkMs, to: (index + 1) * chunkMs });
  hours.chunks.set(index, chunk);
  return chunk;
}

function reckon(levels: readonly ScheduleLevel[], chunk: Period): Chunk {
  const around = { from: chunk.from - marginMs, to: chunk.to + marginMs };
  const shifts: Period[] = [];
  let covered: Period[] = [];
  for (const level of levels) {
    const terms = termsOf(level, around);
    for (const term of terms) {
      const own = shiftsIn(term, around).filter(({ from }) => !isIn(covered, from));
      shifts.push(...own);
    }
    covered = unionOf([...covered, ...terms], around);
  }
  // A night that began in force is known to its end.
  const known = unionOf([...covered, ...shifts], chunk);
  const isWhole = known.length === 1 && known[0]?.from === chunk.from && known[0].to === chunk.to;
  const working = stretchesOf(shifts, chunk);
  if (isWhole) return { working, covered: null, counting: working };
  const counting = stretchesOf([...shifts, ...gapsBetween(known, chunk)], chunk);
  return { working, covered: stretchesOf(known, chunk), counting };
}

/** A time in which one schedule of a level is in force. */
interface Term extends Period {
  schedule: ScheduleDays;
  clock: (wall: number) => number;
  days: DayRange;
}

/** Where one schedule follows another the first ends when the second begins, whatever their zones. */
function termsOf(level: ScheduleLevel, around: Period): Term[] {
  const terms = level
    .flatMap((assigned) => termsOfSchedule(assigned, around))
    .sort((a, b) => a.days.from - b.days.from);
  terms.forEach((term, i) => {
    const next = terms[i + 1];
    if (next !== undefined && next.days.from === term.days.to) term.to = next.from;
  });
  return terms;
}

function termsOfSchedule({ days: schedule, from, to }: AssignedSchedule, around: Period): Term[] {
  const clock = wallClock(schedule.zone, around);
  const reached = (day: number) => (Number.isFinite(day) ? clock(day * wallDay) : day);
  return schedule.inForce
    .map((range) => ({ from: Math.max(range.from, from), to: Math.min(range.to, to) }))
    .filter((days) => days.from < days.to)
    .map((days) => ({ schedule, clock, days, from: reached(days.from), to: reached(days.to) }));
}

function shiftsIn({ schedule, clock, days, from, to }: Term, around: Period): Period[] {
  const shifts: Period[] = [];
  const first = Math.max(days.from, Math.floor(around.from / wallDay));
  const last = Math.min(days.to, Math.ceil(around.to / wallDay));
  for (let day = first; day < last; day++) {
    for (const shift of schedule.shiftsOn(day)) {
      const begins = clock(day * wallDay + shift.from);
      if (begins >= from && begins < to) shifts.push({ from: begins, to: clock(day * wallDay + shift.to) });
    }
  }
  return shifts;
}

function isIn(periods: readonly Period[], at: number): boolean {
  return periods.some(({ from, to }) => from <= at && at < to);
}
