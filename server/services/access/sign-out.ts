import type { Caller } from './caller.ts';
import { noteOfPerson } from './audit.ts';
import { endOtherSessions } from './browser-sessions.ts';
import type { AccessPorts } from './ports.ts';
import { requirePerson } from './require-person.ts';

/** Ends the session that asks, or every session of the person. Throws `notAllowed` for a key. */
export async function signOut(caller: Caller, everywhere: boolean, { db, now }: AccessPorts): Promise<void> {
  const { userId, sessionHash } = requirePerson(caller);
  await db.transaction().execute(async (trx) => {
    if (everywhere) await endOtherSessions(trx, userId, null);
    else await trx.deleteFrom('browser_sessions').where('token_hash', '=', sessionHash).execute();
    await noteOfPerson(trx, now(), userId, everywhere ? 'signedOutEverywhere' : 'signedOut');
  });
}
