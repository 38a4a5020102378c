import { z } from 'zod';
import type { Period } from '../../../core/calendar/units.ts';
import type { Filters } from '../../../core/kpis/question.ts';
import { viewerOf } from '../../../core/kpis/viewer.ts';
import type { Context } from '../../context.ts';
import { filterConditions, periodConditions } from '../../warehouse/compile-conditions.ts';
import { viewerConditions } from '../../warehouse/compile-viewer.ts';
import { createParams } from '../../warehouse/params.ts';
import { pageOf, readCursor } from '../cursors.ts';
import { heldWords } from '../conversations/held-words.ts';
import { listedExtent, openCondition } from '../people/sight.ts';

export interface RatingPlacesQuery {
  period: Period;
  periodBy: 'answeredAt' | 'askedAt' | 'closedAt';
  filters: Filters;
  families: readonly string[] | null;
  satisfied: boolean | null;
  hasComment: boolean | null;
  /** Pattern that the comment holds. */
  comment: string | null;
  order: 'asc' | 'desc';
  limit: number;
  cursor: string | undefined;
}

export interface RatingPlace {
  stream: string;
  key: string;
}

export interface RatingPlaces {
  n: number;
  places: RatingPlace[];
  nextCursor: string | null;
}

const cursorPlace = z.tuple([z.int().min(-8.64e15).max(8.64e15), z.string().max(2_000), z.string().max(4_000)]);

/**
 * One page of ratings by the time they were given, and how many there are on all pages, of one moment. Only
 * ratings that the asker may read one by one; what is asked of comments holds for none that he may not
 * read. Throws RidaError('invalidRequest') for a foreign cursor.
 */
export async function readRatingPlaces(query: RatingPlacesQuery, context: Context): Promise<RatingPlaces> {
  const { sight } = context.actor;
  const params = createParams();
  const sign = query.order === 'asc' ? 1 : -1;
  const conditions = [
    ...viewerConditions('rating', viewerOf(context.workspace.id, sight), params),
    ...periodConditions('rating', { column: query.periodBy, ...query.period }, params),
    ...filterConditions('rating', query, params),
    ...(query.families === null ? [] : [`family IN ${params.add('Array(String)', query.families)}`]),
    ...(query.satisfied === null ? [] : [query.satisfied ? 'satisfied' : 'NOT satisfied']),
    openCondition(sight, listedExtent(sight), params),
  ];
  const pattern = params.add('String', query.comment ?? '');
  const ofComments = [
    ...(query.hasComment === null
      ? []
      : [`${query.hasComment ? '' : 'NOT '}${commented((comment) => `${comment} != ''`)}`]),
    ...(query.comment === null ? [] : [commented((comment) => `match(${comment}, ${pattern})`)]),
  ];
  if (ofComments.length > 0) ofComments.push(openCondition(sight, sight.sees.comments, params));
  const place = `(${sign} * toUnixTimestamp64Milli(at), stream, key)`;
  let after = 'true';
  if (query.cursor !== undefined) {
    const [at, stream, key] = readCursor(query.cursor, cursorPlace);
    after = `${place} > (${params.add('Int64', at)}, ${params.add('String', stream)}, ${params.add('String', key)})`;
  }
  const [row] = await context.warehouse.rows<[number, [number, string, string][]]>(
    `WITH listed AS (
       SELECT at, stream, key, event_source, event_id, agent_id, team_id FROM ratings FINAL WHERE ${conditions.join(' AND ')})
     SELECT count(), groupArraySortedIf(${query.limit + 1})(${place}, ${after})
     FROM listed WHERE ${ofComments.length === 0 ? 'true' : ofComments.join(' AND ')}`,
    { ...params.values },
  );
  const [n, found] = row ?? [0, []];
  const { rows, nextCursor } = pageOf(found, query.limit, (last) => last);
  return { n: Number(n), places: rows.map(([, stream, key]) => ({ stream, key })), nextCursor };
}

/** Ratings whose comment is so. */
function commented(holds: (comment: string) => string): string {
  return `((stream, event_source, event_id) IN ${heldWords('comment', holds)})`;
}
