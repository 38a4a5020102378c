import type { ZodType } from 'zod';
import { RidaError } from '../../core/errors.ts';

/** A place in a list as a client hands it back: opaque to the client, checked when it returns. */
export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
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
