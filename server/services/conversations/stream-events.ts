import type { LogEvent } from '../../../core/events/types.ts';
import type { Context } from '../../context.ts';
import { unpackEvent } from '../../ingest/folding/packed-event.ts';
import { storedEvents } from '../../ingest/folding/stored-streams.ts';

/** All events of one stream, repetitions too, in the order of the log; none for a stream that is not there. */
export async function readStreamEvents(stream: string, { warehouse, workspace }: Context): Promise<LogEvent[]> {
  const read: Parameters<typeof storedEvents>[0] = (sql, params) => warehouse.rows(sql, params);
  const events: LogEvent[] = [];
  for await (const { event } of storedEvents(read, workspace.id, [stream]))
    events.push(unpackEvent(event, { workspaceId: workspace.id, stream }));
  return events;
}
