import { streamKind, streamParts } from '../../../core/events/streams.ts';
import type { Joins } from '../../../core/people/joins.ts';
import { nextPresenceStream, presenceTarget } from '../../../core/sessions/presence.ts';
import type { DueEntry } from './lanes.ts';
import { entryOf, type FoldedStream, type StreamRef } from './protocol.ts';

const quarterMs = 15 * 60_000;

/**
 * Days of presence that others leave something to: the day after, what is held at midnight; the day of the
 * person that an id was joined into, everything. Those to fold at once, and later.
 */
export function presenceAfter(
  streams: readonly FoldedStream[],
  joinsOf: (workspaceId: number) => Joins,
  at: number,
): { begun: StreamRef[]; due: DueEntry[] } {
  const begun: StreamRef[] = [];
  const due: DueEntry[] = [];
  for (const { workspaceId, stream, changed } of streams) {
    if (streamKind(stream) !== 'presence') continue;
    const target = presenceTarget(stream, joinsOf(workspaceId));
    if (target !== stream) begun.push({ workspaceId, stream: target });
    if (target !== stream || !changed) continue;
    const next = { workspaceId, stream: nextPresenceStream(stream) };
    const dayStart = Date.parse(`${streamParts(next.stream)[1]}T00:00:00Z`);
    if (dayStart <= at) begun.push(next);
    else due.push({ ...entryOf(next), at: dayStart + quarterMs });
  }
  return { begun, due };
}
