import type { Schedules } from '../../core/calendar/schedules.ts';
import type { ScopedDatabase } from './scoped.ts';

/** All schedules of a workspace and whose they are, in the order in which they were made. */
export async function readSchedules(database: ScopedDatabase): Promise<Schedules> {
  const schedules = await database.selectFrom('schedules').select(['id', 'name', 'rules']).orderBy('id').execute();
  const assignments = await database
    .selectFrom('schedule_assignments')
    .select([
      'schedule_id as scheduleId',
      'scope',
      'scope_id as scopeId',
      'valid_from as validFrom',
      'valid_to as validTo',
    ])
    .orderBy('schedule_id')
    .orderBy('scope')
    .orderBy('scope_id')
    .orderBy('valid_from')
    .execute();
  return { schedules: schedules.map(({ id, name, rules }) => ({ id, name, ...rules })), assignments };
}
