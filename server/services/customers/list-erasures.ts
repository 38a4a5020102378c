import { z } from 'zod';
import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../cursors.ts';
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
  const found = await query.execute();
  const { rows, nextCursor } = pageOf(found, limit, ({ id }) => [id]);
  return { erasures: rows.map(erasureOf), nextCursor };
}

/** One erasure. Throws `notFound` for one of another workspace. */
export async function readErasure(id: number, { database }: Context): Promise<Erasure> {
  const row = await database.selectFrom('erasures').select(erasureColumns).where('id', '=', id).executeTakeFirst();
  if (!row) throw new RidaError('notFound');
  return erasureOf(row);
}
