import * as routes from '../../../contract/routes/members.ts';
import { acceptInvitation } from '../../services/access/accept-invitation.ts';
import { changeMember } from '../../services/access/change-member.ts';
import { inviteMember } from '../../services/access/invite-member.ts';
import { type Member, readMembers } from '../../services/access/members.ts';
import { removeMember } from '../../services/access/remove-member.ts';
import { changeRatingPolicy } from '../../services/ratings/change-policy.ts';
import { readOwnRatings } from '../../services/ratings/own-ratings.ts';
import { readRatingPolicy } from '../../services/ratings/rating-policy.ts';
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
  peopleHandler(routes.readRatingPolicy, async (_input, { workspace }, { db }) => readRatingPolicy(db, workspace.id)),
  peopleHandler(routes.changeRatingPolicy, async ({ body }, context, { db }) => {
    await changeRatingPolicy(body, context);
    return readRatingPolicy(db, context.workspace.id);
  }),
  peopleHandler(routes.readOwnRatings, async (_input, context, { db }) => {
    const policy = await readRatingPolicy(db, context.workspace.id);
    const ratings = await readOwnRatings(policy, context);
    return { policy, ratings: ratings.map(({ upTo, ...figures }) => ({ ...figures, upTo: iso(upTo) })) };
  }),
];

function shown({ since, ...member }: Member) {
  return { ...member, since: since === null ? null : iso(since) };
}
