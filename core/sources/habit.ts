import { hoursPerWeek } from './week-hours.ts';

/** An hour (counted since 1970, UTC) in which a source sent something itself: no back-fills, no replays. */
export interface HeardHour {
  hour: number;
  /** Above 0: accepted, duplicate and refused. */
  received: number;
  refused: number;
}

/** A part of the week in which a source is expected: hours of one day on the workspace's clocks. */
export interface ExpectedHours {
  /** 1 = Monday … 7 = Sunday. */
  weekday: number;
  /** 0–23, included. */
  fromHour: number;
  /** 1–24, not included. */
  toHour: number;
}

/** What a source usually does, learned from the weeks up to when it was last heard. */
export interface Habit {
  /** For each hour of the week (0 = Monday's first): the share of weeks in which it sent something, 0–1. */
  shares: readonly number[];
  /** Its longest silence but one, in expected hours: the longest may have been a fault. */
  usualSilenceHours: number;
  /** Of what it sent, the share that was refused. */
  refusedShare: number;
}

/** A habit is learned from so many weeks at most. */
export const learnedWeeks = 8;
const leastActiveWeeks = 3;

/**
 * The habit of a source from the hours in which it was heard, ascending. Only the eight weeks that end with
 * the last of them count, so a source that has fallen silent keeps its habit. Null while there is too little to
 * learn from: fewer than three weeks with anything, or more than half of the weeks without (imports now and then).
 */
export function habitOf(heard: readonly HeardHour[], weekHourOf: (hour: number) => number): Habit | null {
  const last = heard.at(-1);
  if (last === undefined) return null;
  const recent = heard.filter(({ hour }) => hour > last.hour - learnedWeeks * hoursPerWeek);
  if (!isRegular(recent, last.hour)) return null;
  const shares = sharesOf(recent, last.hour, weekHourOf);
  const received = recent.reduce((sum, each) => sum + each.received, 0);
  const refused = recent.reduce((sum, each) => sum + each.refused, 0);
  return {
    shares,
    usualSilenceHours: usualSilence(recent, (hour) => shares[weekHourOf(hour)] ?? 0),
    refusedShare: refused / received,
  };
}

/** The same habit for somebody who says when the source is expected. */
export function withExpectedHours(
  habit: Habit,
  expected: readonly ExpectedHours[],
  heard: readonly HeardHour[],
  weekHourOf: (hour: number) => number,
): Habit {
  const shares = sharesExpected(expected);
  return { ...habit, shares, usualSilenceHours: usualSilence(heard, (hour) => shares[weekHourOf(hour)] ?? 0) };
}

/** 1 for each hour of the week that is expected, else 0. */
export function sharesExpected(expected: readonly ExpectedHours[]): number[] {
  return Array.from({ length: hoursPerWeek }, (_, weekHour) => {
    const [weekday, hour] = [Math.floor(weekHour / 24) + 1, weekHour % 24];
    const isExpected = expected.some((each) => each.weekday === weekday && hour >= each.fromHour && hour < each.toHour);
    return isExpected ? 1 : 0;
  });
}

function isRegular(heard: readonly HeardHour[], last: number): boolean {
  const weeks = new Set(heard.map(({ hour }) => Math.floor((last - hour) / hoursPerWeek)));
  const observed = Math.max(...weeks) + 1;
  return weeks.size >= leastActiveWeeks && weeks.size * 2 >= observed;
}

function sharesOf(heard: readonly HeardHour[], last: number, weekHourOf: (hour: number) => number): number[] {
  const times = Array.from({ length: hoursPerWeek }, () => 0);
  const active = [...times];
  for (let hour = heard[0]?.hour ?? last; hour <= last; hour++) count(times, weekHourOf(hour));
  for (const { hour } of heard) count(active, weekHourOf(hour));
  return times.map((all, weekHour) => (all === 0 ? 0 : (active[weekHour] ?? 0) / all));
}

function count(counts: number[], place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

function usualSilence(heard: readonly HeardHour[], expectedIn: (hour: number) => number): number {
  const silences = heard.slice(1).map(({ hour }, i) => {
    let expected = 0;
    for (let silent = (heard[i]?.hour ?? hour) + 1; silent < hour; silent++) expected += expectedIn(silent);
    return expected;
  });
  return silences.toSorted((a, b) => b - a)[1] ?? 0;
}
