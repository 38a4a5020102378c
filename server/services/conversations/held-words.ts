/** Makes the condition that a column's words are so. */
export type Holds = (words: string) => string;

const workspace = 'workspace_id = {workspaceId:UInt32}';

/** More events than this with the words would need more memory than one statement may have. */
export const mostFound = 300_000;

/**
 * A table expression: the events (stream, source, id) of the streams in `listed` whose present words are so. The words
 * are looked at first, where the engine does that fastest, and of what was found only the newest revision counts.
 */
export function heldWords(column: 'text' | 'comment', holds: Holds): string {
  return `(SELECT stream, source, id FROM private_events
    WHERE ${workspace} AND (stream, source, id) IN (
      SELECT stream, source, id ${everHeld(column, holds)})
    GROUP BY stream, source, id HAVING argMax(${holds(column)}, rank))`;
}

/** Whether more than `mostFound` events ever had such words: the engine stops counting there. */
export function foundTooMany(column: 'text' | 'comment', holds: Holds): string {
  return `SELECT count() > ${mostFound} FROM (SELECT 1 ${everHeld(column, holds)} LIMIT ${mostFound + 1})`;
}

function everHeld(column: 'text' | 'comment', holds: Holds): string {
  return `FROM private_events PREWHERE ${workspace} AND ${column} != '' AND ${holds(column)}
    WHERE stream IN (SELECT stream FROM listed)`;
}
