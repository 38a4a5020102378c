import type { ErrorCode } from '../../../core/errors.ts';
import type { Sight } from '../../../core/people/roles.ts';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../cursors.ts';
import {
  instant,
  type LetterFilter,
  letterParams,
  letterPlace,
  type LetterReason,
  lettersWhere,
  readsLetters,
  shownReason,
} from './letters.ts';

export interface LetterQuery extends LetterFilter {
  replayed?: boolean | undefined;
  limit: number;
  cursor?: string | undefined;
}

export interface DeadLetter extends LetterReason {
  letterId: string;
  /** Epoch ms. */
  receivedAt: number;
  source: string;
  /** What was sent, its first 4,000 characters; '' once it was replayed, and for who may not read it. */
  raw: string;
  rawLength: number;
  replayed: boolean;
}

type Row = [string, number, string, ErrorCode, string, string, number, boolean];

/** Refused events of the last 30 days, newest first. Throws RidaError('invalidRequest') for a foreign cursor. */
export async function listDeadLetters(
  query: LetterQuery,
  { warehouse, now, actor }: Context,
): Promise<{ deadLetters: DeadLetter[]; nextCursor: string | null }> {
  const { condition, params } = lettersWhere(query, now());
  const conditions = [condition];
  if (query.replayed !== undefined) conditions.push(query.replayed ? 'replayed' : 'NOT replayed');
  if (query.cursor !== undefined)
    conditions.push(`(received, letter_id) < (${instant('cursorAt')}, {cursorId:String})`);
  const [cursorAt, cursorId] = query.cursor === undefined ? [0, ''] : readCursor(query.cursor, letterPlace);
  const found = await warehouse.rows<Row>(
    `SELECT letter_id, toUnixTimestamp64Milli(received), source, code, params, substringUTF8(raw, 1, 4000),
       lengthUTF8(raw), replayed
     FROM dead_letters FINAL
     WHERE ${conditions.join(' AND ')}
     ORDER BY received DESC, letter_id DESC
     LIMIT {limit:UInt32}`,
    { ...params, cursorAt, cursorId, limit: query.limit + 1 },
  );
  const { rows, nextCursor } = pageOf(found, query.limit, ([letterId, receivedAt]) => [receivedAt, letterId]);
  return { deadLetters: rows.map((row) => shownTo(actor.sight, letterOf(row))), nextCursor };
}

function shownTo(sight: Sight, letter: DeadLetter): DeadLetter {
  return { ...letter, ...shownReason(letter, sight), raw: readsLetters(sight) ? letter.raw : '' };
}

function letterOf([letterId, receivedAt, source, code, params, raw, rawLength, replayed]: Row): DeadLetter {
  return { letterId, receivedAt, source, code, params: letterParams(params), raw, rawLength, replayed };
}
