import { z } from 'zod';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../cursors.ts';
import { asSummary, type ImportSummary } from './imports.ts';

const place = z.tuple([z.int().min(1)]);

/** Imports of the workspace, the newest first. Throws RidaError('invalidRequest') for a foreign cursor. */
export async function listImports(
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  { database }: Context,
): Promise<{ imports: ImportSummary[]; nextCursor: string | null }> {
  const before = cursor === undefined ? null : readCursor(cursor, place)[0];
  const found = await database
    .selectFrom('imports')
    .selectAll()
    .$if(before !== null, (query) => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const { rows, nextCursor } = pageOf(found, limit, ({ id }) => [id]);
  return { imports: rows.map(asSummary), nextCursor };
}
