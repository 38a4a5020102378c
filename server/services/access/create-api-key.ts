import type { Scope } from '../../../contract/route.ts';
import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { newApiKey, shownPart } from './api-keys.ts';
import { noteInWorkspace } from './audit.ts';
import { type ApiKey, apiKeyColumns, asApiKey } from './list-api-keys.ts';
import { hashOf } from './tokens.ts';

export interface NewApiKey {
  name: string;
  scopes: readonly Scope[];
  /** Default `source` of the events it sends. */
  source: string;
}

/**
 * Makes an API key of the workspace; the secret is given this once and never again. Nobody can
 * give away more than they may do themselves: throws `notAllowed`.
 */
export async function createApiKey(key: NewApiKey, context: Context): Promise<{ key: ApiKey; secret: string }> {
  const { actor, database, now } = context;
  if (!key.scopes.every((scope) => actor.scopes.includes(scope))) throw new RidaError('notAllowed');
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
        created_at: now(),
        created_by: `${actor.kind}:${actor.id}`,
      })
      .returning(apiKeyColumns)
      .executeTakeFirstOrThrow();
    await noteInWorkspace(trx, context, 'apiKeyCreated', `apiKey:${row.id}`, { name: key.name, scopes: row.scopes });
    return { key: asApiKey(row), secret };
  });
}
