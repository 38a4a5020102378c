import { laneOf } from '../../core/events/streams.ts';
import type { LogEvent } from '../../core/events/types.ts';
import { SourceCounts } from './source-counts.ts';
import type { AcceptedEvent, IngestBatch, IngestReceipt, PrivatePart, RefusedEvent, ReplayedLetter } from './types.ts';

type Row = readonly unknown[];

/** Everything that one commit writes, and what it answers to each of its requests. */
export interface CommitPlan {
  receivedAt: number;
  receipts: IngestReceipt[];
  /** The events that are written: new ones, and known ones that an import brings as well. */
  events: LogEvent[];
  /** The imports that bring them, in the same order; 0 for none. */
  importIds: number[];
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
    'import_id',
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
    'import_id',
  ],
  names: ['workspace_id', 'kind', 'subject_id', 'source', 'id', 'at', 'name', 'import_id'],
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
    'import_id',
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
    'import_id',
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

/** How an event is known already: brought `alike` (by the same import, or by none), only `otherwise`, or not at all. */
export type Known = 'alike' | 'otherwise' | 'no';

/**
 * Lays out one commit of these requests, received now; `knownAs` tells of earlier ones. What is known only otherwise
 * counts as a duplicate and is written all the same, so that undoing one import takes nothing that came by another way.
 */
export function planCommit(
  batches: readonly IngestBatch[],
  receivedAt: number,
  knownAs: (digest: string, importId: number) => Known,
): CommitPlan {
  const plan: CommitPlan = {
    receivedAt,
    receipts: [],
    events: [],
    importIds: [],
    rows: { private_events: [], private_customers: [], names: [], events: [], dead_letters: [], ingest_counts: [] },
  };
  const counts = new SourceCounts(receivedAt);
  const inThisCommit = new Brought();
  for (const batch of batches) {
    const duplicates: number[] = [];
    const isReplay = batch.replayed.length > 0;
    for (const accepted of batch.accepted) {
      const { event, importId, index } = accepted;
      const ways = [inThisCommit.knownAs(event.digest, importId), knownAs(event.digest, importId)];
      const repeated = ways.some((known) => known !== 'no');
      counts.add(event, repeated, isReplay);
      if (repeated) duplicates.push(index);
      if (!ways.includes('alike')) addEvent(plan, accepted);
      inThisCommit.add(event.digest, importId);
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

/** What one commit brings, to tell its repeats. */
class Brought {
  readonly #alike = new Set<string>();
  readonly #byImport = new Set<string>();

  knownAs(digest: string, importId: number): Known {
    if (this.#alike.has(wayOf(digest, importId))) return 'alike';
    return this.#byImport.has(digest) || (importId !== 0 && this.#alike.has(digest)) ? 'otherwise' : 'no';
  }

  add(digest: string, importId: number): void {
    this.#alike.add(wayOf(digest, importId));
    if (importId !== 0) this.#byImport.add(digest);
  }
}

function wayOf(digest: string, importId: number): string {
  return importId === 0 ? digest : `${digest} ${importId}`;
}

function addEvent(plan: CommitPlan, accepted: AcceptedEvent): void {
  const { event, importId, bodyJson, privatePart, customer, name } = accepted;
  event.receivedAt = plan.receivedAt;
  const { workspaceId, stream, source, id, revision, at, sequence, type, history, receivedAt } = event;
  const digest = BigInt(`0x${event.digest}`);
  plan.events.push(event);
  plan.importIds.push(importId);
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
    importId,
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
      importId,
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
      importId,
    ]);
  }
  if (name) plan.rows.names.push([workspaceId, name.kind, name.subjectId, source, id, at, name.name, importId]);
}

function letterRow(workspaceId: number, receivedAt: number, letter: RefusedEvent): Row {
  const { letterId, source, code, params, customerKey, raw, importId } = letter;
  return [
    workspaceId,
    receivedAt,
    letterId,
    source,
    code,
    JSON.stringify(params),
    customerKey,
    raw,
    false,
    0,
    importId,
  ];
}

/** What was sent is now where it belongs: the letter keeps the reason and lets go of the words. */
function replayedRow(workspaceId: number, letter: ReplayedLetter): Row {
  const { receivedAt, letterId, source, code, params, customerKey, importId } = letter;
  return [workspaceId, receivedAt, letterId, source, code, JSON.stringify(params), customerKey, '', true, 1, importId];
}

function receiptOf({ accepted, refused }: IngestBatch, duplicates: number[]): IngestReceipt {
  return {
    accepted: accepted.length - duplicates.length,
    duplicate: duplicates.length,
    duplicates,
    rejected: refused.map(({ index, id, letterId, code, params }) => ({ index, id, letterId, code, params })),
  };
}
