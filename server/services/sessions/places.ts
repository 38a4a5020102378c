import { z } from 'zod';
import type { Period } from '../../../core/calendar/units.ts';
import type { Filters } from '../../../core/kpis/question.ts';
import type { FactName } from '../../../core/sessions/facts.ts';
import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { filterConditions, periodConditions } from '../../warehouse/compile-conditions.ts';
import { type Params, createParams } from '../../warehouse/params.ts';
import { pageOf, readCursor } from '../cursors.ts';
import { listedExtent, openCondition } from '../people/sight.ts';
import { readJoins } from '../../database/joins.ts';
import { type SearchSql, searchSql, type Words } from './words.ts';

/** A session's kind in lists: of agents, begun by an agent and not answered, or of the bot. */
export const sessionKinds = ['agent', 'outbound', 'bot'] as const;
export type SessionKind = (typeof sessionKinds)[number];

export interface PlacesQuery {
  period: Period;
  periodBy: 'startedAt' | 'endedAt';
  kinds: readonly SessionKind[];
  filters: Filters;
  words: Words | null;
  order: 'asc' | 'desc';
  limit: number;
  cursor: string | undefined;
}

/** Where a row is in its fact table. */
export interface Place {
  startedAt: number;
  stream: string;
  key: string;
  fact: 'session' | 'assignment';
  sessionId: string;
}

export interface PlacesPage {
  /** Rows on all pages together. */
  n: number;
  places: Place[];
  nextCursor: string | null;
}

type PlaceRow = [sorted: number, stream: string, key: string, fact: string, sessionId: string];

const cursorPlace = z.tuple([
  z.int().min(-8.64e15).max(8.64e15),
  z.string().max(2_000),
  z.string().max(4_000),
  z.enum(['session', 'assignment']),
]);

/**
 * One page of session rows by the start of their session, and how many there are on all pages, of one
 * moment: both come from one statement. `rows`: a row an owner (`owners`) or a row a session (`sessions`).
 * Ties go by stream and key, so that an order is always the same. Only rows that the asker may list.
 * Throws RidaError('invalidRequest') for a foreign cursor and for words that are too common.
 */
export async function readPlaces(
  query: PlacesQuery,
  rows: 'owners' | 'sessions',
  context: Context,
): Promise<PlacesPage> {
  const params = createParams();
  const sign = query.order === 'asc' ? 1 : -1;
  const branches = rows === 'owners' ? ownerBranches(query, params, context) : [sessionBranch(query, params, context)];
  const search =
    query.words === null ? null : searchSql(query.words, await readJoins(context.database), params, context);
  const sorted = `(${sign} * toUnixTimestamp64Milli(started), stream, key, fact, session_id)`;
  const after = query.cursor === undefined ? 'true' : afterCondition(query.cursor, sign, params);
  const listed = `listed AS (${branches.join(' UNION ALL ')})`;
  const tables = [listed, ...(search?.tables ?? [])];
  if (search !== null) await refuseTooCommon(search, listed, params, context);
  const [row] = await context.warehouse.rows<[number, PlaceRow[]]>(
    `WITH ${tables.join(', ')}
     SELECT count(), groupArraySortedIf(${query.limit + 1})(${sorted}, ${after})
     FROM listed ${search?.join ?? ''} WHERE ${search?.condition ?? 'true'}`,
    { ...params.values },
  );
  const [n, found] = row ?? [0, []];
  const { rows: page, nextCursor } = pageOf(found, query.limit, ([at, stream, key, fact]) => [at, stream, key, fact]);
  return {
    n: Number(n),
    places: page.map(([at, stream, key, fact, sessionId]) => ({
      startedAt: sign * at,
      stream,
      key,
      fact: fact === 'session' ? 'session' : 'assignment',
      sessionId,
    })),
    nextCursor,
  };
}

/** Throws RidaError('invalidRequest') for words that were said in more places than a statement has memory for. */
async function refuseTooCommon(
  { tooCommon }: SearchSql,
  listed: string,
  params: Params,
  { warehouse }: Context,
): Promise<void> {
  if (tooCommon === null) return;
  const [row] = await warehouse.rows<[number | boolean]>(`WITH ${listed} ${tooCommon}`, { ...params.values });
  if (row?.[0]) throw new RidaError('invalidRequest', { field: 'query.q', rule: 'too_common' });
}

function afterCondition(cursor: string, sign: 1 | -1, params: Params): string {
  const [at, stream, key, fact] = readCursor(cursor, cursorPlace);
  const place = [params.add('Int64', at), ...[stream, key, fact].map((text) => params.add('String', text))];
  return `(${sign} * toUnixTimestamp64Milli(started), stream, key, fact) > (${place.join(', ')})`;
}

/** Assignments for sessions of agents; those of the bot, which nobody owns, stand for themselves. */
function ownerBranches(query: PlacesQuery, params: Params, context: Context): string[] {
  const { kinds, filters } = query;
  const outbound = kindCondition(kinds);
  const branches: string[] = [];
  if (outbound !== null) branches.push(branch('assignment', 'session_started_at', [outbound], query, params, context));
  if (kinds.includes('bot') && filters.outcome === undefined)
    branches.push(branch('session', 'at', [`kind = 'bot'`], query, params, context));
  return branches.length > 0
    ? branches
    : [branch('assignment', 'session_started_at', ['false'], query, params, context)];
}

function kindCondition(kinds: readonly SessionKind[]): string | null {
  if (kinds.includes('agent')) return kinds.includes('outbound') ? 'true' : 'NOT outbound';
  return kinds.includes('outbound') ? 'outbound' : null;
}

function sessionBranch(query: PlacesQuery, params: Params, context: Context): string {
  const outbound = kindCondition(query.kinds);
  const kinds = [
    ...(outbound === null ? [] : [`(kind = 'agent' AND ${outbound})`]),
    ...(query.kinds.includes('bot') ? [`kind = 'bot'`] : []),
  ];
  return branch('session', 'at', [kinds.length > 0 ? `(${kinds.join(' OR ')})` : 'false'], query, params, context);
}

const startColumns = { session: 'startedAt', assignment: 'sessionStartedAt' } as const;
const tables = { session: 'sessions', assignment: 'assignments' } as const;

function branch(
  fact: keyof typeof tables & FactName,
  started: string,
  own: readonly string[],
  { period, periodBy, filters }: PlacesQuery,
  params: Params,
  { actor: { sight } }: Context,
): string {
  const column = periodBy === 'endedAt' ? 'endedAt' : startColumns[fact];
  const conditions = [
    'workspace_id = {workspaceId:UInt32}',
    ...periodConditions(fact, { column, ...period }, params),
    ...filterConditions(fact, { filters }, params),
    ...own,
    openCondition(sight, listedExtent(sight), params),
  ];
  return `SELECT ${started} AS started, stream, key, '${fact}' AS fact, session_id, conversation_id, customer_key,
      agent_id, team_id, topic, ended_at
    FROM ${tables[fact]} FINAL WHERE ${conditions.join(' AND ')}`;
}
