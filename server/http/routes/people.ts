import * as routes from '../../../contract/routes/people.ts';
import { depart, undoDeparture } from '../../services/people/depart.ts';
import { describeAgent } from '../../services/people/describe-agent.ts';
import { describeTeam } from '../../services/people/describe-team.ts';
import { joinIds, partIds } from '../../services/people/join-ids.ts';
import { listAgents } from '../../services/people/list-agents.ts';
import { listJoins } from '../../services/people/list-joins.ts';
import { listTeams } from '../../services/people/list-teams.ts';
import { personId } from '../../services/people/person-id.ts';
import { proposeJoins } from '../../services/people/propose-joins.ts';
import { refuseJoin } from '../../services/people/refuse-join.ts';
import { handler, peopleHandler } from '../handler.ts';
import { iso } from '../instants.ts';

export const peopleDoors = [
  handler(routes.listAgents, async ({ query: { q, present } }, context) => {
    const agents = await listAgents({ q, present: present === 'true' }, context);
    const shown = agents.map(({ stays, leftAt, ...rest }) => ({
      ...rest,
      stays: stays.map(({ teamId, from, to }) => ({ teamId, from: iso(from), to: isoOrNull(to) })),
      leftAt: isoOrNull(leftAt),
    }));
    return { agents: shown };
  }),
  handler(routes.describeAgent, async ({ params, body }, context, ports) => {
    await describeAgent(params.agentId, body, context, ports);
    return null;
  }),
  peopleHandler(routes.depart, async ({ params, body }, context, services) => {
    await depart(params.agentId, body.leftAt, context, services);
    return null;
  }),
  handler(routes.undoDeparture, async ({ params }, context) => {
    await undoDeparture(params.agentId, context);
    return null;
  }),
  handler(routes.listTeams, async (_input, context) => ({ teams: await listTeams(context) })),
  handler(routes.describeTeam, async ({ params, body }, context, ports) => {
    await describeTeam(params.teamId, body.name, context, ports);
    return null;
  }),
  handler(routes.listJoins, async (_input, context) => {
    const joins = await listJoins(context);
    return { joins: joins.map(({ joinedAt, ...rest }) => ({ ...rest, joinedAt: iso(joinedAt) })) };
  }),
  handler(routes.joinIds, async ({ body: { kind, id, into } }, context) => {
    const pair = { kind, id: personId(kind, id, context), into: personId(kind, into, context) };
    return { replayId: await joinIds(pair, context) };
  }),
  handler(routes.partIds, async ({ params: { kind, id } }, context) => ({
    replayId: await partIds(kind, personId(kind, id, context), context),
  })),
  handler(routes.proposeJoins, async (_input, context) => ({ proposals: await proposeJoins(context) })),
  handler(routes.refuseJoin, async ({ body: { kind, one, other } }, context) => {
    await refuseJoin(kind, [personId(kind, one, context), personId(kind, other, context)], context);
    return null;
  }),
];

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
