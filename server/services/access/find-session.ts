import type { Kysely } from 'kysely';
import { seesNothing } from '../../../core/people/roles.ts';
import type { Schema } from '../../database/schema.ts';
import { enterWorkspace } from '../workspaces/enter-workspace.ts';
import type { Caller } from './caller.ts';
import { readMembership, rightsOf } from './membership.ts';
import { hashOf, isToken } from './tokens.ts';

/**
 * Whom a browser session belongs to, asked anew on every request, so that an ended session, a lost
 * membership or a deleted workspace counts at once. Null if the session is unknown or over.
 */
export async function findSessionCaller(
  db: Kysely<Schema>,
  token: string,
  wanted: number | null,
  now: number,
): Promise<Caller | null> {
  if (!isToken(token)) return null;
  const session = await db
    .selectFrom('browser_sessions')
    .innerJoin('users', 'users.id', 'user_id')
    .select(['user_id', 'token_hash', 'email'])
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!session) return null;
  const { user_id: userId, token_hash: sessionHash, email: name } = session;
  const workspace = await enterWorkspace(db, userId, wanted);
  const nobody: Caller = {
    actor: { kind: 'user', id: String(userId), name, scopes: [], sight: seesNothing },
    workspace: null,
    sessionHash,
    userId,
  };
  if (!workspace) return nobody;
  // Lost since the workspace was found: as if it had been lost before.
  const membership = await readMembership(db, workspace.id, userId);
  if (!membership) return nobody;
  const rights = await rightsOf(db, workspace.id, membership);
  return { ...nobody, actor: { ...nobody.actor, role: membership.role, ...rights }, workspace };
}
