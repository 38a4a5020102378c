import type { EventBody, EventType } from './types.ts';

const msPerDay = 86_400_000;

/** UTC day of an instant (epoch ms), as `2026-11-22`. */
export function utcDay(at: number): string {
  return new Date(Math.floor(at / msPerDay) * msPerDay).toISOString().slice(0, 10);
}

/**
 * The stream an event belongs to: everything that must be folded together. Design §2, step 3.
 * Returns null when the event names nothing to belong to (a missing id is the caller's refusal).
 */
export function streamOf(type: EventType, at: number, body: EventBody): string | null {
  const { conversationId } = body;
  switch (type.slice(0, type.indexOf('.'))) {
    case 'conversation':
    case 'message':
    case 'window':
      return named('conversation', conversationId);
    case 'survey':
      return conversationId !== undefined
        ? named('conversation', conversationId)
        : named('rating', body.invitationId ?? body.ratingId);
    case 'call':
      return conversationId !== undefined ? named('conversation', conversationId) : named('call', body.callId);
    case 'agent':
      return agentStream(type, at, body);
    case 'team':
      return named('team', body.teamId);
    case 'customer':
      return named('customer', body.customerKey);
    case 'visit':
      return joined('visit', body.siteId, body.businessDay, body.ticket);
    case 'article':
      return joined('article', body.visitorKey, utcDay(at));
    case 'mention':
      return named('mention', body.mentionId);
    default:
      return null;
  }
}

/** The stream in which a customer's contacts are chained, and to which what describes him belongs. */
export function customerStream(customerKey: string): string {
  return `customer:${customerKey}`;
}

/** Whose stream a customer's is. */
export function customerKeyOfStream(stream: string): string {
  return stream.slice(stream.indexOf(':') + 1);
}

/** Whether a stream is a customer's: it is folded from facts, not from its events. */
export function isCustomerStream(stream: string): boolean {
  return streamKind(stream) === 'customer';
}

function agentStream(type: EventType, at: number, body: EventBody): string | null {
  if (type === 'agent.requested') return named('conversation', body.conversationId);
  if (type === 'agent.described') return named('agent', body.agentId);
  return body.agentId ? presenceStream(body.agentId, utcDay(at)) : null;
}

/** The stream of an agent's presence on a UTC day (`2026-11-22`). */
export function presenceStream(agentId: string, day: string): string {
  return ['presence', escaped(agentId), escaped(day)].join(':');
}

function named(kind: string, id: string | undefined): string | null {
  return id ? `${kind}:${id}` : null;
}

/** A name of several ids; each is escaped, so that no two lists of ids share a name. */
function joined(kind: string, ...ids: (string | undefined)[]): string | null {
  return ids.every(Boolean) ? [kind, ...ids.map((id = '') => escaped(id))].join(':') : null;
}

function escaped(part: string): string {
  return part.replace(/[%:]/g, (mark) => encodeURIComponent(mark));
}

/** The parts that a name of several was made of, without its kind: an agent and a day, a site, a day and a ticket. */
export function streamParts(stream: string): string[] {
  const parts = stream.split(':').slice(1);
  return parts.map((part) => part.replace(/%25|%3A/g, (escape) => decodeURIComponent(escape)));
}

/** The part before the first colon: which fold a stream has. */
export function streamKind(stream: string): string {
  return stream.slice(0, stream.indexOf(':'));
}

export const laneCount = 64;

/** Lane of a stream, 0 … 63: FNV-1a over UTF-16 units, the same in every process for ever. */
export function laneOf(workspaceId: number, stream: string): number {
  let hash = 0x811c9dc5 ^ workspaceId;
  for (let i = 0; i < stream.length; i++) {
    hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 8) % laneCount;
}
