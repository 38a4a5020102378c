import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { asSummary, type ImportSummary } from './imports.ts';

/** Opens an import whose events a program sends itself; see `takesEvents`. */
export async function openImport(
  { name, source }: { name: string; source: string },
  context: Context,
): Promise<ImportSummary> {
  const { actor, database, now } = context;
  return database.transaction(async (trx) => {
    const row = await trx
      .insertInto('imports')
      .values({
        name,
        source,
        state: 'sending',
        created_at: now(),
        created_by: `${actor.kind}:${actor.id}`,
        columns: '[]',
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await noteInWorkspace(trx, context, 'importStarted', `import:${row.id}`, { name });
    return asSummary(row);
  });
}
