import { checkAssignments } from '../../../core/calendar/check-schedule.ts';
import type { CalendarId } from '../../../core/calendar/units.ts';
import type { Context } from '../../context.ts';
import type { ChangedSchedule } from './create-schedule.ts';
import { noteScheduleChange } from './note-schedule-change.ts';
import { type AssignmentInput, readAssignments } from './schedule-input.ts';
import { readAssigned, readSchedule } from './schedules.ts';

/**
 * Sets whose hours a schedule is: all of them, in place of those before. What that changes of the past is folded
 * anew. Throws RidaError('notFound'), or 'invalidSchedule' where two schedules would hold for the same at once.
 */
export async function assignSchedule(
  scheduleId: number,
  { assignments: written, calendar }: { assignments: readonly AssignmentInput[]; calendar: CalendarId },
  context: Context,
): Promise<ChangedSchedule> {
  const assignments = readAssignments(scheduleId, written, calendar);
  return context.database.transaction(async (trx) => {
    // One at a time: what two people assign at once must not overlap either.
    await trx
      .updateTable('schedules')
      .set((eb) => ({ set_at: eb.ref('set_at') }))
      .execute();
    const before = await readSchedule(scheduleId, { database: trx });
    const others = (await readAssigned(trx)).filter((each) => each.scheduleId !== scheduleId);
    checkAssignments(assignments, others);
    await trx.deleteFrom('schedule_assignments').where('schedule_id', '=', scheduleId).execute();
    if (assignments.length > 0) await trx.insertInto('schedule_assignments').values(assignments.map(rowOf)).execute();
    const schedule = await readSchedule(scheduleId, { database: trx });
    const change = { action: 'scheduleAssigned', before, after: schedule } as const;
    return { schedule, replayId: await noteScheduleChange(trx, change, context) };
  });
}

function rowOf({ scheduleId, scope, scopeId, validFrom, validTo }: ReturnType<typeof readAssignments>[number]) {
  return { schedule_id: scheduleId, scope, scope_id: scopeId, valid_from: validFrom, valid_to: validTo };
}
