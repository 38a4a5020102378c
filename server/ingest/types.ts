import type { ErrorCode, ErrorParams } from '../../core/errors.ts';
import type { LogEvent } from '../../core/events/types.ts';

/** What an event says of people: stored apart from the log, erasable. '' for none. */
export interface PrivatePart {
  text: string;
  comment: string;
  url: string;
  /** JSON of the fields we do not know; '' for none. */
  extra: string;
}

export interface CustomerPart {
  customerKey: string;
  customerId: string;
  name: string;
  phone: string;
  email: string;
  language: string;
}

export interface NamePart {
  kind: 'agent' | 'team';
  subjectId: string;
  name: string;
}

/** One valid event, split into what figures need and what only people may see. */
export interface AcceptedEvent {
  /** Place in the request. */
  index: number;
  /** The import that brings it; 0 for none. */
  importId: number;
  event: LogEvent;
  /** `event.body` as the log stores it. */
  bodyJson: string;
  privatePart: PrivatePart | null;
  customer: CustomerPart | null;
  name: NamePart | null;
}

export interface RefusedEvent {
  index: number;
  /** The event's own id where one could be read. */
  id: string | null;
  letterId: string;
  importId: number;
  source: string;
  code: ErrorCode;
  params: ErrorParams;
  customerKey: string;
  raw: string;
  /** Sent as a back-fill. */
  history: boolean;
}

/** A dead letter whose event is in this batch: marked in the commit that takes the event. */
export interface ReplayedLetter {
  receivedAt: number;
  letterId: string;
  importId: number;
  source: string;
  code: ErrorCode;
  params: ErrorParams;
  customerKey: string;
}

/** All that one request (or one batch of an import) brings. */
export interface IngestBatch {
  workspaceId: number;
  receivedAt: number;
  /** Rough size in memory, in UTF-16 units: the intake bounds by it what waits. */
  size: number;
  accepted: AcceptedEvent[];
  refused: RefusedEvent[];
  replayed: ReplayedLetter[];
}

/** Given only when everything in it is on durable storage. Indexes are places in the request. */
export interface IngestReceipt {
  accepted: number;
  duplicate: number;
  duplicates: number[];
  rejected: { index: number; id: string | null; letterId: string; code: ErrorCode; params: ErrorParams }[];
}

/** Takes batches in; `submit` resolves after the commit that holds the batch. */
export interface Intake {
  /** A place in the queue for a request that is still to be read: see commit-queue.ts. */
  ticket(): number;
  /** Without a ticket the request comes last. */
  submit(batch: IngestBatch, ticket?: number): Promise<IngestReceipt>;
  /** Called with the new events of every commit as soon as the log holds them; perhaps twice with one. */
  onCommitted(listener: (events: readonly LogEvent[]) => void): void;
  /** These events are no longer in the log by this import: brought again, they are no repeats of it. */
  forget(digests: readonly string[], importId: number): void;
  /** Resolves when the newest events from before the start are known as such. */
  ready(): Promise<void>;
  /** Resolves when all that waited when it was called is committed or refused. */
  settled(): Promise<void>;
  /** Waits for what is queued, then stops. */
  stop(): Promise<void>;
}
