import type { Kysely } from 'kysely';
import { RidaError } from '../../../core/errors.ts';
import type { Schema } from '../../database/schema.ts';
import { deletedWorkspaces } from '../workspaces/deletions.ts';
import { noteOfPerson } from './audit.ts';
import { normalisedEmail } from './email.ts';
import { findOwner } from './find-owner.ts';
import type { AccessPorts } from './ports.ts';
import { hashOf, newToken } from './tokens.ts';

const linkLifeMs = 24 * 3_600_000;

export interface SignInLink {
  /** The secret is in the fragment: it reaches no server, no log and no referrer. */
  url: string;
  expiresAt: number;
}

/**
 * A link that lets its bearer choose e-mail and password, once, within a day; older links of the
 * person end. For the person named by e-mail, else the owner of the installation, who is made here
 * where nobody is yet. Only whoever runs the service may ask. Throws `notFound` for a strange e-mail.
 */
export async function createSignInLink(
  { email, publicUrl }: { email?: string | undefined; publicUrl: string },
  { db, now }: AccessPorts,
): Promise<SignInLink> {
  const userId = email === undefined ? await theOwner(db, now()) : await personWith(db, email);
  return db.transaction().execute(async (trx) => {
    await noteOfPerson(trx, now(), userId, 'signInLinkCreated');
    return linkFor(userId, now() + linkLifeMs, publicUrl, { db: trx, now });
  });
}

/** How long somebody who was invited may take. */
const invitationLifeMs = 7 * 24 * 3_600_000;

/** A link by which somebody who was invited comes in; older links of theirs end. Inside the inviting transaction. */
export async function createInvitationLink(userId: number, publicUrl: string, ports: AccessPorts): Promise<SignInLink> {
  return linkFor(userId, ports.now() + invitationLifeMs, publicUrl, ports);
}

async function linkFor(
  userId: number,
  expiresAt: number,
  publicUrl: string,
  { db, now }: AccessPorts,
): Promise<SignInLink> {
  const token = newToken();
  await db.deleteFrom('sign_in_links').where('user_id', '=', userId).execute();
  await db
    .insertInto('sign_in_links')
    .values({ token_hash: hashOf(token), user_id: userId, created_at: now(), expires_at: expiresAt })
    .execute();
  return { url: `${publicUrl}/sign-in#${token}`, expiresAt };
}

/**
 * The link to print when the service starts: null as soon as anybody has a password.
 */
export async function firstSignInLink(publicUrl: string, ports: AccessPorts): Promise<SignInLink | null> {
  const somebody = await ports.db
    .selectFrom('users')
    .select('id')
    .where('password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return somebody ? null : createSignInLink({ publicUrl }, ports);
}

async function personWith(db: Kysely<Schema>, email: string): Promise<number> {
  const user = await db.selectFrom('users').select('id').where('email', '=', normalisedEmail(email)).executeTakeFirst();
  if (!user) throw new RidaError('notFound');
  return user.id;
}

/** The owner of the installation, made here where nobody is yet; owns every workspace that has nobody. */
async function theOwner(db: Kysely<Schema>, now: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const id = (await findOwner(trx)) ?? (await makeOwner(trx, now));
    const orphans = await trx
      .selectFrom('workspaces')
      .select('id')
      .where('id', 'not in', (taken) => taken.selectFrom('memberships').select('workspace_id'))
      .where('id', 'not in', deletedWorkspaces(trx))
      .execute();
    for (const orphan of orphans) {
      await trx.insertInto('memberships').values({ workspace_id: orphan.id, user_id: id, role: 'owner' }).execute();
    }
    return id;
  });
}

async function makeOwner(db: Kysely<Schema>, now: number): Promise<number> {
  const { id } = await db
    .insertInto('users')
    .values({ email: null, password_hash: null, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
