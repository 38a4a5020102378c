import type { Kysely } from 'kysely';
import { RidaError } from '../../../core/errors.ts';
import type { Workspace } from '../../context.ts';
import type { Schema } from '../../database/schema.ts';
import { deletedWorkspaces } from './deletions.ts';

export const workspaceColumns = ['id', 'name', 'zone', 'locale', 'demo', 'secret'] as const;

/**
 * The workspace that a request is about: the one it names, else the first (real ones before the
 * demo). `user` limits the choice to a person's own; 'any' is for the command line. Null if there
 * is none at all; a named one that is not theirs, or is being deleted, is `notFound`, as if it did
 * not exist.
 */
export async function enterWorkspace(
  db: Kysely<Schema>,
  user: number | 'any',
  wanted: number | null,
): Promise<Workspace | null> {
  let query = db
    .selectFrom('workspaces')
    .select(workspaceColumns)
    .where('id', 'not in', deletedWorkspaces(db))
    .orderBy('demo')
    .orderBy('id')
    .limit(1);
  if (user !== 'any') {
    query = query.where('id', 'in', (own) =>
      own.selectFrom('memberships').select('workspace_id').where('user_id', '=', user),
    );
  }
  if (wanted !== null) query = query.where('id', '=', wanted);
  const found = await query.executeTakeFirst();
  if (!found && wanted !== null) throw new RidaError('notFound');
  return found ?? null;
}
