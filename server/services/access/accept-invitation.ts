import { RidaError } from '../../../core/errors.ts';
import { noteJoined } from './audit.ts';
import type { Caller } from './caller.ts';
import type { AccessPorts } from './ports.ts';
import { requirePerson } from './require-person.ts';
import { hashOf, isToken } from './tokens.ts';

/**
 * Takes the place that an invitation's link was made for with the account that one is signed in to. Throws
 * `linkNotValid` for a link that is none, or somebody's own; `alreadyMember` where one has a place there already.
 */
export async function acceptInvitation(token: string, caller: Caller, { db, now }: AccessPorts): Promise<void> {
  const { userId } = requirePerson(caller);
  if (!isToken(token)) throw new RidaError('linkNotValid');
  await db.transaction().execute(async (trx) => {
    const guest = await trx
      .selectFrom('sign_in_links as link')
      .innerJoin('users as guest', 'guest.id', 'link.user_id')
      .innerJoin('memberships as place', 'place.user_id', 'guest.id')
      .select(['guest.id', 'place.workspace_id as workspaceId'])
      .where('link.token_hash', '=', hashOf(token))
      .where('link.expires_at', '>', now())
      .where('guest.password_hash', 'is', null)
      .where('guest.invited_email', 'is not', null)
      .forUpdate()
      .executeTakeFirst();
    if (!guest) throw new RidaError('linkNotValid');
    const taken = await trx
      .selectFrom('memberships')
      .select('role')
      .where('workspace_id', '=', guest.workspaceId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    if (taken) throw new RidaError('alreadyMember');
    await trx
      .updateTable('memberships')
      .set({ user_id: userId })
      .where('workspace_id', '=', guest.workspaceId)
      .where('user_id', '=', guest.id)
      .execute();
    await trx.deleteFrom('users').where('id', '=', guest.id).execute();
    await noteJoined(trx, now(), { userId, workspaceId: guest.workspaceId, guestId: guest.id });
  });
}
