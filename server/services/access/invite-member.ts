import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from './audit.ts';
import { createInvitationLink, type SignInLink } from './create-sign-in-link.ts';
import { normalisedEmail } from './email.ts';
import type { Membership } from './membership.ts';
import {
  changeMembers,
  type Member,
  type MembersChange,
  memberToChange,
  noted,
  readMembers,
  requireMayGive,
} from './members.ts';
import type { AccessPorts } from './ports.ts';

export interface Invitation extends Membership {
  email: string;
}

/**
 * Invites somebody: makes a place in the workspace and a link, valid for a week and once, that lets its bearer
 * take it: with a new account, or with the one that they sign in to. To invite an address again replaces its
 * link and role. Nothing is sent: who invites hands the link over, and nobody is let in by an address alone.
 * Throws `notAllowed` for more than one has oneself, `alreadyMember` for an address that came already.
 */
export async function inviteMember(
  invitation: Invitation,
  publicUrl: string,
  context: Context,
  ports: AccessPorts,
): Promise<{ member: Member; link: SignInLink }> {
  requireMayGive(invitation, context);
  const email = normalisedEmail(invitation.email);
  return changeMembers(context, ports, async (members) => {
    const { trx, scoped, workspaceId } = members;
    const known = (await readMembers(trx, workspaceId)).find((each) => each.email === email);
    if (known && !known.isPending) throw new RidaError('alreadyMember');
    if (known) await memberToChange(known.userId, members, context);
    const userId = known?.userId ?? (await makeGuest(email, members, ports));
    await place(userId, invitation, members, ports);
    const link = await createInvitationLink(userId, publicUrl, { ...ports, db: trx });
    await noteInWorkspace(scoped, context, 'memberInvited', `user:${userId}`, { email, ...noted(invitation) });
    const [member] = await readMembers(trx, workspaceId, userId);
    if (!member) throw new Error('a member that was just invited is not there');
    return { member, link };
  });
}

/** Somebody without account: the address becomes theirs when they come and say it themselves. */
async function makeGuest(email: string, { trx }: MembersChange, { now }: AccessPorts): Promise<number> {
  const { id } = await trx
    .insertInto('users')
    .values({ email: null, password_hash: null, created_at: now(), invited_email: email })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function place(
  userId: number,
  { role, teamIds, agentIds }: Membership,
  { trx, workspaceId }: MembersChange,
  { now }: AccessPorts,
): Promise<void> {
  const given = { role, team_ids: teamIds, agent_ids: agentIds };
  await trx
    .insertInto('memberships')
    .values({ workspace_id: workspaceId, user_id: userId, ...given, created_at: now() })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(given))
    .execute();
}
