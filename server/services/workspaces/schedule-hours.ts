import { Temporal } from 'temporal-polyfill/full';
import { scheduleFault } from '../../../core/calendar/check-schedule.ts';
import { dateOf, dayOf, wallDay } from '../../../core/calendar/days.ts';
import { scheduleDays } from '../../../core/calendar/schedule-days.ts';
import type { CalendarId, Period } from '../../../core/calendar/units.ts';
import { wallClock } from '../../../core/calendar/wall-clock.ts';
import { workingHours, workingStretches } from '../../../core/calendar/working-hours.ts';
import type { Context } from '../../context.ts';
import { dateReader } from './schedule-input.ts';
import { readSchedule } from './schedules.ts';

/** Days shown where no end is asked for, and at most. */
const [usualDays, mostDays] = [14, 400];

/** What a schedule means: stretches of working time, joined where they meet; instants are epoch ms. */
export interface ScheduleHours {
  zone: string;
  /** ISO dates of the zone, both included. */
  from: string;
  to: string;
  workingMs: number;
  hours: (Period & { localFrom: string; localTo: string })[];
}

/**
 * The working time of a schedule on some days of its zone, by default two weeks from today, whoever has it. A night
 * is cut where the days end. Throws RidaError('notFound'), 'invalidSchedule' for what are no days, and for more
 * than 400.
 */
export async function readScheduleHours(
  scheduleId: number,
  asked: { from?: string | undefined; to?: string | undefined; calendar: CalendarId },
  context: Context,
): Promise<ScheduleHours> {
  const schedule = await readSchedule(scheduleId, context);
  const days = daysAsked(asked, schedule.zone, context.now());
  const period = periodOf(days, schedule.zone);
  const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const stretches = workingStretches(workingHours([[{ days: scheduleDays(schedule), ...always }]]), period);
  return {
    zone: schedule.zone,
    from: dateOf(days.first),
    to: dateOf(days.last),
    workingMs: stretches.reduce((sum, { from, to }) => sum + to - from, 0),
    hours: stretches.map(({ from, to }) => ({
      from,
      to,
      localFrom: localText(from, schedule.zone),
      localTo: localText(to, schedule.zone),
    })),
  };
}

interface Days {
  first: number;
  last: number;
}

function daysAsked(asked: Parameters<typeof readScheduleHours>[1], zone: string, now: number): Days {
  const date = dateReader(asked.calendar);
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString();
  const first = dayOf(asked.from === undefined ? today : date('from', asked.from));
  const last = asked.to === undefined ? first + usualDays - 1 : dayOf(date('to', asked.to));
  const text = `${dateOf(first)} – ${dateOf(last)}`;
  if (last < first) throw scheduleFault('rangeReversed', 'to', text);
  if (last - first >= mostDays) throw scheduleFault('tooManyDays', 'to', text);
  return { first, last };
}

function periodOf({ first, last }: Days, zone: string): Period {
  const around = { from: (first - 3) * wallDay, to: (last + 4) * wallDay };
  const clock = wallClock(zone, around);
  return { from: clock(first * wallDay), to: clock((last + 1) * wallDay) };
}

/** As the clock on the wall shows it, with its offset from UTC. */
function localText(at: number, zone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return moment.toString({ smallestUnit: 'minute', timeZoneName: 'never' });
}
