import { checkSchedule } from '../../../core/calendar/check-schedule.ts';
import type { Context } from '../../context.ts';
import { type ChangedSchedule, refuseTakenName, writtenRules } from './create-schedule.ts';
import { noteScheduleChange } from './note-schedule-change.ts';
import { readScheduleInput, type ScheduleInput } from './schedule-input.ts';
import { readSchedule } from './schedules.ts';

/**
 * Sets all that a schedule says; whose it is stays. What that changes of the past is folded anew. Throws
 * RidaError('notFound'), or 'invalidSchedule' as for a new one.
 */
export async function changeSchedule(
  scheduleId: number,
  input: ScheduleInput,
  context: Context,
): Promise<ChangedSchedule> {
  const rules = readScheduleInput(input);
  checkSchedule(rules);
  return context.database.transaction(async (trx) => {
    const before = await readSchedule(scheduleId, { database: trx });
    await refuseTakenName(input.name, scheduleId, trx);
    await trx
      .updateTable('schedules')
      .set({ name: input.name, ...writtenRules(rules, context) })
      .where('id', '=', scheduleId)
      .execute();
    const schedule = await readSchedule(scheduleId, { database: trx });
    const change = { action: 'scheduleChanged', before, after: schedule } as const;
    return { schedule, replayId: await noteScheduleChange(trx, change, context) };
  });
}
