import { z } from 'zod';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../cursors.ts';
import { type Alarm, alarmColumns, asAlarm } from './alarms.ts';

export interface AlarmsQuery {
  open?: boolean | undefined;
  source?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const alarmPlace = z.tuple([z.int().min(1).max(2_147_483_647)]);

/** Alarms of the workspace's sources, newest first. Throws RidaError('invalidRequest') for a foreign cursor. */
export async function listAlarms(
  { open, source, limit, cursor }: AlarmsQuery,
  { database }: Context,
): Promise<{ alarms: Alarm[]; nextCursor: string | null }> {
  let query = database
    .selectFrom('source_alarms')
    .select(alarmColumns)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (open !== undefined) query = query.where('ended_at', open ? 'is' : 'is not', null);
  if (source !== undefined) query = query.where('source', '=', source);
  if (cursor !== undefined) query = query.where('id', '<', readCursor(cursor, alarmPlace)[0]);
  const found = await query.execute();
  const { rows, nextCursor } = pageOf(found, limit, ({ id }) => [id]);
  return { alarms: rows.map(asAlarm), nextCursor };
}
