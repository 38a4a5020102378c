import type { Selectable } from 'kysely';
import type { AlarmKind } from '../../../core/sources/judge.ts';
import type { ScopedDatabase } from '../../database/scoped.ts';
import type { AlarmEnd, SourceAlarmsTable } from '../../database/schema.ts';

/** An alarm about a source; times are epoch ms. */
export interface Alarm {
  id: number;
  source: string;
  kind: AlarmKind;
  since: number;
  raisedAt: number;
  params: Readonly<Record<string, number>>;
  endedAt: number | null;
  endedBecause: AlarmEnd | null;
  acknowledgedAt: number | null;
  acknowledgedBy: string | null;
}

export const alarmColumns = [
  'id',
  'source',
  'kind',
  'since',
  'raised_at',
  'params',
  'ended_at',
  'ended_because',
  'acknowledged_at',
  'acknowledged_by',
] as const;

export function asAlarm(row: Pick<Selectable<SourceAlarmsTable>, (typeof alarmColumns)[number]>): Alarm {
  const { id, source, kind, since, params } = row;
  return {
    id,
    source,
    kind,
    since,
    params,
    raisedAt: row.raised_at,
    endedAt: row.ended_at,
    endedBecause: row.ended_because,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
  };
}

/** Alarms that have not ended. */
export async function openAlarms(database: ScopedDatabase): Promise<Alarm[]> {
  const rows = await database.selectFrom('source_alarms').select(alarmColumns).where('ended_at', 'is', null).execute();
  return rows.map(asAlarm);
}

export interface NewAlarm {
  source: string;
  kind: AlarmKind;
  since: number;
  params: Readonly<Record<string, number>>;
}

/**
 * Raises an alarm unless one of its source and kind is open already, with the signal that sends it on; the
 * database settles who comes first. True where it was this call that raised it.
 */
export async function raiseAlarm(alarm: NewAlarm, now: number, database: ScopedDatabase): Promise<boolean> {
  return database.transaction(async (trx) => {
    const raised = await trx
      .insertInto('source_alarms')
      .values({ ...alarm, params: JSON.stringify(alarm.params), raised_at: now })
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'source', 'kind']).where('ended_at', 'is', null).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (raised === undefined) return false;
    await signal('sourceAlarmRaised', raised.id, now, trx);
    return true;
  });
}

/** Ends the open alarm of a source and kind, with its signal. False where there was none (any more). */
export async function endAlarm(
  { source, kind }: Pick<NewAlarm, 'source' | 'kind'>,
  because: AlarmEnd,
  now: number,
  database: ScopedDatabase,
): Promise<boolean> {
  return database.transaction((trx) => endWithin(trx, { source, kind }, because, now));
}

/** The same inside a transaction of the caller's. */
export async function endWithin(
  trx: ScopedDatabase,
  { source, kind }: Pick<NewAlarm, 'source' | 'kind'>,
  because: AlarmEnd,
  now: number,
): Promise<boolean> {
  const ended = await trx
    .updateTable('source_alarms')
    .set({ ended_at: now, ended_because: because })
    .where('source', '=', source)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (ended === undefined) return false;
  await signal('sourceAlarmEnded', ended.id, now, trx);
  return true;
}

/** What sends alarms on reads these rows, as it does those of sessions and ratings. */
async function signal(kind: string, alarmId: number, at: number, trx: ScopedDatabase): Promise<void> {
  await trx
    .insertInto('signals')
    .values({ kind, subject: `alarm:${alarmId}`, at, raised_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
