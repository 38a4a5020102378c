import { maxRowsPerStatement, type Warehouse } from '../../warehouse/warehouse.ts';
import type { StreamRef } from './protocol.ts';

/** A stream that received something: when last, and how many rows, to see whether it is news. */
export interface TouchedStream extends StreamRef {
  lane: number;
  lastReceivedAt: number;
  rows: number;
}

type Row = [workspaceId: number, stream: string, lane: number, lastReceivedAt: number, rows: number];

/**
 * Streams of these lanes that received something since an instant, by the log's order of receipt. A
 * customer's are left out: what describes him changes no fact.
 */
export async function readTouchedStreams(
  warehouse: Warehouse,
  lanes: readonly number[],
  since: number,
): Promise<TouchedStream[]> {
  const touched: TouchedStream[] = [];
  let after: Row | null = null;
  for (;;) {
    const rows: Row[] = await warehouse.rows<Row>(
      'fold',
      `SELECT workspace_id, stream, any(lane) AS stream_lane, toUnixTimestamp64Milli(max(received)), count()
       FROM events
       WHERE received >= fromUnixTimestamp64Milli({since:Int64}) AND lane IN ({lanes:Array(UInt8)})
         AND NOT startsWith(stream, 'customer:')
       ${after === null ? '' : 'AND (workspace_id, stream) > ({workspace:UInt32}, {stream:String})'}
       GROUP BY workspace_id, stream ORDER BY workspace_id, stream LIMIT ${maxRowsPerStatement}`,
      { since, lanes: [...lanes], ...(after && { workspace: after[0], stream: after[1] }) },
    );
    for (const [workspaceId, stream, lane, lastReceivedAt, count] of rows) {
      touched.push({ workspaceId, stream, lane, lastReceivedAt, rows: count });
    }
    if (rows.length < maxRowsPerStatement) return touched;
    after = rows.at(-1) ?? null;
  }
}
