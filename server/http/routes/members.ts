import * as routes from '../../../contract/routes/members.ts';
import { acceptInvitation } from '../../services/access/accept-invitation.ts';
import { changeMember } from '../../services/access/change-member.ts';
import { inviteMember } from '../../services/access/invite-member.ts';
import { type Member, readMembers } from '../../services/access/members.ts';
import { removeMember } from '../../services/access/remove-member.ts';
import { callerHandler, type Door, peopleHandler } from '../handler.ts';
import { iso } from '../instants.ts';

export const memberDoors: Door[] = [
  peopleHandler(routes.listMembers, async (_input, { workspace }, { db }) => ({
    members: (await readMembers(db, workspace.id)).map(shown),
  })),
  peopleHandler(routes.inviteMember, async ({ body }, context, services) => {
    const { member, link } = await inviteMember(body, services.settings.publicUrl, context, services);
    return { member: shown(member), url: link.url, expiresAt: iso(link.expiresAt) };
  }),
  peopleHandler(routes.changeMember, async ({ params, body }, context, services) =>
    shown(await changeMember(params.userId, body, context, services)),
  ),
  peopleHandler(routes.removeMember, async ({ params }, context, services) => {
    await removeMember(params.userId, context, services);
    return null;
  }),
  callerHandler(routes.acceptInvitation, async ({ body }, caller, services) => {
    await acceptInvitation(body.token, caller, services);
    return null;
  }),
];

function shown({ since, ...member }: Member) {
  return { ...member, since: since === null ? null : iso(since) };
}
