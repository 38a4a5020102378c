import { z } from 'zod';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../cursors.ts';

/** What a night removed, by class. */
export interface RetentionRun {
  id: number;
  /** Epoch ms. */
  at: number;
  removed: Record<string, number>;
}

const place = z.tuple([z.int()]);

/** Nights that removed something, newest first. Throws RidaError('invalidRequest') for a foreign cursor. */
export async function listRetentionRuns(
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  { database }: Context,
): Promise<{ runs: RetentionRun[]; nextCursor: string | null }> {
  let query = database
    .selectFrom('retention_runs')
    .select(['id', 'at', 'removed'])
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) query = query.where('id', '<', readCursor(cursor, place)[0]);
  const rows = await query.execute();
  const { rows: runs, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  return { runs, nextCursor };
}
