import { RidaError } from '../../../core/errors.ts';
import type { Caller } from '../access/caller.ts';
import { readMembership } from '../access/membership.ts';
import type { AccessPorts } from '../access/ports.ts';
import { listWorkspaces } from './list-workspaces.ts';

/**
 * Deletes a demo of whoever asks: its owner or the command line. From now on it is in no list, nobody
 * can enter it and its keys are dead; the service empties it next (empty-deleted.ts).
 * Throws `notFound` for a workspace of somebody else's or one that is being deleted, `notAllowed` for a
 * key, for who does not own it and for a workspace that is no demo.
 */
export async function deleteOwnDemo(workspaceId: number, caller: Caller, ports: AccessPorts): Promise<void> {
  if (caller.actor.kind === 'apiKey') throw new RidaError('notAllowed');
  const workspace = (await listWorkspaces(caller, ports)).find(({ id }) => id === workspaceId);
  if (!workspace) throw new RidaError('notFound');
  if (!workspace.demo || !(await isOwner(workspaceId, caller, ports))) throw new RidaError('notAllowed');
  await ports.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('deletions')
      .values({ workspace_id: workspaceId, asked_at: ports.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx.deleteFrom('api_keys').where('workspace_id', '=', workspaceId).execute();
  });
}

async function isOwner(workspaceId: number, { actor, userId }: Caller, { db }: AccessPorts): Promise<boolean> {
  if (actor.kind === 'local') return true;
  const membership = userId === null ? null : await readMembership(db, workspaceId, userId);
  return membership?.role === 'owner';
}
