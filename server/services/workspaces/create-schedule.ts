import { checkSchedule, scheduleFault } from '../../../core/calendar/check-schedule.ts';
import type { ScheduleRules } from '../../../core/calendar/schedules.ts';
import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { noteScheduleChange } from './note-schedule-change.ts';
import { readScheduleInput, type ScheduleInput } from './schedule-input.ts';
import { readSchedule, type SetSchedule } from './schedules.ts';

/** A workspace may have so many: each is read whenever the rules of the fold are. */
const mostSchedules = 200;

/** What a change of a schedule gives: how it is now, and the replay that follows (null: none). */
export interface ChangedSchedule {
  schedule: SetSchedule;
  replayId: number | null;
}

/**
 * Makes a schedule, nobody's yet. Throws RidaError('invalidSchedule') for what does not hold together or a name that
 * another has, 'limitReached' when there are too many.
 */
export async function createSchedule(input: ScheduleInput, context: Context): Promise<ChangedSchedule> {
  const rules = readScheduleInput(input);
  checkSchedule(rules);
  return context.database.transaction(async (trx) => {
    await refuseTooMany(trx);
    await refuseTakenName(input.name, null, trx);
    const { id } = await trx
      .insertInto('schedules')
      .values({ name: input.name, ...writtenRules(rules, context) })
      .returning('id')
      .executeTakeFirstOrThrow();
    const schedule = await readSchedule(id, { database: trx });
    const change = { action: 'scheduleCreated', before: null, after: schedule } as const;
    return { schedule, replayId: await noteScheduleChange(trx, change, context) };
  });
}

/** The columns of what a schedule says, and of who set it when. */
export function writtenRules({ zone, versions, overrides, holidays }: ScheduleRules, { actor, now }: Context) {
  const rules: ScheduleRules = { zone, versions, overrides, holidays };
  return { rules: JSON.stringify(rules), set_at: now(), set_by: `${actor.kind}:${actor.id}` };
}

/** Throws RidaError('invalidSchedule') where another schedule has the name. */
export async function refuseTakenName(name: string, own: number | null, trx: Context['database']): Promise<void> {
  const others = await trx.selectFrom('schedules').select('id').where('name', '=', name).execute();
  if (others.some(({ id }) => id !== own)) throw scheduleFault('nameTaken', 'name', name);
}

async function refuseTooMany(trx: Context['database']): Promise<void> {
  const { count } = await trx
    .selectFrom('schedules')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count >= mostSchedules) throw new RidaError('limitReached', { max: mostSchedules });
}
