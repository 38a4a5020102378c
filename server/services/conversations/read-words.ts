import type { Context } from '../../context.ts';
import { maxRowsPerStatement } from '../../warehouse/warehouse.ts';

/** What is kept of an event's words; '' for none. */
export interface PrivateWords {
  text: string;
  comment: string;
}

type WordsRow = [stream: string, source: string, id: string, text: string, comment: string];

/**
 * The words of the events of some streams, those of its present revision (an event has a row for each import that
 * brought it, of which the table keeps the newest each), by `JSON.stringify([stream, source, id])`.
 * `which`: a condition on the table `private_events`, of our own words alone.
 */
export async function readWords(
  streams: readonly string[],
  { warehouse }: Context,
  which = 'true',
): Promise<Map<string, PrivateWords>> {
  const words = new Map<string, PrivateWords>();
  if (streams.length === 0) return words;
  let after: WordsRow | null = null;
  for (;;) {
    const rows: WordsRow[] = await warehouse.rows<WordsRow>(
      `SELECT stream, source, id, text, comment FROM private_events
       WHERE workspace_id = {workspaceId:UInt32} AND stream IN {streams:Array(String)} AND ${which}
       ${after === null ? '' : 'AND (stream, source, id) > ({stream:String}, {source:String}, {id:String})'}
       ORDER BY stream, source, id, rank DESC LIMIT 1 BY stream, source, id LIMIT ${maxRowsPerStatement}`,
      { streams: [...new Set(streams)], ...(after && { stream: after[0], source: after[1], id: after[2] }) },
    );
    for (const [stream, source, id, text, comment] of rows)
      words.set(JSON.stringify([stream, source, id]), { text, comment });
    if (rows.length < maxRowsPerStatement) return words;
    after = rows.at(-1) ?? null;
  }
}
