import type { Kysely } from 'kysely';
import { type Role, roleRights, type Sight, sightOf } from '../../../core/people/roles.ts';
import { noJoins, personOf } from '../../../core/people/joins.ts';
import { readJoins } from '../../database/joins.ts';
import { ScopedDatabase } from '../../database/scoped.ts';
import type { Actor } from '../../context.ts';
import type { Schema } from '../../database/schema.ts';
import { readRatingPolicy } from '../ratings/rating-policy.ts';

/** What a person is in one workspace. */
export interface Membership {
  role: Role;
  /** Teams supervised. */
  teamIds: string[];
  /** Ids worked under as an agent. */
  agentIds: string[];
}

/** What a person is in a workspace at this moment; null: nothing any more. */
export async function readMembership(
  db: Kysely<Schema>,
  workspaceId: number,
  userId: number,
): Promise<Membership | null> {
  const found = await db
    .selectFrom('memberships')
    .select(['role', 'team_ids as teamIds', 'agent_ids as agentIds'])
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return found ?? null;
}

/** What a membership lets its person do and see now; the policy is read where it matters. */
export async function rightsOf(
  db: Kysely<Schema>,
  workspaceId: number,
  { role, ...ids }: Membership,
): Promise<Pick<Actor, 'scopes' | 'sight'>> {
  return { scopes: roleRights[role].scopes, sight: await readSight(db, workspaceId, role, ids) };
}

/**
 * The sight of a role in a workspace, its policy on ratings about oneself included where it matters. Facts know an
 * agent by one id, whichever of his he is a member under.
 */
export async function readSight(
  db: Kysely<Schema>,
  workspaceId: number,
  role: Role,
  ids: Pick<Sight, 'teamIds' | 'agentIds'>,
): Promise<Sight> {
  const byPolicy = Object.values(roleRights[role].sees).includes('byPolicy');
  const joins = ids.agentIds.length === 0 ? noJoins : await readJoins(new ScopedDatabase(db, workspaceId), 'agent');
  const agentIds = [...new Set(ids.agentIds.map((id) => personOf(joins, 'agent', id)))];
  return sightOf(role, {
    ...ids,
    agentIds,
    ...(byPolicy && { ratingPolicy: await readRatingPolicy(db, workspaceId) }),
  });
}
