import type { Context } from '../../context.ts';
import { asSummary, findImport, type ImportSummary } from './imports.ts';

/** Ends an import that a program has sent; one that has ended stays as it is. Throws `notFound`. */
export async function endImport(id: number, context: Context): Promise<ImportSummary> {
  const { database, now } = context;
  await database
    .updateTable('imports')
    .set({ state: 'done', finished_at: now() })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .execute();
  return asSummary(await findImport(id, context));
}
