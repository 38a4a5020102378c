import { dayRange, type ScheduleDays, scheduleDays } from './schedule-days.ts';
import type { Schedules, ScheduleScope } from './schedules.ts';
import { type AssignedSchedule, type ScheduleLevel, type WorkingHours, workingHours } from './working-hours.ts';

/** Whose working hours are meant; what is left out or '' is not known. */
export interface WorkPlace {
  teamId?: string;
  channel?: string;
  siteId?: string;
}

/**
 * The working hours of everybody in a workspace. Of the schedules in force the nearest holds: of a visit the
 * site's, of everything else the team's, then the channel's; last the workspace's.
 */
export class WorkingCalendars {
  private readonly levels: ReadonlyMap<string, ScheduleLevel>;
  private readonly known = new Map<string, WorkingHours | null>();

  constructor(schedules: Schedules) {
    this.levels = levelsOf(schedules);
  }

  /** The hours that hold there; null where no schedule was ever assigned. */
  of({ teamId = '', channel = '', siteId = '' }: WorkPlace): WorkingHours | null {
    const site = this.named('site', siteId);
    const team = this.named('team', teamId);
    const place = this.named('channel', channel);
    const key = `${site}\n${team}\n${place}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const levels = [site, team, place, levelKey('workspace', '')].flatMap((each) => {
      const level = this.levels.get(each);
      return level === undefined ? [] : [level];
    });
    const hours = levels.length === 0 ? null : workingHours(levels);
    this.known.set(key, hours);
    return hours;
  }

  /** Its level's key, or '' where nothing is assigned to it: most have no hours of their own. */
  private named(scope: ScheduleScope, id: string): string {
    if (id === '') return '';
    const key = levelKey(scope, id);
    return this.levels.has(key) ? key : '';
  }
}

const made = new WeakMap<Schedules, WorkingCalendars>();

/** The calendars of a workspace's schedules, made once for the same object; null where none is assigned. */
export function calendarsOf(schedules: Schedules): WorkingCalendars | null {
  if (schedules.assignments.length === 0) return null;
  const known = made.get(schedules);
  if (known !== undefined) return known;
  const calendars = new WorkingCalendars(schedules);
  made.set(schedules, calendars);
  return calendars;
}

function levelKey(scope: ScheduleScope, id: string): string {
  return `${scope} ${id}`;
}

function levelsOf({ schedules, assignments }: Schedules): Map<string, ScheduleLevel> {
  const days = new Map<number, ScheduleDays>(schedules.map((schedule) => [schedule.id, scheduleDays(schedule)]));
  const levels = new Map<string, AssignedSchedule[]>();
  for (const { scheduleId, scope, scopeId, validFrom, validTo } of assignments) {
    const schedule = days.get(scheduleId);
    if (schedule === undefined) continue;
    const key = levelKey(scope, scopeId);
    const level = levels.get(key) ?? [];
    levels.set(key, level);
    level.push({ days: schedule, ...dayRange(validFrom, validTo) });
  }
  return levels;
}
