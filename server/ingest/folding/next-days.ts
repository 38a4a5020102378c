import { streamKind, streamParts } from '../../../core/events/streams.ts';
import { nextPresenceStream } from '../../../core/sessions/presence.ts';
import type { DueEntry } from './lanes.ts';
import { entryOf, type FoldedStream, type StreamRef } from './protocol.ts';

const quarterMs = 15 * 60_000;

/** What an agent's day leaves held at midnight belongs to the day after: days to fold at once, and later. */
export function nextDays(streams: readonly FoldedStream[], at: number): { begun: StreamRef[]; due: DueEntry[] } {
  const begun: StreamRef[] = [];
  const due: DueEntry[] = [];
  for (const { workspaceId, stream, changed } of streams) {
    if (streamKind(stream) !== 'presence' || !changed) continue;
    const next = { workspaceId, stream: nextPresenceStream(stream) };
    const dayStart = Date.parse(`${streamParts(next.stream)[1]}T00:00:00Z`);
    if (dayStart <= at) begun.push(next);
    else due.push({ ...entryOf(next), at: dayStart + quarterMs });
  }
  return { begun, due };
}
