import type { EventFields, ReadResult } from '../../contract/read-event.ts';
import type { EventBody } from '../../core/events/types.ts';
import { storableJson } from '../../core/language/storable.ts';
import type { PersonKeys } from './keys.ts';
import type { CustomerPart, NamePart, PrivatePart } from './types.ts';

export interface SplitEvent {
  body: EventBody;
  privatePart: PrivatePart | null;
  customer: CustomerPart | null;
  name: NamePart | null;
}

/**
 * Divides an event into what figures are computed from and what only people may see. The body gets
 * keyed hashes in place of the customer's and the visitor's id, and never a text, a name, a contact
 * detail, a link or a field that we do not know.
 */
export function splitEvent(read: ReadResult, keys: PersonKeys): SplitEvent {
  const customer = customerPart(read.fields.customer, keys);
  return {
    body: bodyOf(read, customer, keys),
    privatePart: privatePartOf(read),
    customer,
    name: namePart(read),
  };
}

function bodyOf(read: ReadResult, customer: CustomerPart | null, keys: PersonKeys): EventBody {
  const {
    id: _id,
    type: _type,
    at: _at,
    source: _source,
    revision: _revision,
    sequence: _sequence,
    history: _history,
    text: _text,
    comment: _comment,
    url: _url,
    name: _name,
    email: _email,
    phone: _phone,
    author,
    customer: _customer,
    visitorId,
    value: _value,
    ...structural
  } = read.fields;
  // The fields that are left are the body's, each there or absent.
  const body = structural as EventBody;
  if (read.type === 'message.sent') {
    body.author = author as NonNullable<EventBody['author']>;
    body.messageId ??= read.id;
  }
  if (read.type === 'mention.posted') body.mentionId ??= read.id;
  if (read.rating !== undefined) body.value = read.rating;
  if (visitorId !== undefined) body.visitorKey = keys.keyOf(visitorId);
  if (customer) body.customerKey = customer.customerKey;
  if (customer?.language && body.language === undefined) body.language = customer.language;
  return body;
}

function privatePartOf({ type, fields, extra }: ReadResult): PrivatePart | null {
  const { text = '', comment = '', url = '' } = fields;
  const details = { ...personalDetails(type, fields), ...extra };
  const json = Object.keys(details).length > 0 ? JSON.stringify(storableJson(details)) : '';
  return text || comment || url || json ? { text, comment, url, extra: json } : null;
}

/** Contact details of an agent and the author of a mention have no column of their own. */
function personalDetails(type: ReadResult['type'], { email, phone, author }: EventFields): Record<string, string> {
  return {
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(author !== undefined && type !== 'message.sent' && { author }),
  };
}

function customerPart(sent: EventFields['customer'], keys: PersonKeys): CustomerPart | null {
  if (!sent) return null;
  const { id, name = '', phone = '', email = '', language = '' } = sent;
  return { customerKey: keys.keyOf(id), customerId: id, name, phone, email, language };
}

function namePart({ type, fields }: ReadResult): NamePart | null {
  const { name, agentId, teamId } = fields;
  if (!name) return null;
  if (type === 'agent.described' && agentId) return { kind: 'agent', subjectId: agentId, name };
  if (type === 'team.described' && teamId) return { kind: 'team', subjectId: teamId, name };
  return null;
}
