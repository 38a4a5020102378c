import type { Role, Scope, Sight } from '../../../core/people/roles.ts';
import type { Workspace } from '../../context.ts';
import type { Caller } from './caller.ts';
import type { AccessPorts } from './ports.ts';

export interface CallerDescription {
  kind: 'user' | 'apiKey' | 'local';
  /** Null for a key and the command line. */
  email: string | null;
  /** What a person is in the workspace; null for a key, and for who is nothing there. */
  role: Role | null;
  scopes: Scope[];
  /** How much of people's data is shown. */
  sees: Sight['sees'];
  /** Teams supervised, and ids worked under as an agent. */
  teamIds: string[];
  agentIds: string[];
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
  const { kind, role = null, scopes, sight } = actor;
  return {
    kind,
    email: user?.email ?? null,
    role,
    scopes: [...scopes],
    sees: sight.sees,
    teamIds: [...sight.teamIds],
    agentIds: [...sight.agentIds],
    workspace,
  };
}
