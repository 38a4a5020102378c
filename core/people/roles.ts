import type { RatingPolicy } from './rating-policy.ts';

/**
 * Who may do and see what: the one place that says it. Routes, services, the report compiler and the tests
 * that try every role on every route read it here.
 */

/** What an API key or a person may do; the closed list. */
export const scopes = [
  'events:write',
  'reports:read',
  'conversations:read',
  'ingest:read',
  'ingest:replay',
  'people:manage',
  'rules:manage',
  'targets:manage',
  'customers:erase',
  'audit:read',
  'workspace:admin',
] as const;
export type Scope = (typeof scopes)[number];

/** What a person is in a workspace. */
export const roles = ['owner', 'admin', 'supervisor', 'analyst', 'employee'] as const;
export type Role = (typeof roles)[number];

/** What can be seen of people, each given or kept back by itself. */
export const dataClasses = [
  'customerNames',
  'contactDetails',
  'comments',
  'transcripts',
  'namedRatings',
  'othersFigures',
] as const;
export type DataClass = (typeof dataClasses)[number];

/**
 * How much of a class: `everything` of the workspace · `masked`: everything, with names, phones and addresses in
 * texts made unreadable · `ownTeams`: of the teams that one supervises and of one's own work · `oneself`: of one's own work ·
 * `byPolicy`: of one's own work, as far as the workspace's policy on ratings about oneself says · `nothing`.
 */
export const extents = ['everything', 'masked', 'ownTeams', 'oneself', 'byPolicy', 'nothing'] as const;
export type Extent = (typeof extents)[number];

export interface RoleRights {
  scopes: readonly Scope[];
  sees: Readonly<Record<DataClass, Extent>>;
}

const everything = {
  customerNames: 'everything',
  contactDetails: 'everything',
  comments: 'everything',
  transcripts: 'everything',
  namedRatings: 'everything',
  othersFigures: 'everything',
} as const;

/** The matrix: role × what it may do and see. */
export const roleRights: Readonly<Record<Role, RoleRights>> = {
  owner: { scopes, sees: everything },
  admin: { scopes, sees: everything },
  supervisor: {
    scopes: ['reports:read', 'conversations:read', 'targets:manage'],
    sees: {
      customerNames: 'ownTeams',
      contactDetails: 'ownTeams',
      comments: 'ownTeams',
      transcripts: 'ownTeams',
      namedRatings: 'ownTeams',
      othersFigures: 'ownTeams',
    },
  },
  analyst: {
    scopes: ['reports:read', 'conversations:read', 'ingest:read'],
    sees: {
      customerNames: 'nothing',
      contactDetails: 'nothing',
      comments: 'masked',
      transcripts: 'masked',
      namedRatings: 'everything',
      othersFigures: 'everything',
    },
  },
  employee: {
    scopes: ['reports:read', 'conversations:read'],
    sees: {
      customerNames: 'oneself',
      contactDetails: 'oneself',
      comments: 'nothing',
      transcripts: 'oneself',
      namedRatings: 'byPolicy',
      othersFigures: 'nothing',
    },
  },
};

/** How much of people's data somebody sees, and whose `ownTeams` and `oneself` mean. */
export interface Sight {
  sees: Readonly<Record<DataClass, Extent>>;
  /** Teams that he supervises; '' is none. */
  teamIds: readonly string[];
  /** Ids that he works under as an agent. */
  agentIds: readonly string[];
  /** What `byPolicy` means; absent: the default policy. */
  ratingPolicy?: RatingPolicy;
}

/** Who runs the service or owns the workspace. */
export const seesEverything: Sight = { sees: everything, teamIds: [], agentIds: [] };

/** Who is nothing in a workspace. */
export const seesNothing: Sight = {
  sees: {
    customerNames: 'nothing',
    contactDetails: 'nothing',
    comments: 'nothing',
    transcripts: 'nothing',
    namedRatings: 'nothing',
    othersFigures: 'nothing',
  },
  teamIds: [],
  agentIds: [],
};

/** The sight of a role, for the teams one supervises and the agent ids one works under. */
export function sightOf(role: Role, own: Pick<Sight, 'teamIds' | 'agentIds' | 'ratingPolicy'>): Sight {
  const { teamIds, agentIds, ratingPolicy } = own;
  return { sees: roleRights[role].sees, teamIds, agentIds, ...(ratingPolicy && { ratingPolicy }) };
}

/** Who gives rights away: a person with a role, or a key without one. */
export interface Giver {
  role?: Role;
  scopes: readonly Scope[];
  sight: Sight;
}

/**
 * Whether somebody may give a role with these ids to others, or take it from them: nobody gives more than he has,
 * and owners alone make owners.
 */
export function mayGive(role: Role, ids: Pick<Sight, 'teamIds' | 'agentIds'>, giver: Giver): boolean {
  if (role === 'owner') return giver.role === 'owner';
  const { scopes: given } = roleRights[role];
  return given.every((scope) => giver.scopes.includes(scope)) && isWithin(sightOf(role, ids), giver.sight);
}

/** Whether somebody with `limit` sees all that `sight` sees: nobody gives away more than they have. */
export function isWithin(sight: Sight, limit: Sight): boolean {
  return dataClasses.every((each) => isExtentWithin(sight.sees[each], limit.sees[each], sight, limit));
}

function isExtentWithin(extent: Extent, limit: Extent, sight: Sight, by: Sight): boolean {
  const isOwn = sight.agentIds.every((id) => by.agentIds.includes(id));
  const isOwnTeams = sight.teamIds.every((id) => by.teamIds.includes(id));
  switch (extent) {
    case 'nothing':
      return true;
    case 'everything':
      return limit === 'everything';
    case 'masked':
      return limit === 'everything' || limit === 'masked';
    case 'ownTeams':
      return limit === 'everything' || (limit === 'ownTeams' && isOwn && isOwnTeams);
    case 'oneself':
      return limit === 'everything' || ((limit === 'ownTeams' || limit === 'oneself') && isOwn);
    case 'byPolicy':
      return limit === 'everything' || (limit !== 'masked' && limit !== 'nothing' && isOwn);
  }
}
