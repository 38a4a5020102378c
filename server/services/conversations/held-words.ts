/**
 * A table expression: the events (stream, source, id) of the streams in `listed` whose present words are so; `holds` makes
 * the condition on a column's words. The words are looked at first, where the engine does that fastest, and of what was
 * found only the newest revision counts.
 */
export function heldWords(column: 'text' | 'comment', holds: (words: string) => string): string {
  const workspace = 'workspace_id = {workspaceId:UInt32}';
  return `(SELECT stream, source, id FROM private_events
    WHERE ${workspace} AND (stream, source, id) IN (
      SELECT stream, source, id FROM private_events
      PREWHERE ${workspace} AND ${column} != '' AND ${holds(column)}
      WHERE stream IN (SELECT stream FROM listed))
    GROUP BY stream, source, id HAVING ${holds(`argMax(${column}, rank)`)})`;
}
