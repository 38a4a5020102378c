import type { KnownColumns, SentEventMapping } from './columns.ts';
import { channelField, customerFields, ownerFields, ratingEvent } from './shared.ts';
import { timeOf } from './times.ts';

/**
 * A customer-service report: a row a session, with when it began and how long its parts took. The customer's first
 * message, the assignment, the first reply and the end are told from these; null where the table is none.
 */
export function sessionsMapping(columns: KnownColumns): SentEventMapping[] | null {
  if (!columns.has('conversation', 'session', 'link')) return null;
  if (!columns.has('firstMessage') && !(columns.has('at') && columns.has('duration', 'closed', 'firstResponse')))
    return null;
  const begun = timeOf(columns, columns.has('firstMessage') ? 'firstMessage' : 'at');
  const conversationId = columns.name('conversation', 'session', 'link');
  if (begun === undefined || conversationId === undefined) return null;
  const conversation = `{${conversationId}}`;
  const id = `{${columns.name('session', 'conversation', 'link')}}`;
  const owner = ownerFields(columns);
  const isOwned = Object.keys(owner).length > 0;
  const events: SentEventMapping[] = [
    {
      type: 'conversation.started',
      id: `${id}:started`,
      at: begun,
      fields: {
        channel: channelField(columns, 'other'),
        ...customerFields(columns, conversation),
        ...columns.fields({ topic: ['topic'], url: ['link'] }),
      },
    },
    { type: 'message.sent', id: `${id}:first`, at: begun, fields: { author: { constant: 'customer' } } },
    ...(isOwned ? [{ type: 'conversation.assigned' as const, id: `${id}:assigned`, at: begun, fields: owner }] : []),
    ...repliesAndEnd(columns, id, begun, owner),
  ];
  const rated = timeOf(columns, 'at') ?? begun;
  const rating = ratingEvent(columns, { at: rated, conversation, owner });
  return withConversation(rating === null ? events : [...events, rating], conversationId);
}

/** The first reply, and the end: so long after it as solving took, at a time of its own, or after the whole session. */
function repliesAndEnd(
  columns: KnownColumns,
  id: string,
  begun: SentEventMapping['at'],
  owner: SentEventMapping['fields'],
): SentEventMapping[] {
  const response = columns.name('firstResponse');
  const events: SentEventMapping[] = [];
  if (response !== undefined) {
    events.push({
      type: 'message.sent',
      id: `${id}:reply`,
      at: { ...begun, plusSeconds: [response] },
      when: [{ column: response, isEmpty: false }],
      fields: { author: { constant: 'agent' }, ...owner },
    });
  }
  const byAgent = { by: { constant: 'agent' }, ...owner };
  const closed = timeOf(columns, 'closed');
  const [resolution, duration] = [columns.name('resolution'), columns.name('duration')];
  if (closed !== undefined) {
    const column = columns.name('closed') ?? '';
    events.push({
      type: 'conversation.closed',
      id: `${id}:closed`,
      at: closed,
      when: [{ column, isEmpty: false }],
      fields: byAgent,
    });
  } else if (resolution !== undefined && response !== undefined) {
    const known = [resolution, response].map((column) => ({ column, isEmpty: false }));
    events.push({
      type: 'conversation.closed',
      id: `${id}:closed`,
      at: { ...begun, plusSeconds: [response, resolution] },
      when: known,
      fields: byAgent,
    });
    if (duration !== undefined) events.push(endWithoutReply(id, begun, duration, resolution));
  } else if (duration !== undefined) {
    const when = [{ column: duration, isEmpty: false }];
    events.push({
      type: 'conversation.closed',
      id: `${id}:closed`,
      at: { ...begun, plusSeconds: [duration] },
      when,
      fields: byAgent,
    });
  }
  return events;
}

/** Nobody solved anything: it ended by itself. */
function endWithoutReply(
  id: string,
  begun: SentEventMapping['at'],
  duration: string,
  resolution: string,
): SentEventMapping {
  return {
    type: 'conversation.closed',
    id: `${id}:closed`,
    at: { ...begun, plusSeconds: [duration] },
    when: [
      { column: resolution, isEmpty: true },
      { column: duration, isEmpty: false },
    ],
    fields: { by: { constant: 'system' } },
  };
}

function withConversation(events: SentEventMapping[], column: string): SentEventMapping[] {
  return events.map((event) => ({ ...event, fields: { conversationId: { column }, ...event.fields } }));
}
