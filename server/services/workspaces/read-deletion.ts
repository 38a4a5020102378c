import { RidaError } from '../../../core/errors.ts';
import type { Caller } from '../access/caller.ts';
import type { AccessPorts } from '../access/ports.ts';
import { listWorkspaces } from './list-workspaces.ts';

/** How far the deletion of a workspace is; `none`: nobody asked for one. */
export interface Deletion {
  state: 'none' | 'running' | 'done';
  /** Tables that are empty of it, and how many there are; 0 before it is begun. */
  tablesDone: number;
  tables: number;
}

/**
 * How far the deletion of a workspace is, for its owner and the command line. A few minutes after it is
 * done nothing knows of the workspace any more: `notFound`, as for one of somebody else's.
 */
export async function readDeletion(workspaceId: number, caller: Caller, ports: AccessPorts): Promise<Deletion> {
  const deletion = await findDeletion(workspaceId, caller, ports);
  if (deletion) return deletion;
  const own = await listWorkspaces(caller, ports);
  if (!own.some(({ id }) => id === workspaceId)) throw new RidaError('notFound');
  return { state: 'none', tablesDone: 0, tables: 0 };
}

async function findDeletion(
  workspaceId: number,
  { actor, userId }: Caller,
  { db }: AccessPorts,
): Promise<Deletion | null> {
  let query = db
    .selectFrom('deletions')
    .select(['tables', 'tables_done as tablesDone', 'emptied_at as emptiedAt'])
    .where('workspace_id', '=', workspaceId);
  if (actor.kind !== 'local') {
    query = query.where('workspace_id', 'in', (own) =>
      own
        .selectFrom('memberships')
        .select('workspace_id')
        .where('user_id', '=', userId ?? 0),
    );
  }
  const found = await query.executeTakeFirst();
  if (!found) return null;
  const { emptiedAt, ...progress } = found;
  return { ...progress, state: emptiedAt === null ? 'running' : 'done' };
}
