import { wilsonInterval } from '../statistics/wilson.ts';
import { type ExpectedHours, type Habit, type HeardHour, habitOf, sharesExpected, withExpectedHours } from './habit.ts';
import { msPerHour } from './week-hours.ts';

/** What people set for a source; all of it optional. */
export interface SourceRules {
  /** Raises no alarm. */
  muted: boolean;
  /** Silent after so many minutes of expected time; null: by its habit. */
  silentAfterMinutes: number | null;
  /** When it is expected; null: by its habit. */
  expectedHours: readonly ExpectedHours[] | null;
}

/** What a source is held to; null while it is still learned and nobody has set anything. */
export interface Expectation {
  /** For each hour of the week (0 = Monday's first): how surely it is heard then, 0–1. */
  shares: readonly number[];
  /** In expected hours: hours count by their share, so a night that is always quiet counts nothing. */
  lateAfterHours: number;
  silentAfterHours: number;
  /** Null where there is no habit to compare with. */
  refusedShare: number | null;
}

/** What a source is held to, from the hours in which it was heard (ascending) and what people set. */
export function expectationOf(
  heard: readonly HeardHour[],
  rules: SourceRules,
  weekHourOf: (hour: number) => number,
): Expectation | null {
  const learned = habitOf(heard, weekHourOf);
  const { silentAfterMinutes, expectedHours } = rules;
  const habit =
    learned === null || expectedHours === null ? learned : withExpectedHours(learned, expectedHours, heard, weekHourOf);
  if (silentAfterMinutes !== null) return ownExpectation(silentAfterMinutes / 60, rules, habit);
  if (habit === null) return null;
  const { shares, usualSilenceHours: usual, refusedShare } = habit;
  return { shares, lateAfterHours: usual + 1, silentAfterHours: 2 * usual + 2, refusedShare };
}

function ownExpectation(hours: number, { expectedHours }: SourceRules, habit: Habit | null): Expectation {
  const shares = expectedHours === null ? (habit?.shares ?? always) : sharesExpected(expectedHours);
  return { shares, lateAfterHours: hours / 2, silentAfterHours: hours, refusedShare: habit?.refusedShare ?? null };
}

const always = sharesExpected([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromHour: 0, toHour: 24 })));

export interface Silence {
  state: 'ok' | 'late' | 'silent';
  /** When it became that, epoch ms; null while it is ok. */
  since: number | null;
  /** Expected hours that have passed without a sign. */
  silentHours: number;
}

/**
 * How long a source has been silent at `now`, in the time in which it is expected. A silence no longer than
 * its longest but one is never more than late.
 */
export function judgeSilence(
  lastHeardAt: number,
  expectation: Expectation,
  now: number,
  weekHourOf: (hour: number) => number,
): Silence {
  const { lateAfterHours, silentAfterHours } = expectation;
  let [at, silentHours, lateSince]: [number, number, number | null] = [lastHeardAt, 0, null];
  while (at < now) {
    const hour = Math.floor(at / msPerHour);
    const until = Math.min(now, (hour + 1) * msPerHour);
    const share = expectation.shares[weekHourOf(hour)] ?? 0;
    const passed = (share * (until - at)) / msPerHour;
    const reached = (limit: number) => Math.round(at + ((limit - silentHours) / share) * msPerHour);
    if (lateSince === null && silentHours + passed > lateAfterHours + tolerance) lateSince = reached(lateAfterHours);
    if (silentHours + passed > silentAfterHours + tolerance) {
      return { state: 'silent', since: reached(silentAfterHours), silentHours: silentAfterHours };
    }
    silentHours += passed;
    at = until;
  }
  return { state: lateSince === null ? 'ok' : 'late', since: lateSince, silentHours };
}

/** Sums of shares are not exact. */
const tolerance = 1e-9;

export interface RecentCounts {
  received: number;
  refused: number;
}

/** Fewer refusals than this are no pattern. */
export const fewestRefusals = 10;

/**
 * Whether a source is refused beyond its habit, by what it sent in the running hour and the one before:
 * `refusing` when even the low end of the share (Wilson, 95 %) is above the limit, `fine` when the share is
 * below it and something was taken; null when there is too little to tell, or no habit.
 */
export function judgeRefusals(
  { received, refused }: RecentCounts,
  expectation: Expectation | null,
): 'refusing' | 'fine' | null {
  const usual = expectation?.refusedShare ?? null;
  if (usual === null || received === 0) return null;
  const limit = refusedLimit(usual);
  const [low] = wilsonInterval(refused, received) ?? [0];
  if (refused >= fewestRefusals && low > limit) return 'refusing';
  return refused < received && refused / received <= limit ? 'fine' : null;
}

/** Twice the usual share, and five points above it at least. */
export function refusedLimit(usualShare: number): number {
  return Math.max(2 * usualShare, usualShare + 0.05);
}

export const sourceStates = ['ok', 'late', 'silent', 'refusing', 'learning'] as const;
export type SourceState = (typeof sourceStates)[number];

export const alarmKinds = ['silent', 'refusing'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** What is to happen to a source's alarm: it is raised once, and ends when the source has recovered. */
export type AlarmChange = 'raise' | 'end' | 'keep';

export function silenceAlarm(silence: Silence | null, isOpen: boolean): AlarmChange {
  if (silence?.state === 'silent') return isOpen ? 'keep' : 'raise';
  return isOpen ? 'end' : 'keep';
}

export function refusalAlarm(judged: 'refusing' | 'fine' | null, isOpen: boolean): AlarmChange {
  if (judged === 'refusing') return isOpen ? 'keep' : 'raise';
  return isOpen && judged === 'fine' ? 'end' : 'keep';
}
