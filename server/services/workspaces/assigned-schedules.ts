import { readSchedules } from '../../database/schedules.ts';
import type { Context } from '../../context.ts';

export interface NamedSchedule {
  id: number;
  name: string;
  zone: string;
}

/** The schedules that are somebody's hours, in the order in which they were made. */
export async function assignedSchedules({ database }: Context): Promise<NamedSchedule[]> {
  const { schedules, assignments } = await readSchedules(database);
  const assigned = new Set(assignments.map(({ scheduleId }) => scheduleId));
  return schedules.filter(({ id }) => assigned.has(id)).map(({ id, name, zone }) => ({ id, name, zone }));
}
