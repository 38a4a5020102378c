import * as routes from '../../../contract/routes/sources.ts';
import { acknowledgeAlarm } from '../../services/sources/acknowledge-alarm.ts';
import type { Alarm } from '../../services/sources/alarms.ts';
import { changeSource } from '../../services/sources/change-settings.ts';
import { type SourceRow, listSources } from '../../services/sources/list.ts';
import { listAlarms } from '../../services/sources/list-alarms.ts';
import { handler } from '../handler.ts';
import { iso, stretch } from '../instants.ts';

export const sourceDoors = [
  handler(routes.listSources, async ({ query }, context) => {
    const { period, sources } = await listSources({ ...query, hourly: query.hourly === 'true' }, context);
    return { period: stretch(period), sources: sources.map(sourceOf) };
  }),
  handler(routes.changeSource, async ({ params, body }, context) => {
    await changeSource(params.source, body, context);
    return { source: params.source, ...body };
  }),
  handler(routes.listAlarms, async ({ query }, context) => {
    const open = query.open === undefined ? undefined : query.open === 'true';
    const { alarms, nextCursor } = await listAlarms({ ...query, open }, context);
    return { alarms: alarms.map(alarmOf), nextCursor };
  }),
  handler(routes.acknowledgeAlarm, async ({ params }, context) =>
    alarmOf(await acknowledgeAlarm(params.alarmId, context)),
  ),
];

function sourceOf(row: SourceRow) {
  const { expectation, expectedHours, recent, hours } = row;
  return {
    ...row,
    expectedHours: expectedHours === null ? null : [...expectedHours],
    lastEventAt: isoOrNull(row.lastEventAt),
    lastReceivedAt: iso(row.lastReceivedAt),
    lastHeardAt: isoOrNull(row.lastHeardAt),
    since: isoOrNull(row.since),
    habit: expectation === null ? null : { ...expectation, expectedHoursPerWeek: sum(expectation.shares) },
    recentReceived: recent.received,
    recentRefused: recent.refused,
    hours: hours?.map((each) => ({ ...each, hour: iso(each.hour) })),
  };
}

function alarmOf(alarm: Alarm) {
  return {
    ...alarm,
    params: { ...alarm.params },
    since: iso(alarm.since),
    raisedAt: iso(alarm.raisedAt),
    endedAt: isoOrNull(alarm.endedAt),
    acknowledgedAt: isoOrNull(alarm.acknowledgedAt),
  };
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
