import type { InjectOptions } from 'fastify';
import { z } from 'zod';
import type { Route } from '../../contract/route.ts';
import { formOf } from './uploads.ts';

/** What is sent to a route, part by part. */
export interface Fields {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
}

/** One workspace's ids that the other may try. */
export interface Ids {
  workspaceId: number;
  userId: number;
  keyId: string;
  alarmId: string;
  targetId: string;
  replayId: string;
  scheduleId: string;
  erasureId: string;
  letterIds: string[];
  importId: string;
  cursors: Record<string, string>;
}

type Sample = (ids: Ids, route: Route, side: string) => unknown;

/** Names things: every value that belongs to a workspace. */
const naming: Record<string, Sample> = {
  workspaceId: ({ workspaceId }) => String(workspaceId),
  keyId: ({ keyId }) => keyId,
  importId: ({ importId }) => importId,
  alarmId: ({ alarmId }) => alarmId,
  targetId: ({ targetId }) => targetId,
  subjectId: (_ids, _route, side) => `team-${side}`,
  userId: ({ userId }) => String(userId),
  teamIds: (_ids, _route, side) => [`team-${side}`],
  agentIds: (_ids, _route, side) => [`agent-${side}`],
  replayId: ({ replayId }) => replayId,
  scheduleId: ({ scheduleId }) => scheduleId,
  assignments: (_ids, _route, side) => [{ scope: 'team', scopeId: `team-${side}` }],
  // Agents and teams are named in both workspaces alike: whatever is said of them stays in one's own.
  // Who leaves is a member no more: those who ask stay.
  agentId: (_ids, { id }, side) => `agent-${side}${id === 'depart' ? '-who-left' : ''}`,
  teamId: (_ids, _route, side) => `team-${side}`,
  id: (_ids, _route, side) => `agent-${side}`,
  into: (_ids, _route, side) => `agent-${side}-too`,
  one: (_ids, _route, side) => `agent-${side}`,
  other: (_ids, _route, side) => `agent-${side}-too`,
  validFrom: (_ids, { id }, side) => (id === 'createTarget' ? undefined : validFromOf(side)),
  conversations: (_ids, { id }) => (id === 'changeRatingPolicy' ? 'aggregated' : 10),
  erasureId: ({ erasureId }) => erasureId,
  ids: ({ letterIds }) => letterIds.slice(0, 3),
  cursor: ({ cursors }, { id }) => cursors[id],
  source: (_ids, { method }, side) => (method === 'GET' ? 'test' : `source-${side}`),
  filter: () => ({ source: 'test' }),
  agent: (_ids, _route, side) => [`agent-${side}`],
  team: (_ids, _route, side) => [`team-${side}`],
  topic: (_ids, _route, side) => [`topic-${side}`],
  action: () => ['apiKeyCreated', 'workspaceCreated'],
  actor: () => 'local:local',
  subject: ({ workspaceId }, { id }) => (id === 'listAudit' ? `workspace:${workspaceId}` : undefined),
  // Not the one that the stolen event names: that is its sender's own from then on.
  conversationId: (_ids, _route, side) => `conversation-${side}-1`,
  q: (_ids, _route, side) => `conversation-${side}`,
  filters: (_ids, _route, side) => ({ agent: [`agent-${side}`] }),
  // The same from both sides, but written as each route takes it.
  limit: (_ids, { method }) => (method === 'GET' ? '5' : 5),
  periodBy: (_ids, { id }) =>
    ['listKpiRows', 'readCustomerService', 'listSessions'].includes(id) ? 'endedAt' : 'closedAt',
};

/** When a side's policy begins. */
export function validFromOf(side: string): string {
  return `2026-01-0${side === 'a' ? 1 : 2}T00:00:00.000Z`;
}

/** Names nothing of anybody: the same value from both sides. */
const neutral: Record<string, unknown> = {
  from: undefined,
  to: undefined,
  code: 'unknownEventType',
  replayed: 'false',
  email: 'somebody@example.com',
  password: 'a quiet long password',
  currentPassword: 'a quiet long password',
  newPassword: 'another quiet password',
  token: 'x'.repeat(43),
  everywhere: false,
  open: 'true',
  hourly: 'true',
  muted: true,
  silentAfterMinutes: 60,
  expectedHours: [{ weekday: 1, fromHour: 8, toHour: 17 }],
  kpi: 'satisfiedShare',
  subjectKind: 'team',
  unit: 'month',
  value: 0.9,
  minimum: 5,
  validTo: undefined,
  targets: undefined,
  policy: {},
  versions: [{ week: { monday: [{ from: '09:00', to: '17:00' }] } }],
  overrides: [],
  holidays: [],
  fromDate: undefined,
  toDate: undefined,
  at: undefined,
  leftAt: undefined,
  startedOn: '2026-01-01',
  present: undefined,
  since: undefined,
  name: 'A name',
  zone: 'Asia/Riyadh',
  locale: 'fa',
  scopes: ['reports:read'],
  sees: 'analyst',
  role: 'analyst',
  terminals: 'hidden',
  sources: {},
  transcriptMonths: 12,
  contactMonths: 24,
  commentMonths: 36,
  deadLetterDays: 30,
  auditMonths: 24,
  periods: undefined,
  // Each has one of this id, as two companies may.
  customerId: 'customer-0',
  kpiId: 'assigned',
  kpis: ['assigned', 'ratings', 'averageScore'],
  by: ['agent'],
  compare: 'before',
  bucket: 'day',
  order: 'asc',
  attribute: 'closer',
  calendar: 'persian',
  orderBy: { kpi: 'assigned' },
  weekStart: undefined,
  not: undefined,
  ...Object.fromEntries(
    [
      'channel',
      'inbox',
      'tag',
      'campaign',
      'language',
      'kind',
      'outcome',
      'endReason',
      'closedBy',
      'status',
      'dialled',
      'scale',
      'ratingValue',
      'survey',
      'owner',
      'site',
      'terminal',
      'service',
      'counter',
      'article',
      'network',
      'family',
      'satisfied',
      'hasComment',
      'weekday',
      'hourOfDay',
    ].map((name) => [name, undefined]),
  ),
};

type Part = keyof Fields;

interface Field {
  part: Part;
  name: string;
  isKnown: boolean;
}

/** How many forms a route's body may have: the options of a union, else one. */
export function formsOf({ body }: Route): number {
  return body instanceof z.ZodUnion ? body.options.length : 1;
}

/** Every field that a route takes, at the top of each part, in one form of its body. */
export function fieldsOf(route: Route, form: number): Field[] {
  const { body } = route;
  const parts: [Part, unknown][] = [
    ['params', route.params],
    ['query', route.query],
    ['body', body instanceof z.ZodUnion ? body.options[form] : body],
  ];
  return parts.flatMap(([part, schema]) =>
    namesOf(schema).map((name) => ({
      part,
      name,
      isKnown: Object.hasOwn(naming, name) || Object.hasOwn(neutral, name),
    })),
  );
}

function namesOf(schema: unknown): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The same request twice: with one's own ids throughout, and with the other's. */
export function ownAndForeign(route: Route, own: Ids, foreign: Ids, form = 0): { own: Fields; foreign: Fields } {
  return { own: filled(route, own, 'a', form), foreign: filled(route, foreign, 'b', form) };
}

function filled(route: Route, ids: Ids, side: string, form: number): Fields {
  const fields: Fields = { params: {}, query: {}, body: {} };
  for (const { part, name } of fieldsOf(route, form)) {
    const value = naming[name] ? naming[name](ids, route, side) : neutral[name];
    if (value !== undefined) fields[part][name] = value;
  }
  if (route.body === 'events') fields.body = eventOf(side);
  if (route.body === 'file') fields.body = { source: `source-${side}` };
  return fields;
}

/** A request to a route with these fields. */
export function request(route: Route, fields: Fields, headers: Record<string, string>): InjectOptions {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(fields.params[name])),
  );
  const query = new URLSearchParams(
    Object.entries(fields.query).flatMap(([key, value]) =>
      (Array.isArray(value) ? value : [value]).map((each): [string, string] => [key, String(each)]),
    ),
  );
  const address = `${route.root ? '' : '/api/v1'}${path}`;
  if (route.body === 'file') {
    const form = formOf('Agent,Date,Rating\nstolen,2026-11-22,5\n', fields.body as Record<string, string>);
    return { method: route.method, url: address, headers: { ...headers, ...form.headers }, payload: form.payload };
  }
  return {
    method: route.method,
    url: query.size > 0 ? `${address}?${query}` : address,
    headers: { ...headers, ...(route.body && { 'content-type': 'application/json' }) },
    ...(route.body && { payload: JSON.stringify(fields.body) }),
  };
}

/** An event that names what the side has, and claims to be its workspace's. */
function eventOf(side: string): Record<string, unknown> {
  return {
    id: 'stolen',
    type: 'message.sent',
    at: '2026-11-22T11:30:00Z',
    author: 'customer',
    messageId: 'stolen',
    conversationId: `conversation-${side}-0`,
    workspaceId: 2,
    workspace_id: 2,
    text: 'stolen',
  };
}
