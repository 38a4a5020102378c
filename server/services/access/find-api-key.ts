import type { Kysely } from 'kysely';
import { RidaError } from '../../../core/errors.ts';
import { seesEverything } from '../../../core/people/roles.ts';
import type { Schema } from '../../database/schema.ts';
import { deletedWorkspaces } from '../workspaces/deletions.ts';
import { isApiKey } from './api-keys.ts';
import type { Caller } from './caller.ts';
import { hashOf } from './tokens.ts';

const msPerHour = 3_600_000;

/** Who an API key speaks for; null if it is unknown or revoked. `wanted` must be its own workspace. */
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
    .select(['key.id as keyId', 'key.name as keyName', 'key.scopes', 'key.source', 'key.last_used_at as lastUsedAt'])
    .select(['w.id', 'w.name', 'w.zone', 'w.locale', 'w.demo', 'w.secret'])
    .where('key.token_hash', '=', hashOf(token))
    .where('key.revoked_at', 'is', null)
    .where('w.id', 'not in', deletedWorkspaces(db))
    .executeTakeFirst();
  if (!found) return null;
  const { keyId, keyName, scopes, source, lastUsedAt, ...workspace } = found;
  if (wanted !== null && wanted !== workspace.id) throw new RidaError('notFound');
  await noteUse(db, keyId, lastUsedAt, now);
  const actor = {
    kind: 'apiKey',
    id: String(keyId),
    name: keyName,
    scopes,
    sight: seesEverything,
    source,
  } as const;
  return { actor, workspace, sessionHash: null, userId: null };
}

/** Remembers the hour of the last use; one write an hour at most. */
async function noteUse(db: Kysely<Schema>, id: number, last: number | null, now: number): Promise<void> {
  const hour = now - (now % msPerHour);
  if (last !== null && last >= hour) return;
  await db.updateTable('api_keys').set({ last_used_at: hour }).where('id', '=', id).execute();
}
