import type { EventBody, EventType, LogEvent } from '../../../core/events/types.ts';
import type { Context } from '../../context.ts';

/** Rows that are read at once: a statement may not return many more. */
export const maxRowsPerRead = 20_000;

type EventRow = [
  source: string,
  id: string,
  revision: number,
  digest: string,
  received: number,
  at: number,
  sequence: number,
  type: EventType,
  history: boolean,
  body: string,
];

/** All events of one stream, repetitions too, in the order of the log; none for a stream that is not there. */
export async function readStreamEvents(stream: string, { warehouse, workspace }: Context): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  let after: EventRow | null = null;
  for (;;) {
    const rows: EventRow[] = await warehouse.rows<EventRow>(
      `SELECT source, id, revision, leftPad(lower(hex(digest)), 16, '0'), toUnixTimestamp64Milli(received),
         toUnixTimestamp64Milli(at), sequence, type, history, body
       FROM events
       WHERE workspace_id = {workspaceId:UInt32} AND stream = {stream:String}
       ${
         after === null
           ? ''
           : `AND (source, id, revision, digest) >
             ({source:String}, {id:String}, {revision:UInt32}, reinterpretAsUInt64(reverse(unhex({digest:String}))))`
       }
       ORDER BY source, id, revision, digest LIMIT ${maxRowsPerRead}`,
      {
        stream,
        ...(after && { source: after[0], id: after[1], revision: after[2], digest: after[3] }),
      },
    );
    for (const row of rows) events.push(eventOf(workspace.id, stream, row));
    if (rows.length < maxRowsPerRead) return events;
    after = rows.at(-1) ?? null;
  }
}

function eventOf(workspaceId: number, stream: string, row: EventRow): LogEvent {
  const [source, id, revision, digest, receivedAt, at, sequence, type, history, body] = row;
  const parsed = JSON.parse(body) as EventBody;
  return { workspaceId, stream, source, id, revision, digest, receivedAt, at, sequence, type, history, body: parsed };
}
