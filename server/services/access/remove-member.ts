import type { Context } from '../../context.ts';
import { noteInWorkspace } from './audit.ts';
import { changeMembers, memberToChange, type MembersChange, noted, requireAnotherOwner } from './members.ts';
import type { AccessPorts } from './ports.ts';

/**
 * Ends a membership at once, and with it the keys that the person made here; of somebody who did not come yet, the
 * invitation and its link. Throws `notFound`, `notAllowed`, `lastOwner`.
 */
export async function removeMember(userId: number, context: Context, ports: AccessPorts): Promise<void> {
  await changeMembers(context, ports, (members) => endMembership(userId, members, context));
}

/** The same within a change of more. */
export async function endMembership(userId: number, members: MembersChange, context: Context): Promise<void> {
  const member = await memberToChange(userId, members, context);
  if (member.role === 'owner') await requireAnotherOwner(userId, members);
  const { trx, scoped, workspaceId } = members;
  await trx.deleteFrom('memberships').where('workspace_id', '=', workspaceId).where('user_id', '=', userId).execute();
  await noteInWorkspace(scoped, context, 'memberRemoved', `user:${userId}`, {
    ...noted(member),
    email: member.email ?? '',
  });
  // A guest is there for this invitation alone: with it goes the link.
  await trx
    .deleteFrom('users')
    .where('id', '=', userId)
    .where('password_hash', 'is', null)
    .where('invited_email', 'is not', null)
    .execute();
}
