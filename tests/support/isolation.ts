import { z } from 'zod';
import type { Route } from '../../contract/route.ts';

/** What is sent to a route, part by part. */
export interface Fields {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
}

/** One workspace's ids that the other may try. */
export interface Ids {
  workspaceId: number;
  keyId: string;
  erasureId: string;
  letterIds: string[];
  cursors: Record<string, string>;
}

type Sample = (ids: Ids, route: Route, side: string) => unknown;

/** Names things: every value that belongs to a workspace. */
const naming: Record<string, Sample> = {
  workspaceId: ({ workspaceId }) => String(workspaceId),
  keyId: ({ keyId }) => keyId,
  erasureId: ({ erasureId }) => erasureId,
  ids: ({ letterIds }) => letterIds.slice(0, 3),
  cursor: ({ cursors }, { id }) => cursors[id],
  source: (_ids, { method }, side) => (method === 'GET' ? 'test' : `source-${side}`),
  filter: () => ({ source: 'test' }),
  agent: (_ids, _route, side) => [`agent-${side}`],
  team: (_ids, _route, side) => [`team-${side}`],
  topic: (_ids, _route, side) => [`topic-${side}`],
  filters: (_ids, _route, side) => ({ agent: [`agent-${side}`] }),
};

/** Names nothing of anybody: the same value from both sides. */
const neutral: Record<string, unknown> = {
  from: undefined,
  to: undefined,
  limit: '5',
  code: 'unknownEventType',
  replayed: 'false',
  email: 'somebody@example.com',
  password: 'a quiet long password',
  currentPassword: 'a quiet long password',
  newPassword: 'another quiet password',
  token: 'x'.repeat(43),
  everywhere: false,
  name: 'A name',
  zone: 'Asia/Riyadh',
  locale: 'fa',
  scopes: ['reports:read'],
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
  calendar: 'persian',
  periodBy: 'endedAt',
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
      'subject',
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
  return fields;
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
