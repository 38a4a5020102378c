import { z } from 'zod';
import { locales } from '../../core/language/locales.ts';
import { dataClasses, extents, roles, roleRights } from '../../core/people/roles.ts';
import { givenIds, givenName, idInPath, instant, newEmail, zone } from '../fields.ts';
import { route, scopes } from '../route.ts';

const email = z.string().min(3).max(254);
/** Its rules (length, guessability) are checked where it is set; every character is kept. */
const password = z.string().min(1).max(1024);

const idsOf = z.array(z.string());

const workspace = z.object({
  id: z.int(),
  name: z.string(),
  zone: z.string(),
  locale: z.enum(locales),
  demo: z.boolean(),
});

const me = z.object({
  kind: z.enum(['user', 'apiKey', 'local']),
  email: z.string().nullable(),
  role: z.enum(roles).nullable().describe('What a person is in the workspace; null for a key.'),
  scopes: z.array(z.enum(scopes)),
  sees: z.record(z.enum(dataClasses), z.enum(extents)).describe('How much of people’s data you are shown.'),
  teamIds: idsOf,
  agentIds: idsOf,
  workspace: workspace.nullable(),
});

const deletion = z.object({
  state: z.enum(['none', 'running', 'done']),
  tablesDone: z.int(),
  tables: z.int().describe('0 before it is begun.'),
});

const apiKey = z.object({
  id: z.int(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(scopes)),
  source: z.string(),
  sees: z.enum(roles),
  teamIds: idsOf,
  agentIds: idsOf,
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});

export const signIn = route({
  id: 'signIn',
  method: 'POST',
  path: '/sign-in',
  summary: 'Sign in with e-mail and password; sets the session cookie',
  access: 'public',
  body: z.strictObject({ email, password }),
  answer: z.null(),
  status: 204,
  errors: ['wrongCredentials'],
  example: {
    body: { email: 'huda@example.com', password: 'a quiet long password' },
    answer: null,
  },
});

export const redeemSignInLink = route({
  id: 'redeemSignInLink',
  method: 'POST',
  path: '/sign-in-links/redeem',
  summary: 'Use a one-time sign-in link: choose e-mail and password, and sign in',
  access: 'public',
  body: z.strictObject({ token: z.string().max(200), email: newEmail, password }),
  answer: z.null(),
  status: 204,
  errors: ['linkNotValid', 'passwordTooShort', 'passwordTooEasy', 'emailTaken'],
  example: {
    body: {
      token: 'gq3kXm9vT0c5bYwZr1LhN7uJdE2sAf8pQo4iVxKtR6M',
      email: 'noor@example.com',
      password: 'a quiet long password',
    },
    answer: null,
  },
});

export const createSignInLink = route({
  id: 'createSignInLink',
  method: 'POST',
  path: '/sign-in-links',
  summary: 'Make a one-time sign-in link, for the owner or for the person with this e-mail',
  access: 'operator',
  body: z.strictObject({ email: email.optional() }),
  answer: z.object({ url: z.string(), expiresAt: instant }),
  status: 201,
  errors: ['notFound'],
  example: {
    body: { email: 'huda@example.com' },
    answer: {
      url: 'http://localhost:4300/sign-in#gq3kXm9vT0c5bYwZr1LhN7uJdE2sAf8pQo4iVxKtR6M',
      expiresAt: '2026-11-23T09:00:00.000Z',
    },
  },
});

export const signOut = route({
  id: 'signOut',
  method: 'POST',
  path: '/sign-out',
  summary: 'End this session, or every session of yours',
  access: 'signedIn',
  body: z.strictObject({ everywhere: z.boolean().default(false) }),
  answer: z.null(),
  status: 204,
  errors: ['notAllowed'],
  example: { by: 'person', body: { everywhere: true }, answer: null },
});

export const changePassword = route({
  id: 'changePassword',
  method: 'PUT',
  path: '/me/password',
  summary: 'Change your password; every other session of yours ends',
  access: 'signedIn',
  body: z.strictObject({ currentPassword: password, newPassword: password }),
  answer: z.null(),
  status: 204,
  errors: ['wrongCredentials', 'passwordTooShort', 'passwordTooEasy', 'notAllowed'],
  example: {
    by: 'person',
    body: { currentPassword: 'a quiet long password', newPassword: 'another quiet password' },
    answer: null,
  },
});

export const readMe = route({
  id: 'readMe',
  method: 'GET',
  path: '/me',
  summary: 'Who you are, what you may do and the workspace you ask about',
  access: 'signedIn',
  answer: me,
  example: {
    answer: {
      kind: 'apiKey',
      email: null,
      role: null,
      scopes: ['events:write', 'reports:read'],
      sees: roleRights.analyst.sees,
      teamIds: [],
      agentIds: [],
      workspace: { id: 1, name: 'متجر الياسمين', zone: 'Asia/Riyadh', locale: 'ar', demo: true },
    },
  },
});

export const listWorkspaces = route({
  id: 'listWorkspaces',
  method: 'GET',
  path: '/workspaces',
  summary: 'The workspaces you may enter; name one in the header Rida-Workspace',
  access: 'signedIn',
  answer: z.object({ workspaces: z.array(workspace) }),
  example: {
    answer: { workspaces: [{ id: 1, name: 'متجر الياسمين', zone: 'Asia/Riyadh', locale: 'ar', demo: true }] },
  },
});

export const createWorkspace = route({
  id: 'createWorkspace',
  method: 'POST',
  path: '/workspaces',
  summary: 'Make an empty workspace of your own',
  access: 'signedIn',
  body: z.strictObject({ name: givenName, zone, locale: z.enum(locales) }),
  answer: workspace,
  status: 201,
  errors: ['notAllowed'],
  example: {
    by: 'person',
    body: { name: 'My shop', zone: 'Asia/Riyadh', locale: 'ar' },
    answer: { id: 2, name: 'My shop', zone: 'Asia/Riyadh', locale: 'ar', demo: false },
  },
});

export const deleteDemo = route({
  id: 'deleteDemo',
  method: 'DELETE',
  path: '/workspaces/{workspaceId}/demo',
  summary:
    'Delete a demo workspace with everything in it. It is gone for everybody at once; emptying it goes on after the ' +
    'answer: see readDeletion.',
  access: 'signedIn',
  params: z.strictObject({ workspaceId: idInPath }),
  answer: deletion,
  status: 202,
  errors: ['notAllowed'],
  example: {
    by: 'person',
    params: { workspaceId: '1' },
    answer: { state: 'running', tablesDone: 0, tables: 0 },
  },
});

export const readDeletion = route({
  id: 'readDeletion',
  method: 'GET',
  path: '/workspaces/{workspaceId}/deletion',
  summary:
    'How far the deletion of a workspace is; `none` where nobody asked for one. Some minutes after it is done the ' +
    'workspace is not found.',
  access: 'signedIn',
  params: z.strictObject({ workspaceId: idInPath }),
  answer: deletion,
  example: {
    params: { workspaceId: '1' },
    answer: { state: 'running', tablesDone: 14, tables: 22 },
  },
});

export const listApiKeys = route({
  id: 'listApiKeys',
  method: 'GET',
  path: '/api-keys',
  summary: 'The keys of the workspace that still work; never their secrets',
  access: 'workspace:admin',
  answer: z.object({ apiKeys: z.array(apiKey) }),
  example: {
    answer: {
      apiKeys: [
        {
          id: 2,
          name: 'Shop',
          prefix: 'rida_Ab3dEf12',
          scopes: ['events:write', 'reports:read'],
          source: 'shop',
          sees: 'analyst',
          teamIds: [],
          agentIds: [],
          createdAt: '2026-11-22T09:00:00.000Z',
          lastUsedAt: null,
        },
      ],
    },
  },
});

export const createApiKey = route({
  id: 'createApiKey',
  method: 'POST',
  path: '/api-keys',
  summary: 'Make an API key; its secret is in this answer and never again',
  access: 'workspace:admin',
  body: z.strictObject({
    name: givenName,
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
    source: givenName.default('api'),
    sees: z
      .enum(roles)
      .default('analyst')
      .describe('The role whose sight the key has: by default every figure, no names and no contact details.'),
    teamIds: givenIds.default([]).describe('Of a key that sees as a supervisor: the teams.'),
    agentIds: givenIds.default([]).describe('Of a key that sees as an employee: the agent ids.'),
  }),
  answer: z.object({ apiKey, secret: z.string() }),
  status: 201,
  example: {
    body: { name: 'Shop', scopes: ['events:write', 'reports:read'], source: 'shop' },
    answer: {
      apiKey: {
        id: 2,
        name: 'Shop',
        prefix: 'rida_Ab3dEf12',
        scopes: ['events:write', 'reports:read'],
        source: 'shop',
        sees: 'analyst',
        teamIds: [],
        agentIds: [],
        createdAt: '2026-11-22T09:00:00.000Z',
        lastUsedAt: null,
      },
      secret: 'rida_Ab3dEf12q3kXm9vT0c5bYwZr1LhN7uJdE2sAf8pQo4i',
    },
  },
});

export const revokeApiKey = route({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/api-keys/{keyId}',
  summary: 'End an API key at once',
  access: 'workspace:admin',
  params: z.strictObject({ keyId: idInPath }),
  answer: z.null(),
  status: 204,
  example: { params: { keyId: '2' }, answer: null },
});

export const accessRoutes = [
  signIn,
  redeemSignInLink,
  createSignInLink,
  signOut,
  changePassword,
  readMe,
  listWorkspaces,
  createWorkspace,
  deleteDemo,
  readDeletion,
  listApiKeys,
  createApiKey,
  revokeApiKey,
];
