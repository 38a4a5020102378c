import type { Kysely } from 'kysely';
import type { Schema } from '../../database/schema.ts';

/** Numbers of the workspaces that are being deleted, as a subquery: for everybody they are gone. */
export function deletedWorkspaces(db: Kysely<Schema>) {
  return db.selectFrom('deletions').select('workspace_id');
}

/** Whether somebody asked for the workspace's deletion, or it is gone already. */
export async function isDeleted(db: Kysely<Schema>, workspaceId: number): Promise<boolean> {
  const living = await db
    .selectFrom('workspaces')
    .select('id')
    .where('id', '=', workspaceId)
    .where('id', 'not in', deletedWorkspaces(db))
    .executeTakeFirst();
  return living === undefined;
}
