import {
  type DataClass,
  type Extent,
  roleRights,
  type Role,
  seesEverything,
  type Sight,
} from '../../core/people/roles.ts';
import { scopes } from '../../contract/route.ts';
import type { Context } from '../../server/context.ts';
import { ScopedDatabase } from '../../server/database/scoped.ts';
import { workspaceColumns } from '../../server/services/workspaces/enter-workspace.ts';
import type { TestApp } from './app.ts';

/** What a service gets when somebody who sees this much asks, in a workspace. */
export async function contextOf(test: TestApp, workspaceId: number, sight: Sight = seesEverything): Promise<Context> {
  const { db, warehouse, answers, folding, now, log } = test.services;
  const scoped = warehouse.forWorkspace(workspaceId);
  return {
    workspace: await db
      .selectFrom('workspaces')
      .select(workspaceColumns)
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow(),
    actor: { kind: 'user', id: '1', scopes, sight },
    now,
    log,
    database: new ScopedDatabase(db, workspaceId),
    warehouse: scoped,
    ask: (question, viewer) => answers.ask(scoped, question, viewer),
    asOf: () => folding.asOf(),
  };
}

/** The sight of a role, over these teams and as these agents; `but` changes what it sees of some classes. */
export function sightOf(
  role: Role,
  {
    teamIds = [],
    agentIds = [],
    but = {},
  }: { teamIds?: string[]; agentIds?: string[]; but?: Partial<Record<DataClass, Extent>> },
): Sight {
  return { sees: { ...roleRights[role].sees, ...but }, teamIds, agentIds };
}
