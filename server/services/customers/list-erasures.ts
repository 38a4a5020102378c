import { z } from 'zod';
import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { readCursor, writeCursor } from '../cursors.ts';
import { type Erasure, erasureColumns, erasureOf } from './erasure.ts';

const place = z.tuple([z.int()]);

/** Every erasure of the workspace, newest first. Throws RidaError('invalidRequest') for a foreign cursor. */
export async function listErasures(
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  { database }: Context,
): Promise<{ erasures: Erasure[]; nextCursor: string | null }> {
  let query = database
    .selectFrom('erasures')
    .select(erasureColumns)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) query = query.where('id', '<', readCursor(cursor, place)[0]);
  const rows = await query.execute();
  const erasures = rows.slice(0, limit).map(erasureOf);
  const last = rows.length > limit ? erasures.at(-1) : undefined;
  return { erasures, nextCursor: last ? writeCursor([last.id]) : null };
}

/** One erasure. Throws `notFound` for one of another workspace. */
export async function readErasure(id: number, { database }: Context): Promise<Erasure> {
  const row = await database.selectFrom('erasures').select(erasureColumns).where('id', '=', id).executeTakeFirst();
  if (!row) throw new RidaError('notFound');
  return erasureOf(row);
}
