import { scheduleFault } from '../../../core/calendar/check-schedule.ts';
import { isoDate } from '../../../core/calendar/dates.ts';
import type { ScheduleAssignment, ScheduleRules } from '../../../core/calendar/schedules.ts';
import type { CalendarId } from '../../../core/calendar/units.ts';

/** A schedule as somebody writes it: dates are of the calendar that is named. */
export interface ScheduleInput extends ScheduleRules {
  name: string;
  calendar: CalendarId;
}

export type AssignmentInput = Omit<ScheduleAssignment, 'scheduleId'>;

/** What was written with ISO dates. Throws RidaError('invalidSchedule') for a date that there is not. */
export function readScheduleInput({ zone, versions, overrides, holidays, calendar }: ScheduleInput): ScheduleRules {
  const date = dateReader(calendar);
  return {
    zone,
    versions: versions.map(({ validFrom, validTo, week }, i) => ({
      validFrom: validFrom === null ? null : date(`versions.${i}.validFrom`, validFrom),
      validTo: validTo === null ? null : date(`versions.${i}.validTo`, validTo),
      week,
    })),
    overrides: overrides.map(({ name, from, to, week }, i) => ({
      name,
      from: date(`overrides.${i}.from`, from),
      to: date(`overrides.${i}.to`, to),
      week,
    })),
    holidays: holidays.map((holiday, i) => ({ ...holiday, date: date(`holidays.${i}.date`, holiday.date) })),
  };
}

/** The same of whose a schedule is to be. */
export function readAssignments(
  scheduleId: number,
  written: readonly AssignmentInput[],
  calendar: CalendarId,
): ScheduleAssignment[] {
  const date = dateReader(calendar);
  return written.map(({ scope, scopeId, validFrom, validTo }, i) => ({
    scheduleId,
    scope,
    scopeId: scope === 'workspace' ? '' : scopeId,
    validFrom: validFrom === null ? null : date(`assignments.${i}.validFrom`, validFrom),
    validTo: validTo === null ? null : date(`assignments.${i}.validTo`, validTo),
  }));
}

/** A day of a calendar as an ISO date; `field` says where it stands. */
export function dateReader(calendar: CalendarId): (field: string, text: string) => string {
  return (field, text) => {
    const date = isoDate(text, calendar);
    if (date === null) throw scheduleFault('notADate', field, text);
    return date;
  };
}
