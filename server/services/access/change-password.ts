import { RidaError } from '../../../core/errors.ts';
import { noteOfPerson } from './audit.ts';
import { endOtherSessions } from './browser-sessions.ts';
import type { Caller } from './caller.ts';
import { countAttempt, forgetAttempt, type Limit } from './limit-attempts.ts';
import { hashPassword, isPassword, requireGoodPassword } from './passwords.ts';
import type { AccessPorts } from './ports.ts';
import { requirePerson } from './require-person.ts';

/**
 * Changes a person's own password and ends all their other sessions and links at once.
 * Throws `wrongCredentials`, `tooManyRequests`, `passwordTooShort`, `passwordTooEasy`.
 */
export async function changePassword(
  caller: Caller,
  change: { currentPassword: string; newPassword: string },
  { db, now }: AccessPorts,
): Promise<void> {
  const { userId, sessionHash } = requirePerson(caller);
  const user = await db
    .selectFrom('users')
    .select(['email', 'password_hash'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const limits: Limit[] = [{ kind: 'changePassword', subject: String(userId), most: 10, windowMs: 900_000 }];
  await countAttempt(db, limits, now());
  if (!(await isPassword(change.currentPassword, user.password_hash))) throw new RidaError('wrongCredentials');
  await forgetAttempt(db, limits);
  requireGoodPassword(change.newPassword, user.email ?? '');
  const password_hash = await hashPassword(change.newPassword);
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('users').set({ password_hash }).where('id', '=', userId).execute();
    await endOtherSessions(trx, userId, sessionHash);
    await noteOfPerson(trx, now(), userId, 'passwordChanged');
  });
}
