import { type ScheduleState, touchedSince } from '../../../core/calendar/touched.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { changeRules } from '../sessions/change-rules.ts';
import type { SetSchedule } from './schedules.ts';

/**
 * Customers who wait now may do so up to a time limit in days to come: whoever changes those changes when their
 * sessions end, so their streams must be folded anew too. No limit in working time reaches further.
 */
const waitingReachMs = 14 * 86_400_000;

/** A fact stands where it begins, and its clocks may run so long before they come to the days that changed. */
const longestClockMs = 31 * 86_400_000;

export interface ScheduleChange {
  action: 'scheduleCreated' | 'scheduleChanged' | 'scheduleAssigned' | 'scheduleDeleted';
  before: SetSchedule | null;
  after: SetSchedule | null;
}

/**
 * Notes what somebody did to a schedule, with before and after, in the transaction that does it; folders go by the
 * new hours from then on. Returns the replay of what was folded by the former ones; null where nothing can differ.
 */
export async function noteScheduleChange(
  trx: Context['database'],
  { action, before, after }: ScheduleChange,
  context: Context,
): Promise<number | null> {
  const subject = after ?? before;
  if (subject === null) throw new Error('a change of no schedule');
  await noteInWorkspace(trx, context, action, `schedule:${subject.id}`, {
    name: subject.name,
    before: textOf(before),
    after: textOf(after),
  });
  const now = context.now();
  const touched = touchedSince(stateOf(before), stateOf(after), now + waitingReachMs);
  const since = touched === null ? Number.MAX_SAFE_INTEGER : Math.min(touched, now) - longestClockMs;
  return changeRules(trx, { reason: 'schedule', subject: subject.name, since }, context);
}

function textOf(schedule: SetSchedule | null): string {
  if (schedule === null) return '';
  const { id: _id, setAt: _at, setBy: _by, ...told } = schedule;
  return JSON.stringify(told);
}

function stateOf(schedule: SetSchedule | null): ScheduleState | null {
  return schedule === null ? null : { rules: schedule, assignments: schedule.assignments };
}
