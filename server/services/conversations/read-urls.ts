import type { Context } from '../../context.ts';

/** Addresses of conversations in the systems they came from, by stream: the newest that was told. */
export async function readUrls(streams: readonly string[], { warehouse }: Context): Promise<Map<string, string>> {
  if (streams.length === 0) return new Map();
  const rows = await warehouse.rows<[string, string]>(
    `SELECT stream, argMax(url, (received, rank)) FROM private_events
     WHERE workspace_id = {workspaceId:UInt32} AND stream IN {streams:Array(String)} AND url != ''
     GROUP BY stream`,
    { streams: [...new Set(streams)] },
  );
  return new Map(rows);
}
