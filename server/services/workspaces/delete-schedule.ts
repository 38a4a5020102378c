import type { Context } from '../../context.ts';
import { noteScheduleChange } from './note-schedule-change.ts';
import { readSchedule } from './schedules.ts';

/**
 * Deletes a schedule: whoever had its hours has those of the next scope, or none. Returns the replay of what was
 * folded by it; null where nobody had it. Throws RidaError('notFound').
 */
export async function deleteSchedule(scheduleId: number, context: Context): Promise<number | null> {
  return context.database.transaction(async (trx) => {
    const before = await readSchedule(scheduleId, { database: trx });
    await trx.deleteFrom('schedules').where('id', '=', scheduleId).execute();
    return noteScheduleChange(trx, { action: 'scheduleDeleted', before, after: null }, context);
  });
}
