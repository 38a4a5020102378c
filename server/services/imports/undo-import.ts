import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { asSummary, findImport, type ImportSummary } from './imports.ts';

/**
 * Asks for an import to be undone: from now on it takes nothing more, and the service carries it out
 * (carry-out-undo.ts). One that is being undone, or was, stays as it is. Throws `notFound`.
 */
export async function undoImport(id: number, context: Context): Promise<ImportSummary> {
  return context.database.transaction(async (trx) => {
    const { name } = await findImport(id, { database: trx });
    const { numUpdatedRows } = await trx
      .updateTable('imports')
      .set({ state: 'undoing' })
      .where('id', '=', id)
      .where('state', 'not in', ['undoing', 'undone'])
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await noteInWorkspace(trx, context, 'importUndone', `import:${id}`, { name });
    return asSummary(await findImport(id, { database: trx }));
  });
}
