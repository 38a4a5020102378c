import type { Kysely, Transaction } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import { hashOf, isToken, newToken } from './tokens.ts';

export const sessionSeconds = 14 * 86_400;
export const deviceSeconds = 365 * 86_400;

/** What a browser keeps after signing in; only hashes stay here. */
export interface SignedIn {
  userId: number;
  sessionToken: string;
  deviceToken: string;
}

/** Opens a session and marks the browser as known. */
export async function openSession(
  db: Kysely<Schema> | Transaction<Schema>,
  userId: number,
  now: number,
): Promise<SignedIn> {
  const [sessionToken, deviceToken] = [newToken(), newToken()];
  await db.deleteFrom('browser_sessions').where('expires_at', '<=', now).execute();
  await db
    .deleteFrom('known_devices')
    .where('created_at', '<=', now - deviceSeconds * 1000)
    .execute();
  await db
    .insertInto('browser_sessions')
    .values({
      token_hash: hashOf(sessionToken),
      user_id: userId,
      created_at: now,
      expires_at: now + sessionSeconds * 1000,
    })
    .execute();
  await db
    .insertInto('known_devices')
    .values({ token_hash: hashOf(deviceToken), user_id: userId, created_at: now })
    .execute();
  return { userId, sessionToken, deviceToken };
}

/** Whether this browser signed in to this account before. */
export async function isKnownDevice(
  db: Kysely<Schema>,
  userId: number | null,
  deviceToken: string,
  now: number,
): Promise<boolean> {
  if (userId === null || !isToken(deviceToken)) return false;
  const found = await db
    .selectFrom('known_devices')
    .select('user_id')
    .where('token_hash', '=', hashOf(deviceToken))
    .where('user_id', '=', userId)
    .where('created_at', '>', now - deviceSeconds * 1000)
    .executeTakeFirst();
  return found !== undefined;
}

/** Ends every session of a person but the one kept; with it all open links and known browsers. */
export async function endOtherSessions(trx: Transaction<Schema>, userId: number, kept: Buffer | null): Promise<void> {
  await trx.deleteFrom('sign_in_links').where('user_id', '=', userId).execute();
  await trx.deleteFrom('known_devices').where('user_id', '=', userId).execute();
  let sessions = trx.deleteFrom('browser_sessions').where('user_id', '=', userId);
  if (kept) sessions = sessions.where('token_hash', '!=', kept);
  await sessions.execute();
}
