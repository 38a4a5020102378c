import type { Selectable } from 'kysely';
import { type Role, roleRights, roles, type Scope } from '../../../core/people/roles.ts';
import type { Context } from '../../context.ts';
import type { ApiKeysTable } from '../../database/schema.ts';

/** A key as its owner sees it: never the secret. Times are ISO 8601. */
export interface ApiKey {
  id: number;
  name: string;
  prefix: string;
  scopes: Scope[];
  source: string;
  /** The role whose sight it has. */
  sees: Role;
  teamIds: string[];
  agentIds: string[];
  createdAt: string;
  /** To the hour; null: never used. */
  lastUsedAt: string | null;
}

export const apiKeyColumns = [
  'id',
  'name',
  'prefix',
  'scopes',
  'source',
  'sees',
  'team_ids',
  'agent_ids',
  'created_at',
  'last_used_at',
] as const;

/** The keys of the workspace that still work, oldest first. */
export async function listApiKeys({ database }: Context): Promise<ApiKey[]> {
  const rows = await database
    .selectFrom('api_keys')
    .select(apiKeyColumns)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('user_id', 'is', null), eb('user_id', 'in', whoMayMakeKeys(database))]))
    .orderBy('id')
    .execute();
  return rows.map(asApiKey);
}

/** A key of anybody else has stopped working: see find-api-key.ts. */
function whoMayMakeKeys(database: Context['database']) {
  const able = roles.filter((role) => roleRights[role].scopes.includes('workspace:admin'));
  return database.selectFrom('memberships').select('user_id').where('role', 'in', able);
}

type Row = Pick<Selectable<ApiKeysTable>, (typeof apiKeyColumns)[number]>;

export function asApiKey({ created_at, last_used_at, team_ids, agent_ids, ...row }: Row): ApiKey {
  return {
    ...row,
    teamIds: team_ids,
    agentIds: agent_ids,
    createdAt: new Date(created_at).toISOString(),
    lastUsedAt: last_used_at === null ? null : new Date(last_used_at).toISOString(),
  };
}
