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
 * texts made unreadable · `ownTeams`: of the teams that one supervises · `oneself`: of one's own work ·
 * `byPolicy`: of one's own work, as far as the workspace's policy on ratings about oneself says · `nothing`.
 */
export type Extent = 'everything' | 'masked' | 'ownTeams' | 'oneself' | 'byPolicy' | 'nothing';

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
  teamIds: readonly string[];
  agentIds: readonly string[];
}

/** Who runs the service or owns the workspace. */
export const seesEverything: Sight = { sees: everything, teamIds: [], agentIds: [] };
