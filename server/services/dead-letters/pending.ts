import type { ErrorCode } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { ReplayedLetter } from '../../ingest/types.ts';
import { readCursor, writeCursor } from '../cursors.ts';
import { instant, letterParams, letterPlace, lettersWhere, type ReplayRequest } from './letters.ts';

export interface PendingLetter extends ReplayedLetter {
  /** The JSON that was sent. */
  raw: string;
}

const lettersPerCall = 2_000;
/** Bytes of what was sent that one call reads back, unless a single letter is longer. */
const bytesPerCall = 16_000_000;

type Row = [string, number, string, ErrorCode, string, string, number, number];

/**
 * The letters that are not replayed yet, oldest first, as many as one call takes. `nextCursor` is where
 * a filter goes on; null when nothing is left. Throws RidaError('invalidRequest') for a foreign cursor.
 */
export async function readPending(
  request: ReplayRequest,
  context: Context,
): Promise<{ letters: PendingLetter[]; nextCursor: string | null }> {
  const found = await findPending(request, context);
  const taken = withinBytes(found.slice(0, lettersPerCall));
  const raws = await readRaws(taken, context);
  const letters = taken.map(([letterId, receivedAt, source, code, params, customerKey, , importId]) => ({
    letterId,
    receivedAt,
    source,
    code,
    params: letterParams(params),
    customerKey,
    importId,
    raw: raws.get(letterId) ?? '',
  }));
  const last = found.length > taken.length ? taken.at(-1) : undefined;
  return { letters, nextCursor: last ? writeCursor([last[1], last[0]]) : null };
}

async function findPending(request: ReplayRequest, { warehouse, now }: Context): Promise<Row[]> {
  const { condition, params } = lettersWhere('filter' in request ? request.filter : {}, now());
  const cursor = 'filter' in request ? request.cursor : undefined;
  const [cursorAt, cursorId] = cursor === undefined ? [0, ''] : readCursor(cursor, letterPlace);
  const ids = 'ids' in request ? request.ids : [];
  return warehouse.rows<Row>(
    `SELECT letter_id, toUnixTimestamp64Milli(received), source, code, params, customer_key, length(raw), import_id
     FROM dead_letters FINAL
     WHERE NOT replayed AND raw != '' AND ${condition} ${'ids' in request ? 'AND letter_id IN {ids:Array(String)}' : ''}
       AND (received, letter_id) > (${instant('cursorAt')}, {cursorId:String})
     ORDER BY received, letter_id
     LIMIT {limit:UInt32}`,
    { ...params, cursorAt, cursorId, ids, limit: lettersPerCall + 1 },
  );
}

function withinBytes(rows: readonly Row[]): Row[] {
  let bytes = 0;
  const end = rows.findIndex(([, , , , , , length], i) => (bytes += length) > bytesPerCall && i > 0);
  return end < 0 ? [...rows] : rows.slice(0, end);
}

async function readRaws(rows: readonly Row[], { warehouse }: Context): Promise<Map<string, string>> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return new Map();
  const found = await warehouse.rows<[string, string]>(
    `SELECT letter_id, raw FROM dead_letters FINAL
     WHERE received >= ${instant('from')} AND received <= ${instant('to')} AND letter_id IN {ids:Array(String)}`,
    { from: first[1], to: last[1], ids: rows.map(([letterId]) => letterId) },
  );
  return new Map(found);
}
