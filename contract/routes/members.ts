import { z } from 'zod';
import { ratingVisibilities } from '../../core/people/rating-policy.ts';
import { roles } from '../../core/people/roles.ts';
import { givenIds, idInPath, instant, newEmail } from '../fields.ts';
import { route } from '../route.ts';

const member = z.object({
  userId: z.int(),
  email: z.string().nullable(),
  role: z.enum(roles),
  teamIds: z.array(z.string()).describe('Teams supervised, by the ids of events.'),
  agentIds: z.array(z.string()).describe('Ids of events that the person works under as an agent.'),
  isPending: z.boolean().describe('Invited, and did not come yet.'),
  since: instant.nullable(),
});

/** Of the examples: somebody who was invited to supervise the sales team. */
const exampleMember = {
  userId: 3,
  email: 'sara@shop.example',
  role: 'supervisor' as const,
  teamIds: ['sales'],
  agentIds: [],
  isPending: true,
  since: '2026-11-22T12:00:00.000Z',
};

const given = {
  role: z.enum(roles),
  teamIds: givenIds.default([]),
  agentIds: givenIds.default([]),
};

export const listMembers = route({
  id: 'listMembers',
  method: 'GET',
  path: '/members',
  summary: 'The people of the workspace, and what each is there',
  access: 'workspace:admin',
  answer: z.object({ members: z.array(member) }),
  example: { answer: { members: [exampleMember] } },
});

export const inviteMember = route({
  id: 'inviteMember',
  method: 'POST',
  path: '/members',
  summary:
    'Invite somebody. The link in the answer, valid for a week and once, lets its bearer take the place: hand it to ' +
    'them yourself, nothing is sent. Inviting an address again replaces its link. Owners alone invite owners.',
  access: 'workspace:admin',
  body: z.strictObject({ email: newEmail, ...given }),
  answer: z.object({ member, url: z.string(), expiresAt: instant }),
  status: 201,
  errors: ['alreadyMember', 'notAllowed'],
  example: {
    body: { email: 'omar@shop.example', role: 'employee', agentIds: ['omar'] },
    answer: {
      member: {
        ...exampleMember,
        userId: 4,
        email: 'omar@shop.example',
        role: 'employee',
        teamIds: [],
        agentIds: ['omar'],
      },
      url: 'https://rida.example/sign-in#Ab3dEf12q3kXm9vT0c5bYwZr1LhN7uJdE2sAf8pQo4i',
      expiresAt: '2026-11-29T12:00:00.000Z',
    },
  },
});

export const changeMember = route({
  id: 'changeMember',
  method: 'PUT',
  path: '/members/{userId}',
  summary: 'Give a member another role, teams or agent ids; it counts from their next request on',
  access: 'workspace:admin',
  params: z.strictObject({ userId: idInPath }),
  body: z.strictObject(given),
  answer: member,
  errors: ['lastOwner'],
  example: {
    params: { userId: '3' },
    body: { role: 'analyst' },
    answer: { ...exampleMember, role: 'analyst', teamIds: [] },
  },
});

export const removeMember = route({
  id: 'removeMember',
  method: 'DELETE',
  path: '/members/{userId}',
  summary: 'End a membership at once, and with it the API keys that the person made here',
  access: 'workspace:admin',
  params: z.strictObject({ userId: idInPath }),
  answer: z.null(),
  status: 204,
  errors: ['lastOwner'],
  example: { params: { userId: '3' }, answer: null },
});

export const acceptInvitation = route({
  id: 'acceptInvitation',
  method: 'POST',
  path: '/sign-in-links/accept',
  summary: 'Take the place that an invitation was made for with the account you are signed in to',
  access: 'signedIn',
  body: z.strictObject({ token: z.string().max(200) }),
  answer: z.null(),
  status: 204,
  errors: ['linkNotValid', 'alreadyMember'],
  example: { by: 'person', body: { token: 'Ab3dEf12q3kXm9vT0c5bYwZr1LhN7uJdE2sAf8pQo4i' }, answer: null },
});

const visibility = z.enum(ratingVisibilities);

/** What employees learn of the ratings of their own work. */
const policy = {
  conversations: visibility.describe('Ratings of conversations, replies and calls.'),
  terminals: visibility.describe('Ratings given at terminals and kiosks, of sites, services and employees.'),
  sources: z.record(z.string().min(1).max(200), visibility).describe('By source, where it is another there.'),
};

const examplePolicy = { conversations: 'aggregated' as const, terminals: 'hidden' as const, sources: {} };

export const readRatingPolicy = route({
  id: 'readRatingPolicy',
  method: 'GET',
  path: '/workspace/rating-policy',
  summary: 'What employees learn of the ratings of their own work',
  access: 'reports:read',
  answer: z.object(policy),
  example: { answer: examplePolicy },
});

export const changeRatingPolicy = route({
  id: 'changeRatingPolicy',
  method: 'PUT',
  path: '/workspace/rating-policy',
  summary:
    'Set what employees learn of the ratings of their own work: `hidden` nothing, `aggregated` a figure of at least ' +
    'five ratings that moves by five or more, `full` each of them. It counts at once.',
  access: 'rules:manage',
  body: z.strictObject({
    ...policy,
    sources: policy.sources
      .refine((sources) => Object.keys(sources).length <= 100, { message: 'at_most_100' })
      .default({}),
  }),
  answer: z.object(policy),
  example: {
    body: { conversations: 'full', terminals: 'hidden' },
    answer: { ...examplePolicy, conversations: 'full' },
  },
});

export const readOwnRatings = route({
  id: 'readOwnRatings',
  method: 'GET',
  path: '/me/ratings',
  summary:
    'What customers said of your own work, where the policy is `aggregated`: figures of at least five ratings up to a ' +
    'week’s end, which never move by fewer than five. Where it is `full`, every report shows them; `hidden`, nothing does.',
  access: 'reports:read',
  answer: z.object({
    policy: z.object(policy),
    ratings: z.array(
      z.object({
        subject: z.string(),
        /** csat | nps | ces | other */
        family: z.string(),
        n: z.int().describe('Ratings behind the figures.'),
        averageScore: z.number().describe('0–100.'),
        satisfiedShare: z.number(),
        nps: z.number().nullable().describe('-100–100; null for what is no NPS question.'),
        /** The end of the last week that a rating in it was given in. */
        upTo: instant,
      }),
    ),
  }),
  example: {
    answer: {
      policy: examplePolicy,
      ratings: [],
    },
  },
});

export const memberRoutes = [
  listMembers,
  inviteMember,
  changeMember,
  removeMember,
  acceptInvitation,
  readRatingPolicy,
  changeRatingPolicy,
  readOwnRatings,
];
