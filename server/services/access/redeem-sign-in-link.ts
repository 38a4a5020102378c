import type { Transaction } from 'kysely';
import { RidaError } from '../../../core/errors.ts';
import type { Schema } from '../../database/schema.ts';
import { noteJoined, noteOfPerson } from './audit.ts';
import { endOtherSessions, openSession, type SignedIn } from './browser-sessions.ts';
import { normalisedEmail } from './email.ts';
import { hashPassword, requireGoodPassword } from './passwords.ts';
import type { AccessPorts } from './ports.ts';
import { hashOf, isToken } from './tokens.ts';

/**
 * Uses a sign-in link: sets e-mail and password, ends every other session and link of the person
 * and opens a session. Used, expired, replaced and made-up links are one answer: `linkNotValid`.
 * Throws also `passwordTooShort`, `passwordTooEasy`, `emailTaken`; the link then stays valid.
 */
export async function redeemSignInLink(
  redemption: { token: string; email: string; password: string },
  { db, now }: AccessPorts,
): Promise<SignedIn> {
  const { token, password } = redemption;
  const email = normalisedEmail(redemption.email);
  if (!isToken(token)) throw new RidaError('linkNotValid');
  const tokenHash = hashOf(token);
  // Looked at first, so that a made-up link costs no password hash.
  await userOfLink(db, tokenHash, now());
  requireGoodPassword(password, email);
  const passwordHash = await hashPassword(password);
  return db.transaction().execute(async (trx) => {
    const userId = await userOfLink(trx, tokenHash, now());
    const invitedTo = await invitationOf(trx, userId);
    await setCredentials(trx, userId, email, passwordHash);
    if (invitedTo !== null) await noteJoined(trx, now(), { userId, workspaceId: invitedTo, guestId: userId });
    await endOtherSessions(trx, userId, null);
    await noteOfPerson(trx, now(), userId, 'signInLinkRedeemed');
    return openSession(trx, userId, now());
  });
}

/** Locks the link inside a transaction: of two who redeem it at once the second finds it gone. */
async function userOfLink(db: AccessPorts['db'], tokenHash: Buffer, now: number): Promise<number> {
  const link = await db
    .selectFrom('sign_in_links')
    .select('user_id')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst();
  if (!link) throw new RidaError('linkNotValid');
  return link.user_id;
}

/** The workspace that somebody who comes for the first time was invited to. */
async function invitationOf(trx: Transaction<Schema>, userId: number): Promise<number | null> {
  const place = await trx
    .selectFrom('users')
    .innerJoin('memberships', 'memberships.user_id', 'users.id')
    .select('memberships.workspace_id')
    .where('users.id', '=', userId)
    .where('users.password_hash', 'is', null)
    .where('users.invited_email', 'is not', null)
    .executeTakeFirst();
  return place?.workspace_id ?? null;
}

async function setCredentials(
  trx: Transaction<Schema>,
  userId: number,
  email: string,
  passwordHash: string,
): Promise<void> {
  const other = await trx
    .selectFrom('users')
    .select('id')
    .where('email', '=', email)
    .where('id', '!=', userId)
    .executeTakeFirst();
  if (other) throw new RidaError('emailTaken');
  await trx
    .updateTable('users')
    .set({ email, password_hash: passwordHash, invited_email: null })
    .where('id', '=', userId)
    .execute();
}
