import type { KnownColumns, SentEventMapping } from './columns.ts';
import { ownerFields, ratingEvent } from './shared.ts';
import { timeOf } from './times.ts';

/** A satisfaction report: a row an answer. Null where the table is none. */
export function ratingsMapping(columns: KnownColumns): SentEventMapping[] | null {
  if (!columns.has('rating')) return null;
  const at = timeOf(columns, 'at', 'closed', 'lastMessage', 'firstMessage');
  if (at === undefined) return null;
  const id = columns.name('conversation', 'session', 'link');
  const conversation = id === undefined ? undefined : `{${id}}`;
  const event = ratingEvent(columns, { at, conversation, owner: ownerFields(columns) });
  return event === null ? [] : [event];
}
