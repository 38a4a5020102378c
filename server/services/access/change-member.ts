import type { Context } from '../../context.ts';
import { noteInWorkspace } from './audit.ts';
import type { Membership } from './membership.ts';
import { changeMembers, type Member, memberToChange, noted, requireAnotherOwner, requireMayGive } from './members.ts';
import type { AccessPorts } from './ports.ts';

/**
 * Gives a member another role, other teams or agent ids, from their next request on. Throws `notFound`, `notAllowed`
 * for what one may not give or take, and `lastOwner`.
 */
export async function changeMember(
  userId: number,
  membership: Membership,
  context: Context,
  ports: AccessPorts,
): Promise<Member> {
  return changeMembers(context, ports, async (members) => {
    const before = await memberToChange(userId, members, context);
    requireMayGive(membership, context);
    if (before.role === 'owner' && membership.role !== 'owner') await requireAnotherOwner(userId, members);
    const { trx, scoped, workspaceId } = members;
    await trx
      .updateTable('memberships')
      .set({ role: membership.role, team_ids: membership.teamIds, agent_ids: membership.agentIds })
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', userId)
      .execute();
    await noteInWorkspace(scoped, context, 'memberChanged', `user:${userId}`, {
      ...noted(membership),
      roleBefore: before.role,
      teamIdsBefore: before.teamIds,
      agentIdsBefore: before.agentIds,
    });
    return { ...before, ...membership };
  });
}
