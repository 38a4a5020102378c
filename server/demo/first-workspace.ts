import { sql } from 'kysely';
import type { Services } from '../http/services.ts';
import { createWorkspace, type NewWorkspace } from '../services/workspaces/create-workspace.ts';
import { demoWorkspace } from './cast.ts';

type Ports = Pick<Services, 'db' | 'now'>;

/**
 * On the very first start, makes the workspace that whoever signs in will find: the demo, or `own`, an
 * empty one, where no demo is wanted. Does nothing as soon as any workspace was ever made here, even one
 * that was deleted since.
 */
export async function makeFirstWorkspace(
  own: Pick<NewWorkspace, 'name' | 'zone' | 'locale'> | null,
  ports: Ports,
): Promise<void> {
  if (!(await isFirstStart(ports))) return;
  await createWorkspace(own ? { ...own, ownerId: null } : { ...demoWorkspace, demo: true, ownerId: null }, ports);
}

/** The table counts its rows from 1 and forgets none: the counter knows of deleted ones, too. */
async function isFirstStart({ db }: Ports): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select is_called as used from workspaces_id_seq`.execute(db);
  return rows[0]?.used === false;
}
