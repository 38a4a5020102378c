import type { Selectable } from 'kysely';
import type { Scope } from '../../../contract/route.ts';
import type { Context } from '../../context.ts';
import type { ApiKeysTable } from '../../database/schema.ts';

/** A key as its owner sees it: never the secret. Times are ISO 8601. */
export interface ApiKey {
  id: number;
  name: string;
  prefix: string;
  scopes: Scope[];
  source: string;
  createdAt: string;
  /** To the hour; null: never used. */
  lastUsedAt: string | null;
}

export const apiKeyColumns = ['id', 'name', 'prefix', 'scopes', 'source', 'created_at', 'last_used_at'] as const;

/** The keys of the workspace that still work, oldest first. */
export async function listApiKeys({ database }: Context): Promise<ApiKey[]> {
  const rows = await database
    .selectFrom('api_keys')
    .select(apiKeyColumns)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(asApiKey);
}

type Row = Pick<Selectable<ApiKeysTable>, (typeof apiKeyColumns)[number]>;

export function asApiKey({ created_at, last_used_at, ...row }: Row): ApiKey {
  return {
    ...row,
    createdAt: new Date(created_at).toISOString(),
    lastUsedAt: last_used_at === null ? null : new Date(last_used_at).toISOString(),
  };
}
