import type { Schedule, ScheduleAssignment } from '../../../core/calendar/schedules.ts';
import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';

/** A schedule with whose it is, and who set it when (epoch ms). */
export interface SetSchedule extends Schedule {
  assignments: ScheduleAssignment[];
  setAt: number;
  setBy: string;
}

/** The workspace's schedules, by name. */
export async function listSchedules({ database }: Context): Promise<SetSchedule[]> {
  const [schedules, assignments] = [await selectSchedules(database).execute(), await readAssigned(database)];
  return schedules.map((row) => scheduleOf(row, assignments));
}

/** One schedule. Throws RidaError('notFound'). */
export async function readSchedule(scheduleId: number, { database }: Pick<Context, 'database'>): Promise<SetSchedule> {
  const row = await selectSchedules(database).where('id', '=', scheduleId).executeTakeFirst();
  if (row === undefined) throw new RidaError('notFound');
  return scheduleOf(row, await readAssigned(database));
}

/** Whose hours which schedule is, all of them. */
export function readAssigned(database: Context['database']): Promise<ScheduleAssignment[]> {
  return database
    .selectFrom('schedule_assignments')
    .select(['schedule_id as scheduleId', 'scope', 'scope_id as scopeId'])
    .select(['valid_from as validFrom', 'valid_to as validTo'])
    .orderBy('scope')
    .orderBy('scope_id')
    .orderBy('valid_from')
    .execute();
}

function selectSchedules(database: Context['database']) {
  return database
    .selectFrom('schedules')
    .select(['id', 'name', 'rules', 'set_at as setAt', 'set_by as setBy'])
    .orderBy('name');
}

type Row = Awaited<ReturnType<ReturnType<typeof selectSchedules>['execute']>>[number];

function scheduleOf({ rules, ...row }: Row, assignments: readonly ScheduleAssignment[]): SetSchedule {
  return { ...row, ...rules, assignments: assignments.filter(({ scheduleId }) => scheduleId === row.id) };
}
