import type { ZodType } from 'zod';
import { RidaError } from '../../core/errors.ts';

/** A place in a list as a client hands it back: opaque to the client, checked when it returns. */
export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * A page of a list that was asked for one row more than a page holds: the row too many says that there is a next
 * page, whose cursor names the last row of this one.
 */
export function pageOf<Row>(
  found: readonly Row[],
  limit: number,
  placeOf: (last: Row) => readonly (string | number)[],
): { rows: Row[]; nextCursor: string | null } {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, nextCursor: last === undefined ? null : writeCursor(placeOf(last)) };
}

/** The place that a cursor names. Throws RidaError('invalidRequest') for what is not of this list. */
export function readCursor<Place>(cursor: string, place: ZodType<Place>): Place {
  const read = place.safeParse(parsed(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!read.success) throw new RidaError('invalidRequest', { field: 'query.cursor', rule: 'not_a_cursor' });
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
