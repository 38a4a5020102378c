import { hash } from 'node:crypto';
import { type ReadResult, readEvent } from '../../contract/read-event.ts';
import type { Refusal } from '../../contract/refusal.ts';
import { streamOf } from '../../core/events/streams.ts';
import type { LogEvent } from '../../core/events/types.ts';
import { deadLetter } from './dead-letter.ts';
import { type PersonKeys, personKeys } from './keys.ts';
import { type SplitEvent, splitEvent } from './split.ts';
import type { AcceptedEvent, IngestBatch } from './types.ts';

export interface Sender {
  workspaceId: number;
  /** Keys people's ids and the content hash; see `PersonKeys`. */
  secret: string;
  /** The source of events that name none. */
  source: string;
  /** The import that the events are part of; 0 for none. */
  importId?: number;
  /** When the request came, epoch ms. */
  now: number;
}

/**
 * Validates each event alone and divides the good ones into log and private parts; the others become
 * dead letters with a reason. Never throws for anything that was sent.
 */
export function accept(raw: readonly unknown[], sender: Sender): IngestBatch {
  const keys = personKeys(sender.secret);
  const batch: IngestBatch = {
    workspaceId: sender.workspaceId,
    receivedAt: sender.now,
    size: 0,
    accepted: [],
    refused: [],
    replayed: [],
  };
  for (const [index, sent] of raw.entries()) {
    const read = readEvent(sent, sender.now);
    const event = 'code' in read ? read : acceptedEvent(index, read, sender, keys);
    if ('code' in event) {
      const letter = deadLetter(sent, index, event, sender);
      batch.refused.push(letter);
      batch.size += letter.raw.length + overhead;
    } else {
      batch.accepted.push(event);
      batch.size += event.bodyJson.length + privateLength(event) + overhead;
    }
  }
  return batch;
}

/** What an event's object, ids and places in queues take besides its texts. */
const overhead = 400;

function acceptedEvent(index: number, read: ReadResult, sender: Sender, keys: PersonKeys): AcceptedEvent | Refusal {
  const { type, id, at, fields } = read;
  const parts = splitEvent(read, keys);
  const stream = streamOf(type, at, parts.body);
  if (stream === null) return { code: 'missingField', params: { field: 'conversationId' } };
  const event: LogEvent = {
    workspaceId: sender.workspaceId,
    stream,
    source: fields.source ?? sender.source,
    id,
    revision: fields.revision ?? 0,
    digest: '',
    receivedAt: sender.now,
    at,
    sequence: fields.sequence ?? 0,
    type,
    history: fields.history ?? false,
    body: parts.body,
  };
  const bodyJson = JSON.stringify(parts.body);
  event.digest = digestOf(event, bodyJson, parts, sender.secret);
  const { privatePart, customer, name } = parts;
  return { index, importId: sender.importId ?? 0, event, bodyJson, privatePart, customer, name };
}

/**
 * The content hash, 64 bits of SHA-256: equal for two deliveries of one event, whatever the order of
 * its fields and the time of receipt. It is keyed by the workspace's secret, so that it tells nothing
 * of an erased text. NUL divides the parts, as no stored text holds one.
 */
function digestOf(event: LogEvent, bodyJson: string, parts: SplitEvent, secret: string): string {
  const { workspaceId, stream, source, id, revision, at, sequence, type, history } = event;
  const { privatePart, customer, name } = parts;
  const content = [
    secret,
    workspaceId,
    stream,
    source,
    id,
    revision,
    at,
    sequence,
    type,
    history,
    bodyJson,
    privatePart ? JSON.stringify(privatePart) : '',
    customer ? JSON.stringify(customer) : '',
    name?.name ?? '',
  ].join('\0');
  return hash('sha256', content, 'hex').slice(0, 16);
}

function privateLength({ privatePart, customer }: AcceptedEvent): number {
  if (!privatePart) return customer ? customer.name.length : 0;
  return privatePart.text.length + privatePart.comment.length + privatePart.url.length + privatePart.extra.length;
}
