import { laneOf } from '../../core/events/streams.ts';
import type { LogEvent } from '../../core/events/types.ts';
import { SourceCounts } from './source-counts.ts';
import type { AcceptedEvent, IngestBatch, IngestReceipt, PrivatePart, RefusedEvent, ReplayedLetter } from './types.ts';

type Row = readonly unknown[];

/** Everything that one commit writes, and what it answers to each of its requests. */
export interface CommitPlan {
  receivedAt: number;
  receipts: IngestReceipt[];
  /** The events that are new, one for each digest. */
  events: LogEvent[];
  /** Rows by table, in the order of `tableColumns`. */
  rows: Record<CommitTable, Row[]>;
}

export type CommitTable = keyof typeof tableColumns;

/**
 * The tables of a commit in the order they are written. A crash between two of them leaves: texts and
 * names of events that were not acknowledged; or such events in the log, where a repeat of the request
 * finds them as duplicates and writes the dead letters and the counts.
 * Never an acknowledged event without its texts, a letter marked as replayed whose event is not in the
 * log, or a receipt that `ingest_counts` lacks.
 */
export const tableColumns = {
  private_events: [
    'workspace_id',
    'stream',
    'source',
    'id',
    'revision',
    'digest',
    'received',
    'text',
    'comment',
    'url',
    'extra',
  ],
  private_customers: [
    'workspace_id',
    'customer_key',
    'source',
    'id',
    'at',
    'customer_id',
    'name',
    'phone',
    'email',
    'language',
  ],
  names: ['workspace_id', 'kind', 'subject_id', 'source', 'id', 'at', 'name'],
  events: [
    'workspace_id',
    'stream',
    'source',
    'id',
    'revision',
    'digest',
    'lane',
    'received',
    'at',
    'sequence',
    'type',
    'history',
    'body',
  ],
  dead_letters: [
    'workspace_id',
    'received',
    'letter_id',
    'source',
    'code',
    'params',
    'customer_key',
    'raw',
    'replayed',
    'version',
  ],
  ingest_counts: [
    'workspace_id',
    'hour',
    'source',
    'accepted',
    'duplicate',
    'refused',
    'late',
    'last_received',
    'last_at',
    'history',
    'history_refused',
  ],
} as const;

export const commitTables = Object.keys(tableColumns) as CommitTable[];

/** Lays out one commit of these requests, received now; `isKnown` tells the digests of earlier ones. */
export function planCommit(
  batches: readonly IngestBatch[],
  receivedAt: number,
  isKnown: (digest: string) => boolean,
): CommitPlan {
  const plan: CommitPlan = {
    receivedAt,
    receipts: [],
    events: [],
    rows: { private_events: [], private_customers: [], names: [], events: [], dead_letters: [], ingest_counts: [] },
  };
  const counts = new SourceCounts(receivedAt);
  const inThisCommit = new Set<string>();
  for (const batch of batches) {
    const duplicates: number[] = [];
    const isReplay = batch.replayed.length > 0;
    for (const accepted of batch.accepted) {
      const { digest } = accepted.event;
      const repeated = inThisCommit.has(digest) || isKnown(digest);
      counts.add(accepted.event, repeated, isReplay);
      if (repeated) duplicates.push(accepted.index);
      else addEvent(plan, accepted);
      inThisCommit.add(digest);
    }
    for (const letter of batch.refused) {
      counts.addRefused(batch.workspaceId, letter.source, letter.history);
      plan.rows.dead_letters.push(letterRow(batch.workspaceId, receivedAt, letter));
    }
    for (const letter of batch.replayed) plan.rows.dead_letters.push(replayedRow(batch.workspaceId, letter));
    plan.receipts.push(receiptOf(batch, duplicates));
  }
  plan.rows.ingest_counts = counts.rows();
  return plan;
}

const noWords: PrivatePart = { text: '', comment: '', url: '', extra: '' };

function addEvent(plan: CommitPlan, { event, bodyJson, privatePart, customer, name }: AcceptedEvent): void {
  event.receivedAt = plan.receivedAt;
  const { workspaceId, stream, source, id, revision, at, sequence, type, history, receivedAt } = event;
  const digest = BigInt(`0x${event.digest}`);
  plan.events.push(event);
  plan.rows.events.push([
    workspaceId,
    stream,
    source,
    id,
    revision,
    digest,
    laneOf(workspaceId, stream),
    receivedAt,
    at,
    sequence,
    type,
    history,
    bodyJson,
  ]);
  // A correction without words takes back those that were sent before.
  if (privatePart !== null || revision > 0) {
    const { text, comment, url, extra } = privatePart ?? noWords;
    plan.rows.private_events.push([
      workspaceId,
      stream,
      source,
      id,
      revision,
      digest,
      receivedAt,
      text,
      comment,
      url,
      extra,
    ]);
  }
  if (customer) {
    const { customerKey, customerId, name: fullName, phone, email, language } = customer;
    plan.rows.private_customers.push([
      workspaceId,
      customerKey,
      source,
      id,
      at,
      customerId,
      fullName,
      phone,
      email,
      language,
    ]);
  }
  if (name) plan.rows.names.push([workspaceId, name.kind, name.subjectId, source, id, at, name.name]);
}

function letterRow(workspaceId: number, receivedAt: number, letter: RefusedEvent): Row {
  const { letterId, source, code, params, customerKey, raw } = letter;
  return [workspaceId, receivedAt, letterId, source, code, JSON.stringify(params), customerKey, raw, false, 0];
}

/** What was sent is now where it belongs: the letter keeps the reason and lets go of the words. */
function replayedRow(workspaceId: number, letter: ReplayedLetter): Row {
  const { receivedAt, letterId, source, code, params, customerKey } = letter;
  return [workspaceId, receivedAt, letterId, source, code, JSON.stringify(params), customerKey, '', true, 1];
}

function receiptOf({ accepted, refused }: IngestBatch, duplicates: number[]): IngestReceipt {
  return {
    accepted: accepted.length - duplicates.length,
    duplicate: duplicates.length,
    duplicates,
    rejected: refused.map(({ index, id, letterId, code, params }) => ({ index, id, letterId, code, params })),
  };
}
