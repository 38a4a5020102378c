import * as routes from '../../../contract/routes/workspaces.ts';
import { assignSchedule } from '../../services/workspaces/assign-schedule.ts';
import { changeSchedule } from '../../services/workspaces/change-schedule.ts';
import { type ChangedSchedule, createSchedule } from '../../services/workspaces/create-schedule.ts';
import { deleteSchedule } from '../../services/workspaces/delete-schedule.ts';
import { readScheduleHours } from '../../services/workspaces/schedule-hours.ts';
import { listSchedules, type SetSchedule } from '../../services/workspaces/schedules.ts';
import { handler } from '../handler.ts';
import { iso } from '../instants.ts';

export const workspaceDoors = [
  handler(routes.listSchedules, async (_input, context) => ({ schedules: (await listSchedules(context)).map(shown) })),
  handler(routes.createSchedule, async ({ body }, context) => changed(await createSchedule(body, context))),
  handler(routes.changeSchedule, async ({ params, body }, context) =>
    changed(await changeSchedule(params.scheduleId, body, context)),
  ),
  handler(routes.assignSchedule, async ({ params, body }, context) =>
    changed(await assignSchedule(params.scheduleId, body, context)),
  ),
  handler(routes.deleteSchedule, async ({ params }, context) => ({
    replayId: await deleteSchedule(params.scheduleId, context),
  })),
  handler(routes.readScheduleHours, async ({ params, query }, context) => {
    const { fromDate, toDate, calendar = 'gregory' } = query;
    const asked = { from: fromDate, to: toDate, calendar };
    const { zone, from, to, workingMs, hours } = await readScheduleHours(params.scheduleId, asked, context);
    const stretches = hours.map((each) => ({ ...each, from: iso(each.from), to: iso(each.to) }));
    return { zone, fromDate: from, toDate: to, workingMs, hours: stretches };
  }),
];

function changed({ schedule, replayId }: ChangedSchedule) {
  return { schedule: shown(schedule), replayId };
}

function shown(schedule: SetSchedule) {
  return { ...schedule, setAt: iso(schedule.setAt) };
}
