import { z } from 'zod';
import type { JudgedUnit, SubjectKind, Target } from '../../../core/targets/target.ts';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../cursors.ts';
import { asTarget, targetColumns } from './targets.ts';

export interface TargetsQuery {
  kpi?: string | undefined;
  subjectKind?: SubjectKind | undefined;
  subjectId?: string | undefined;
  unit?: JudgedUnit | undefined;
  limit: number;
  cursor?: string | undefined;
}

const targetPlace = z.tuple([z.int().min(1).max(2_147_483_647)]);

/**
 * Targets, newest first, those that have ended included; of agents his own alone for who sees nothing of others.
 * Throws RidaError('invalidRequest') for a foreign cursor.
 */
export async function listTargets(
  { kpi, subjectKind, subjectId, unit, limit, cursor }: TargetsQuery,
  { database, actor: { sight } }: Context,
): Promise<{ targets: Target[]; nextCursor: string | null }> {
  let query = database
    .selectFrom('targets')
    .select(targetColumns)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (kpi !== undefined) query = query.where('kpi', '=', kpi);
  if (subjectKind !== undefined) query = query.where('subject_kind', '=', subjectKind);
  if (subjectId !== undefined) query = query.where('subject_id', '=', subjectId);
  if (unit !== undefined) query = query.where('unit', '=', unit);
  if (sight.sees.othersFigures === 'nothing') {
    const own = ['', ...sight.agentIds];
    query = query.where((eb) => eb.or([eb('subject_kind', '!=', 'agent'), eb('subject_id', 'in', own)]));
  }
  if (cursor !== undefined) query = query.where('id', '<', readCursor(cursor, targetPlace)[0]);
  const found = await query.execute();
  const { rows, nextCursor } = pageOf(found, limit, ({ id }) => [id]);
  return { targets: rows.map(asTarget), nextCursor };
}
