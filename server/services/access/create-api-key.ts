import type { Scope } from '../../../contract/route.ts';
import { RidaError } from '../../../core/errors.ts';
import { isWithin, type Role, sightOf } from '../../../core/people/roles.ts';
import type { Actor, Context } from '../../context.ts';
import { newApiKey, shownPart } from './api-keys.ts';
import { noteInWorkspace } from './audit.ts';
import { type ApiKey, apiKeyColumns, asApiKey } from './list-api-keys.ts';
import { hashOf } from './tokens.ts';

export interface NewApiKey {
  name: string;
  scopes: readonly Scope[];
  /** Default `source` of the events it sends. */
  source: string;
  /** The role whose sight it has, for these teams and agents. */
  sees: Role;
  teamIds: readonly string[];
  agentIds: readonly string[];
}

/**
 * Makes an API key of the workspace; the secret is given this once and never again. Nobody can
 * give away more than they may do and see themselves: throws `notAllowed`. A key works for as long as the
 * person who made it may make keys here.
 */
export async function createApiKey(key: NewApiKey, context: Context): Promise<{ key: ApiKey; secret: string }> {
  const { actor, database, now } = context;
  if (!key.scopes.every((scope) => actor.scopes.includes(scope))) throw new RidaError('notAllowed');
  if (!isWithin(sightOf(key.sees, key), actor.sight)) throw new RidaError('notAllowed');
  const secret = newApiKey();
  return database.transaction(async (trx) => {
    const row = await trx
      .insertInto('api_keys')
      .values({
        token_hash: hashOf(secret),
        prefix: shownPart(secret),
        name: key.name,
        scopes: [...new Set(key.scopes)],
        source: key.source,
        sees: key.sees,
        team_ids: [...new Set(key.teamIds)],
        agent_ids: [...new Set(key.agentIds)],
        user_id: await lenderOf(actor, trx),
        created_at: now(),
        created_by: `${actor.kind}:${actor.id}`,
      })
      .returning(apiKeyColumns)
      .executeTakeFirstOrThrow();
    await noteInWorkspace(trx, context, 'apiKeyCreated', `apiKey:${row.id}`, {
      name: key.name,
      scopes: row.scopes,
      sees: key.sees,
    });
    return { key: asApiKey(row), secret };
  });
}

/** The person whose rights a key borrows: its maker, or whoever made the key that makes it. Null: the command line's. */
async function lenderOf({ kind, id }: Actor, trx: Context['database']): Promise<number | null> {
  if (kind === 'local') return null;
  if (kind === 'user') return Number(id);
  const key = await trx.selectFrom('api_keys').select('user_id').where('id', '=', Number(id)).executeTakeFirstOrThrow();
  return key.user_id;
}
