import type { Kysely } from 'kysely';
import { RidaError } from '../../../core/errors.ts';
import { type Role, roleRights, type Scope } from '../../../core/people/roles.ts';
import type { Schema } from '../../database/schema.ts';
import { deletedWorkspaces } from '../workspaces/deletions.ts';
import { isApiKey } from './api-keys.ts';
import type { Caller } from './caller.ts';
import { readSight } from './membership.ts';
import { hashOf } from './tokens.ts';

const msPerHour = 3_600_000;

/**
 * Who an API key speaks for; null if it is unknown or revoked, or if the person who made it may make none any
 * more: a role that is lost is not kept by a key. `wanted` must be its own workspace.
 */
export async function findApiKeyCaller(
  db: Kysely<Schema>,
  token: string,
  wanted: number | null,
  now: number,
): Promise<Caller | null> {
  if (!isApiKey(token)) return null;
  const found = await db
    .selectFrom('api_keys as key')
    .innerJoin('workspaces as w', 'w.id', 'key.workspace_id')
    .leftJoin('memberships as maker', (join) =>
      join.onRef('maker.user_id', '=', 'key.user_id').onRef('maker.workspace_id', '=', 'key.workspace_id'),
    )
    .select(['key.id as keyId', 'key.name as keyName', 'key.scopes', 'key.source', 'key.last_used_at as lastUsedAt'])
    .select(['key.sees', 'key.team_ids as teamIds', 'key.agent_ids as agentIds'])
    .select(['key.user_id as makerId', 'maker.role as makerRole'])
    .select(['w.id', 'w.name', 'w.zone', 'w.locale', 'w.demo', 'w.secret'])
    .where('key.token_hash', '=', hashOf(token))
    .where('key.revoked_at', 'is', null)
    .where('w.id', 'not in', deletedWorkspaces(db))
    .executeTakeFirst();
  if (!found) return null;
  const { keyId, keyName, scopes, source, lastUsedAt, sees, teamIds, agentIds, makerId, makerRole, ...workspace } =
    found;
  const makerScopes = makerId === null ? scopes : scopesToLend(makerRole);
  if (makerScopes === null) return null;
  if (wanted !== null && wanted !== workspace.id) throw new RidaError('notFound');
  await noteUse(db, keyId, lastUsedAt, now);
  const sight = await readSight(db, workspace.id, sees, { teamIds, agentIds });
  const granted = scopes.filter((scope) => makerScopes.includes(scope));
  return {
    actor: { kind: 'apiKey', id: String(keyId), name: keyName, scopes: granted, sight, source },
    workspace,
    sessionHash: null,
    userId: null,
  };
}

/** What a key may do at most by the role of its maker; null: they are no member any more, or may make no keys. */
function scopesToLend(role: Role | null): readonly Scope[] | null {
  if (role === null) return null;
  const { scopes } = roleRights[role];
  return scopes.includes('workspace:admin') ? scopes : null;
}

/** Remembers the hour of the last use; one write an hour at most. */
async function noteUse(db: Kysely<Schema>, id: number, last: number | null, now: number): Promise<void> {
  const hour = now - (now % msPerHour);
  if (last !== null && last >= hour) return;
  await db.updateTable('api_keys').set({ last_used_at: hour }).where('id', '=', id).execute();
}
