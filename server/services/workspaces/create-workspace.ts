import { randomBytes } from 'node:crypto';
import type { Locale } from '../../../core/language/locales.ts';
import type { Workspace } from '../../context.ts';
import { factsVersion } from '../../../core/sessions/facts-version.ts';
import { RidaError } from '../../../core/errors.ts';
import type { Caller } from '../access/caller.ts';
import { findOwner } from '../access/find-owner.ts';
import type { AccessPorts } from '../access/ports.ts';
import { workspaceColumns } from './enter-workspace.ts';

export interface NewWorkspace {
  name: string;
  /** IANA zone, e.g. `Asia/Riyadh`. */
  zone: string;
  locale: Locale;
  demo?: boolean;
  /** Its first owner; null: whoever redeems the first sign-in link. */
  ownerId: number | null;
  /** Who makes it, for the audit; by default the machine itself. */
  madeBy?: { actor: string; name: string | null };
}

const theMachine = { actor: 'local:local', name: null };

/** Makes an empty workspace with a secret of its own, which keys its customers' ids. */
export async function createWorkspace(
  { name, zone, locale, demo = false, ownerId, madeBy = theMachine }: NewWorkspace,
  { db, now }: AccessPorts,
): Promise<Workspace> {
  return db.transaction().execute(async (trx) => {
    const workspace = await trx
      .insertInto('workspaces')
      .values({ name, zone, locale, demo, facts_version: factsVersion, secret: randomBytes(32).toString('base64url') })
      .returning(workspaceColumns)
      .executeTakeFirstOrThrow();
    const { id } = workspace;
    if (ownerId !== null) {
      await trx.insertInto('memberships').values({ workspace_id: id, user_id: ownerId, role: 'owner' }).execute();
    }
    await trx
      .insertInto('audit')
      .values({
        workspace_id: id,
        at: now(),
        actor: madeBy.actor,
        actor_name: madeBy.name,
        action: 'workspaceCreated',
        subject: `workspace:${id}`,
        details: JSON.stringify({ name }),
      })
      .execute();
    return workspace;
  });
}

/**
 * A workspace of whoever asks. One that the command line makes belongs to the owner of the installation at
 * once, so that it is there when they look; where nobody is yet, the first sign-in link brings it. A key is
 * `notAllowed`, and so is who was only invited into the workspaces of others.
 */
export async function createOwnWorkspace(
  workspace: Pick<NewWorkspace, 'name' | 'zone' | 'locale'>,
  { actor, userId }: Caller,
  ports: AccessPorts,
): Promise<Workspace> {
  if (actor.kind === 'apiKey' || !(await ownsAny(userId, ports))) throw new RidaError('notAllowed');
  const ownerId = userId ?? (await findOwner(ports.db));
  return createWorkspace(
    { ...workspace, ownerId, madeBy: { actor: `${actor.kind}:${actor.id}`, name: actor.name ?? null } },
    ports,
  );
}

/** Whether somebody owns a workspace, or was never anybody's guest: the command line, and whom it made. */
async function ownsAny(userId: number | null, { db }: AccessPorts): Promise<boolean> {
  if (userId === null) return true;
  const own = await db.selectFrom('memberships').select('role').where('user_id', '=', userId).execute();
  return own.length === 0 || own.some(({ role }) => role === 'owner');
}
