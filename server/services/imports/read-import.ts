import type { Context } from '../../context.ts';
import { asSummary, findImport, type ImportSummary } from './imports.ts';

/** How far an import is, and what came of it. Throws `notFound`. */
export async function readImport(id: number, context: Context): Promise<ImportSummary> {
  return asSummary(await findImport(id, context));
}
