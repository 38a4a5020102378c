import { eventLimits } from './event-limits.ts';
import { customer, eventSchemas, fieldsOf, isEventType, type ReadEvent } from './events.ts';
import { type EventType, eventTypes } from '../core/events/types.ts';
import { deeperThan } from '../core/language/storable.ts';
import { readRating } from '../core/surveys/read-rating.ts';
import { invalid, type Refusal, refusalOf, shortened, UnreadableLine } from './refusal.ts';

/** Every field that some type has, each perhaps there. */
export type EventFields = { [Field in FieldName<ReadEvent>]?: FieldValue<ReadEvent, Field> | undefined };
type FieldName<T> = T extends unknown ? keyof T : never;
type FieldValue<T, Field extends PropertyKey> = T extends unknown ? (Field extends keyof T ? T[Field] : never) : never;

export interface ReadResult {
  type: EventType;
  id: string;
  at: number;
  fields: EventFields;
  /** The raw answer of `survey.answered`, as its scale encodes it. */
  rating: number | undefined;
  /** The fields that the type does not know, as sent, neither deep nor long; undefined for none. */
  extra: Record<string, unknown> | undefined;
}

/** Reads one event as it was sent; a refusal names the first thing that is wrong with it. */
export function readEvent(raw: unknown, receivedAt: number): ReadResult | Refusal {
  if (raw instanceof UnreadableLine) {
    return invalid('event', raw.line, 'json', { position: raw.position });
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return invalid('event', raw, 'object');
  const sentType = 'type' in raw ? raw.type : undefined;
  if (sentType === undefined) return { code: 'missingField', params: { field: 'type' } };
  if (typeof sentType !== 'string') return invalid('type', sentType, 'text');
  if (!isEventType(sentType)) return { code: 'unknownEventType', params: { type: shortened(sentType) } };

  const read = eventSchemas[sentType].safeParse(raw);
  if (!read.success) return refusalOf(read.error.issues[0]!, raw);
  const fields: EventFields = read.data;
  const { id, at } = read.data;
  if (at < earliest || at > receivedAt + furthestAheadMs) {
    return { code: 'timeOutOfRange', params: { received: shortened('at' in raw ? raw.at : '') } };
  }
  const rating = ratingOf(fields);
  if (typeof rating === 'object') return rating;
  const extra = unknownFields(raw, sentType);
  return (extra && tooMuch(extra)) ?? { type: sentType, id, at, fields, rating, extra };
}

/** 2000-01-01T00:00Z: nothing older is believed to be meant. */
const earliest = 946_684_800_000;
/** A sender's clock may run this far ahead of ours. */
const furthestAheadMs = 600_000;

function ratingOf({ scale, value }: EventFields): number | undefined | Refusal {
  if (scale === undefined) return undefined;
  return readRating(scale, value) ?? { code: 'unknownLabel', params: { scale, received: shortened(value) } };
}

const knownFields = new Map(eventTypes.map((type) => [type, new Set(fieldsOf(type))]));
const customerFields = new Set(Object.keys(customer.shape));

function unknownFields(raw: object, type: EventType): Record<string, unknown> | undefined {
  const known = knownFields.get(type)!;
  const unknown = fieldsBeyond(raw, known);
  const ofCustomer =
    known.has('customer') && 'customer' in raw ? fieldsBeyond(Object(raw.customer), customerFields) : undefined;
  return unknown || ofCustomer ? { ...unknown, ...(ofCustomer && { customer: ofCustomer }) } : undefined;
}

function tooMuch(extra: Record<string, unknown>): Refusal | undefined {
  if (deeperThan(extra, eventLimits.depth)) return invalid('extra', extra, 'tooDeep', { limit: eventLimits.depth });
  return JSON.stringify(extra).length > eventLimits.extra
    ? invalid('extra', extra, 'tooLarge', { limit: eventLimits.extra })
    : undefined;
}

/** A copy without prototype, so that `__proto__` is a field like any other; undefined where all are known. */
function fieldsBeyond(raw: object, known: ReadonlySet<string>): Record<string, unknown> | undefined {
  let unknown: Record<string, unknown> | undefined;
  for (const key of Object.keys(raw)) {
    if (known.has(key)) continue;
    unknown ??= Object.create(null) as Record<string, unknown>;
    unknown[key] = Reflect.get(raw, key);
  }
  return unknown;
}
