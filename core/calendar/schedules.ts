/**
 * Working hours as people write them down. Dates are ISO dates of the schedule's zone, times are what the
 * clock on the wall there shows.
 */

/** In the order of ISO 8601: Monday is day 1. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * `HH:MM` both; `to` may be 24:00. A `to` at or before `from` is the next day's: 22:00–06:00 is a night, 00:00–00:00 a
 * whole day. It belongs to the day on which it begins.
 */
export interface Shift {
  from: string;
  to: string;
}

/** Shifts by weekday; a day that is left out is free. */
export type Week = Readonly<Partial<Record<Weekday, readonly Shift[]>>>;

/** The usual week from a date to another, both included; null: since ever, until further notice. */
export interface WeekVersion {
  validFrom: string | null;
  validTo: string | null;
  week: Week;
}

/** Another week for some time, such as Ramadan; both dates included. */
export interface WeekOverride {
  name: string;
  from: string;
  to: string;
  week: Week;
}

/** A day that is free, or has shifts of its own. */
export interface Holiday {
  name: string;
  date: string;
  shifts: readonly Shift[];
}

/** What a schedule says: on a day its holiday holds, else its override, else the week in force. */
export interface ScheduleRules {
  /** IANA zone. */
  zone: string;
  versions: readonly WeekVersion[];
  overrides: readonly WeekOverride[];
  holidays: readonly Holiday[];
}

export interface Schedule extends ScheduleRules {
  id: number;
  name: string;
}

/** Whose hours a schedule can be; of several that could hold the nearest does: see working-calendars.ts. */
export const scheduleScopes = ['workspace', 'channel', 'team', 'site'] as const;
export type ScheduleScope = (typeof scheduleScopes)[number];

/** Whose hours a schedule is, from a date to another of its zone, both included. */
export interface ScheduleAssignment {
  scheduleId: number;
  scope: ScheduleScope;
  /** The channel, or the id of the team or site; '' for the workspace. */
  scopeId: string;
  validFrom: string | null;
  validTo: string | null;
}

/** All schedules of a workspace and whose they are. */
export interface Schedules {
  schedules: readonly Schedule[];
  assignments: readonly ScheduleAssignment[];
}

export const noSchedules: Schedules = { schedules: [], assignments: [] };
