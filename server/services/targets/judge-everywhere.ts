import { seesEverything } from '../../../core/people/roles.ts';
import type { Actor } from '../../context.ts';
import { deletedWorkspaces } from '../workspaces/deletions.ts';
import { eachWorkspace } from '../workspaces/each-workspace.ts';
import { workspaceColumns } from '../workspaces/enter-workspace.ts';
import { type ContextPorts, openContext } from '../workspaces/open-context.ts';
import { judgeSettled } from './judge-settled.ts';

const machine: Actor = { kind: 'local', id: 'local', scopes: [], sight: seesEverything };

/** Stores the verdicts that are due in every workspace with targets; gives how many units were judged. */
export async function judgeEverywhere(ports: ContextPorts): Promise<number> {
  const { db } = ports;
  const workspaces = await db
    .selectFrom('workspaces')
    .select(workspaceColumns)
    .where('id', 'not in', deletedWorkspaces(db))
    .where('id', 'in', (withTargets) => withTargets.selectFrom('targets').select('workspace_id'))
    .execute();
  const judged = await eachWorkspace(workspaces, (workspace) => judgeSettled(openContext(workspace, machine, ports)));
  return judged.reduce((sum, units) => sum + units, 0);
}
