import { z } from 'zod';
import { isDate } from '../../core/events/instants.ts';
import { joinKinds } from '../../core/people/joins.ts';
import { eventLimits } from '../event-limits.ts';
import { givenName, instant, instantQuery } from '../fields.ts';
import { route } from '../route.ts';

const personId = z.string().min(1).max(eventLimits.id);

/** A day of the workspace's zone. */
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => isDate(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))));

const agent = z.object({
  agentId: z.string(),
  name: z.string().nullable(),
  /** Teams he is in now, and every stay in one. */
  teamIds: z.array(z.string()),
  stays: z.array(z.object({ teamId: z.string(), from: instant, to: instant.nullable() })),
  /** Ids that were joined into his. */
  otherIds: z.array(z.string()),
  startedOn: z.string().nullable(),
  leftAt: instant.nullable(),
});

export const listAgents = route({
  id: 'listAgents',
  method: 'GET',
  path: '/agents',
  summary: 'The agents that events have told of, one a person, with their teams over time',
  access: 'people:manage',
  query: z.object({ q: z.string().max(200).optional(), present: z.enum(['true', 'false']).optional() }),
  answer: z.object({ agents: z.array(agent) }),
  example: {
    query: { q: 'هدى', present: 'true' },
    answer: {
      agents: [
        {
          agentId: 'huda',
          name: 'هدى',
          teamIds: ['sales'],
          stays: [{ teamId: 'sales', from: '2026-11-22T07:00:00.000Z', to: null }],
          otherIds: ['huda-phone'],
          startedOn: '2025-03-01',
          leftAt: null,
        },
      ],
    },
  },
});

export const describeAgent = route({
  id: 'describeAgent',
  method: 'PUT',
  path: '/agents/{agentId}',
  summary:
    'Tell an agent’s name, or all teams he is in from an instant on: an event `agent.described` like those of ' +
    'connectors; and when he came',
  access: 'people:manage',
  params: z.strictObject({ agentId: personId }),
  body: z.strictObject({
    name: givenName.optional(),
    teamIds: z.array(personId).max(eventLimits.teamIds).optional(),
    at: instantQuery.optional(),
    startedOn: date.nullable().optional(),
  }),
  answer: z.null(),
  status: 204,
  errors: ['agentHasLeft', 'invalidEvent', 'timeOutOfRange'],
  example: {
    params: { agentId: 'huda' },
    body: { name: 'هدى', teamIds: ['sales'], at: '2026-11-22T07:00:00.000Z', startedOn: '2025-03-01' },
    answer: null,
  },
});

export const depart = route({
  id: 'depart',
  method: 'POST',
  path: '/agents/{agentId}/departure',
  summary:
    'Note that an employee has left: who is a member under one of his ids is none any more, at once; his figures and ' +
    'his name stay, and his ids are nobody else’s',
  access: 'people:manage',
  params: z.strictObject({ agentId: personId }),
  body: z.strictObject({ leftAt: instantQuery.optional() }),
  answer: z.null(),
  status: 204,
  errors: ['conflict', 'lastOwner'],
  example: { params: { agentId: 'omar' }, body: { leftAt: '2026-11-22T09:00:00.000Z' }, answer: null },
});

export const undoDeparture = route({
  id: 'undoDeparture',
  method: 'DELETE',
  path: '/agents/{agentId}/departure',
  summary: 'Take a departure back. Access is not given back with it.',
  access: 'people:manage',
  params: z.strictObject({ agentId: personId }),
  answer: z.null(),
  status: 204,
  example: { params: { agentId: 'omar' }, answer: null },
});

export const listTeams = route({
  id: 'listTeams',
  method: 'GET',
  path: '/teams',
  summary: 'The teams that events have told of, and who is in each now',
  access: 'people:manage',
  answer: z.object({
    teams: z.array(z.object({ teamId: z.string(), name: z.string().nullable(), agentIds: z.array(z.string()) })),
  }),
  example: { answer: { teams: [{ teamId: 'sales', name: 'المبيعات', agentIds: ['huda'] }] } },
});

export const describeTeam = route({
  id: 'describeTeam',
  method: 'PUT',
  path: '/teams/{teamId}',
  summary: 'Name a team: an event `team.described` like those of connectors',
  access: 'people:manage',
  params: z.strictObject({ teamId: personId }),
  body: z.strictObject({ name: givenName }),
  answer: z.null(),
  status: 204,
  errors: ['invalidEvent'],
  example: { params: { teamId: 'sales' }, body: { name: 'المبيعات' }, answer: null },
});

const joined = z.object({
  kind: z.enum(joinKinds),
  id: z.string().describe('Of a customer: the key that stands for his id.'),
  into: z.string(),
  joinedAt: instant,
  joinedBy: z.string(),
});

export const listJoins = route({
  id: 'listJoins',
  method: 'GET',
  path: '/joins',
  summary: 'Ids that were joined into others, the newest first',
  access: 'people:manage',
  answer: z.object({ joins: z.array(joined) }),
  example: {
    answer: {
      joins: [
        { kind: 'agent', id: 'huda-phone', into: 'huda', joinedAt: '2026-11-22T09:00:00.000Z', joinedBy: 'user:1' },
      ],
    },
  },
});

/** An id as its source writes it; of a customer also `key:` and the key that stands for it. */
const pair = { kind: z.enum(joinKinds), id: personId, into: personId };

const replayed = z.object({ replayId: z.int().nullable() });

export const joinIds = route({
  id: 'joinIds',
  method: 'POST',
  path: '/joins',
  summary:
    'Join an id into another: both are one person’s from the first event on, and facts follow by a replay. A customer is ' +
    'named by his id, or by `key:` and his key.',
  access: 'people:manage',
  body: z.strictObject(pair),
  answer: replayed,
  status: 201,
  errors: ['cannotJoin', 'limitReached'],
  example: { body: { kind: 'agent', id: 'huda-mail', into: 'huda' }, answer: { replayId: 3 } },
});

export const partIds = route({
  id: 'partIds',
  method: 'DELETE',
  path: '/joins/{kind}/{id}',
  summary: 'Part an id from the one it was joined into: as if it had never been joined',
  access: 'people:manage',
  params: z.strictObject({ kind: pair.kind, id: pair.id }),
  answer: replayed,
  example: { params: { kind: 'agent', id: 'huda-phone' }, answer: { replayId: 4 } },
});

export const proposeJoins = route({
  id: 'proposeJoins',
  method: 'GET',
  path: '/joins/proposals',
  summary: 'Ids that share a phone (however it is written) or an e-mail address with few others; at most 200',
  access: 'people:manage',
  answer: z.object({
    proposals: z.array(
      z.object({
        kind: z.enum(joinKinds),
        one: z.string(),
        other: z.string(),
        because: z.enum(['phone', 'email']),
        oneName: z.string().nullable(),
        otherName: z.string().nullable(),
      }),
    ),
  }),
  example: {
    answer: {
      proposals: [
        { kind: 'agent', one: 'noor', other: 'noor-phone', because: 'email', oneName: 'نور', otherName: null },
      ],
    },
  },
});

export const refuseJoin = route({
  id: 'refuseJoin',
  method: 'POST',
  path: '/joins/refusals',
  summary: 'Say that two ids are not one person’s: they are not proposed again',
  access: 'people:manage',
  body: z.strictObject({ kind: pair.kind, one: personId, other: personId }),
  answer: z.null(),
  status: 204,
  example: { body: { kind: 'agent', one: 'noor', other: 'omar' }, answer: null },
});

export const peopleRoutes = [
  listAgents,
  describeAgent,
  depart,
  undoDeparture,
  listTeams,
  describeTeam,
  listJoins,
  joinIds,
  partIds,
  proposeJoins,
  refuseJoin,
];
