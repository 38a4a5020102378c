import type { EventType, LogEvent } from './types.ts';

/**
 * Place of each kind among events of one instant: what opens comes before what is said, what is said
 * before what ends, and opinions come last. Only kinds that share a stream are ever compared. Messages are ranked by author, see `kindRank`.
 */
const typeRank: Partial<Record<EventType, number>> = {
  'conversation.started': 0,
  'conversation.reopened': 1,
  'call.queued': 2,
  'agent.requested': 3,
  'conversation.unassigned': 4,
  'conversation.assigned': 5,
  'call.answered': 7,
  'conversation.escalated': 8,
  'conversation.labelled': 9,
  'call.held': 9,
  'call.resumed': 9,
  'conversation.returnedToBot': 10,
  'conversation.closed': 11,
  'call.ended': 11,
  'call.abandoned': 11,
  'window.expired': 12,
  'survey.suppressed': 13,
  'survey.sent': 14,
  'survey.delivered': 15,
  'survey.opened': 16,
  'survey.answered': 17,
  'visit.issued': 0,
  'visit.called': 1,
  'visit.served': 2,
  'visit.left': 3,
  'article.opened': 0,
  'article.searched': 1,
  'article.voted': 2,
  'article.left': 3,
  'mention.posted': 0,
  'mention.answered': 1,
};

const messageRank = { customer: 2, bot: 6, system: 6, agent: 7 } as const;

function kindRank(event: LogEvent): number {
  if (event.type === 'message.sent') return messageRank[event.body.author ?? 'system'];
  return typeRank[event.type] ?? 0;
}

/** Total order of the events of a stream: at, sequence, kind, source, id. Negative when `a` is first. */
export function compareEvents(a: LogEvent, b: LogEvent): number {
  return (
    a.at - b.at ||
    a.sequence - b.sequence ||
    kindRank(a) - kindRank(b) ||
    compareText(a.source, b.source) ||
    compareText(a.id, b.id)
  );
}

/**
 * Which of two contents under one id holds: the higher revision, then the higher digest. Positive when
 * `a` holds. It equals the order of the log's `rank` column, so a merge keeps what a fold chose.
 */
export function compareRank(a: LogEvent, b: LogEvent): number {
  return a.revision - b.revision || compareText(a.digest, b.digest);
}

/** Identity of an event within its stream. */
export function identityOf(event: LogEvent): string {
  return `${event.source}\u0000${event.id}`;
}

/** One event an id, the one that holds, in order. Does not change its argument. */
export function inOrder(events: readonly LogEvent[]): LogEvent[] {
  const held = new Map<string, LogEvent>();
  for (const event of events) {
    const id = identityOf(event);
    const other = held.get(id);
    if (other === undefined || compareRank(event, other) > 0) held.set(id, event);
  }
  return [...held.values()].sort(compareEvents);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
