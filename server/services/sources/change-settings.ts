import { RidaError } from '../../../core/errors.ts';
import { alarmKinds } from '../../../core/sources/judge.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { endWithin } from './alarms.ts';
import type { SourceSettings } from './settings.ts';

/**
 * Sets what a source is called and when it raises an alarm. Muting it ends its alarms. Throws `notFound` for
 * a source that never sent anything.
 */
export async function changeSource(source: string, settings: SourceSettings, context: Context): Promise<void> {
  await requireSource(source, context);
  const { name, muted, silentAfterMinutes, expectedHours } = settings;
  const row = {
    name,
    muted,
    silent_after_minutes: silentAfterMinutes,
    expected_hours: expectedHours === null ? null : JSON.stringify(expectedHours),
  };
  await context.database.transaction(async (trx) => {
    await trx
      .insertInto('source_settings')
      .values({ source, ...row })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'source']).doUpdateSet(row))
      .execute();
    if (muted) for (const kind of alarmKinds) await endWithin(trx, { source, kind }, 'muted', context.now());
    await noteInWorkspace(trx, context, 'sourceChanged', `source:${source}`, { settings: JSON.stringify(settings) });
  });
}

async function requireSource(source: string, { warehouse, workspace }: Context): Promise<void> {
  const found = await warehouse.rows(
    `SELECT 1 FROM ingest_counts
     WHERE workspace_id = {workspaceId:UInt32} AND source = {source:String} LIMIT 1`,
    { workspaceId: workspace.id, source },
  );
  if (found.length === 0) throw new RidaError('notFound');
}
