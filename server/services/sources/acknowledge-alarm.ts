import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { type Alarm, alarmColumns, asAlarm } from './alarms.ts';

/**
 * Notes that somebody has seen an alarm; the first who says so stays. Throws `notFound` for an alarm of
 * another workspace.
 */
export async function acknowledgeAlarm(alarmId: number, context: Context): Promise<Alarm> {
  const { actor, database, now } = context;
  return database.transaction(async (trx) => {
    const acknowledged = await trx
      .updateTable('source_alarms')
      .set({ acknowledged_at: now(), acknowledged_by: `${actor.kind}:${actor.id}` })
      .where('id', '=', alarmId)
      .where('acknowledged_at', 'is', null)
      .returning(alarmColumns)
      .executeTakeFirst();
    if (acknowledged === undefined) return readAlarm(alarmId, trx);
    const { source, kind } = acknowledged;
    await noteInWorkspace(trx, context, 'alarmAcknowledged', `alarm:${alarmId}`, { source, kind });
    return asAlarm(acknowledged);
  });
}

async function readAlarm(alarmId: number, database: Context['database']): Promise<Alarm> {
  const row = await database
    .selectFrom('source_alarms')
    .select(alarmColumns)
    .where('id', '=', alarmId)
    .executeTakeFirst();
  if (row === undefined) throw new RidaError('notFound');
  return asAlarm(row);
}
