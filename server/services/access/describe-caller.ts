import type { Scope } from '../../../contract/route.ts';
import type { Workspace } from '../../context.ts';
import type { Caller } from './caller.ts';
import type { AccessPorts } from './ports.ts';

export interface CallerDescription {
  kind: 'user' | 'apiKey' | 'local';
  /** Null for a key and the command line. */
  email: string | null;
  scopes: Scope[];
  workspace: Omit<Workspace, 'secret'> | null;
}

/** Who asks, in the words of the API. */
export async function describeCaller(
  { actor, userId, workspace }: Caller,
  { db }: AccessPorts,
): Promise<CallerDescription> {
  const user =
    userId === null
      ? null
      : await db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow();
  return { kind: actor.kind, email: user?.email ?? null, scopes: [...actor.scopes], workspace };
}
