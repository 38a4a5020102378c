import type { Locale } from '../../../core/language/locales.ts';
import type { Caller } from '../access/caller.ts';
import type { AccessPorts } from '../access/ports.ts';
import { deletedWorkspaces } from './deletions.ts';

/** A workspace as people see it: never its secret. */
export interface WorkspaceSummary {
  id: number;
  name: string;
  zone: string;
  locale: Locale;
  demo: boolean;
}

/** The workspaces that whoever asks may enter: a person's own, a key's one, all for the command line. */
export async function listWorkspaces(
  { actor, userId, workspace }: Caller,
  { db }: AccessPorts,
): Promise<WorkspaceSummary[]> {
  const all = db
    .selectFrom('workspaces')
    .select(['id', 'name', 'zone', 'locale', 'demo'])
    .where('id', 'not in', deletedWorkspaces(db))
    .orderBy('id');
  if (actor.kind === 'local') return all.execute();
  if (userId === null) return all.where('id', '=', workspace?.id ?? 0).execute();
  return all
    .where('id', 'in', (own) => own.selectFrom('memberships').select('workspace_id').where('user_id', '=', userId))
    .execute();
}
