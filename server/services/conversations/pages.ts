import { z } from 'zod';
import { compareEvents } from '../../../core/events/order.ts';
import { authors, eventTypes, type LogEvent } from '../../../core/events/types.ts';
import type { ChronicledEvent } from '../../../core/sessions/chronicle.ts';
import { readCursor, writeCursor } from '../cursors.ts';

/** A stretch of a conversation's events. What begins in [from, to) belongs to the page. */
export interface Page {
  events: ChronicledEvent[];
  from: number;
  to: number;
  nextCursor: string | null;
}

const place = z.tuple([
  z.int().min(-8.64e15).max(8.64e15),
  z.int(),
  z.enum(eventTypes),
  z.enum(['', ...authors]),
  z.string().max(1_000),
  z.string().max(1_000),
]);

/**
 * The page that follows the event a cursor names, whether or not that event is still as it was. Instants are given to
 * one page each, so that what is listed by its beginning is on one page alone. Throws
 * RidaError('invalidRequest') for a foreign cursor.
 */
export function pageOf(
  events: readonly ChronicledEvent[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Page {
  const after = cursor === undefined ? null : placedEvent(cursor);
  const first = after === null ? 0 : firstAfter(events, after);
  const page = events.slice(first, first + limit);
  const next = events[first + limit];
  const last = page.at(-1);
  return {
    events: page,
    from: first === 0 ? Number.NEGATIVE_INFINITY : (page[0]?.event.at ?? Number.POSITIVE_INFINITY),
    to: next?.event.at ?? Number.POSITIVE_INFINITY,
    nextCursor: next === undefined || last === undefined ? null : cursorOf(last.event),
  };
}

function firstAfter(events: readonly ChronicledEvent[], after: LogEvent): number {
  const found = events.findIndex(({ event }) => compareEvents(after, event) < 0);
  return found === -1 ? events.length : found;
}

function cursorOf({ at, sequence, type, body, source, id }: LogEvent): string {
  return writeCursor([at, sequence, type, body.author ?? '', source, id]);
}

/** An event that has the place of the one named, and nothing else of it. */
function placedEvent(cursor: string): LogEvent {
  const [at, sequence, type, author, source, id] = readCursor(cursor, place);
  const body = author === '' ? {} : { author };
  const rest = { workspaceId: 0, stream: '', revision: 0, digest: '', receivedAt: 0, history: false };
  return { ...rest, at, sequence, type, source, id, body };
}
