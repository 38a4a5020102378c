import type { EventBody, EventType, LogEvent } from '../../../core/events/types.ts';
import type { StreamRef } from './protocol.ts';

/**
 * An event as one text. Streams are kept in memory by the hundred thousand and go from thread to thread:
 * one text costs a fraction of an object with a dozen values, in bytes and in what the collector follows.
 */
export type PackedEvent = string;

/** What is packed; a log row's `body` is JSON already. */
export type Packable = Omit<LogEvent, 'workspaceId' | 'stream' | 'body'>;

type Packed = [
  source: string,
  id: string,
  revision: number,
  digest: string,
  receivedAt: number,
  at: number,
  sequence: number,
  type: EventType,
  history: boolean,
  body: EventBody,
];

export function packEvent(event: Packable, bodyJson: string): PackedEvent {
  const { source, id, revision, digest, receivedAt, at, sequence, type, history } = event;
  const head = JSON.stringify([source, id, revision, digest, receivedAt, at, sequence, type, history]);
  return `${head.slice(0, -1)},${bodyJson}]`;
}

/** The event of a stream that was packed. */
export function unpackEvent(packed: PackedEvent, { workspaceId, stream }: StreamRef): LogEvent {
  const [source, id, revision, digest, receivedAt, at, sequence, type, history, body] = JSON.parse(packed) as Packed;
  return { workspaceId, stream, source, id, revision, digest, receivedAt, at, sequence, type, history, body };
}
