import { streamKind } from '../../../core/events/streams.ts';
import type { EventType } from '../../../core/events/types.ts';
import type { FactName } from '../../../core/sessions/facts.ts';
import type { Joins } from '../../../core/people/joins.ts';
import { presenceSources } from '../../../core/sessions/presence.ts';
import { maxRowsPerStatement, type SqlParams, type Warehouse } from '../../warehouse/warehouse.ts';
import { packEvent, type PackedEvent } from './packed-event.ts';
import { refKey, type StoredStream, type StreamRef } from './protocol.ts';

/** Streams asked for in one statement. */
const streamsPerRead = 500;

type EventRow = [
  stream: string,
  source: string,
  id: string,
  revision: number,
  digest: string,
  received: number,
  at: number,
  sequence: number,
  type: EventType,
  history: boolean,
  body: string,
];
type PlaceRow = [stream: string, fact: FactName, at: number, key: string];

/**
 * What storage holds of streams, by `refKey`: every event (repetitions too: the log is read without FINAL)
 * and the rows written before. A presence stream comes with the events of the day before, and of ids joined.
 */
export async function readStoredStreams(
  warehouse: Warehouse,
  refs: readonly StreamRef[],
  joinsOf: (workspaceId: number) => Joins,
): Promise<Map<string, StoredStream>> {
  const stored = new Map<string, StoredStream>(refs.map((ref) => [refKey(ref), { events: [], written: [] }]));
  for (const [workspaceId, streams] of byWorkspace(refs)) {
    for (let from = 0; from < streams.length; from += streamsPerRead) {
      const some = streams.slice(from, from + streamsPerRead);
      await readSome(warehouse, workspaceId, some, joinsOf(workspaceId), stored);
    }
  }
  return stored;
}

function byWorkspace(refs: readonly StreamRef[]): Map<number, string[]> {
  const grouped = new Map<number, string[]>();
  for (const { workspaceId, stream } of refs) {
    const streams = grouped.get(workspaceId);
    if (streams === undefined) grouped.set(workspaceId, [stream]);
    else streams.push(stream);
  }
  return grouped;
}

async function readSome(
  warehouse: Warehouse,
  workspaceId: number,
  streams: string[],
  joins: Joins,
  stored: Map<string, StoredStream>,
): Promise<void> {
  const readers = new Map<string, string[]>();
  for (const stream of streams) {
    const sources = streamKind(stream) === 'presence' ? presenceSources(stream, joins) : [stream];
    for (const source of sources) addReader(readers, source, stream);
  }
  const read: ReadRows = (sql, params) => warehouse.rows('fold', sql, params);
  for await (const row of eventPages(read, workspaceId, [...readers.keys()])) {
    for (const reader of readers.get(row[0]) ?? [])
      stored.get(refKey({ workspaceId, stream: reader }))?.events.push(packedRow(row, reader));
  }
  for await (const [stream, fact, at, key] of placePages(warehouse, workspaceId, streams)) {
    stored.get(refKey({ workspaceId, stream }))?.written.push({ fact, at, key });
  }
}

function addReader(readers: Map<string, string[]>, stream: string, reader: string): void {
  const known = readers.get(stream);
  if (known === undefined) readers.set(stream, [reader]);
  else known.push(reader);
}

type ReadRows = (sql: string, params: SqlParams) => Promise<EventRow[]>;

/** Every event that the log holds of streams (repetitions too), stream by stream, read a page at a time. */
export async function* storedEvents(
  read: ReadRows,
  workspaceId: number,
  streams: readonly string[],
): AsyncGenerator<{ stream: string; event: PackedEvent }> {
  for await (const row of eventPages(read, workspaceId, streams))
    yield { stream: row[0], event: packedRow(row, row[0]) };
}

async function* eventPages(read: ReadRows, workspaceId: number, streams: readonly string[]): AsyncGenerator<EventRow> {
  let after: EventRow | null = null;
  for (;;) {
    const rows: EventRow[] = await read(
      `SELECT stream, source, id, revision, leftPad(lower(hex(digest)), 16, '0'), toUnixTimestamp64Milli(received),
         toUnixTimestamp64Milli(at), sequence, type, history, body
       FROM events
       WHERE workspace_id = {workspaceId:UInt32} AND stream IN ({streams:Array(String)})
       ${
         after === null
           ? ''
           : `AND (stream, source, id, revision, digest) >
         ({stream:String}, {source:String}, {id:String}, {revision:UInt32}, reinterpretAsUInt64(reverse(unhex({digest:String}))))`
       }
       ORDER BY stream, source, id, revision, digest LIMIT ${maxRowsPerStatement}`,
      {
        workspaceId,
        streams: [...streams],
        ...(after && { stream: after[0], source: after[1], id: after[2], revision: after[3], digest: after[4] }),
      },
    );
    yield* rows;
    if (rows.length < maxRowsPerStatement) return;
    after = rows.at(-1) ?? null;
  }
}

/**
 * The rows that streams have written. Without FINAL, which costs four times as much where few streams are
 * looked for among many.
 */
export async function* placePages(
  warehouse: Warehouse,
  workspaceId: number,
  streams: readonly string[],
): AsyncGenerator<PlaceRow> {
  let after: PlaceRow | null = null;
  for (;;) {
    const rows: PlaceRow[] = await warehouse.rows<PlaceRow>(
      'fold',
      `SELECT stream, fact, toUnixTimestamp64Milli(at) AS ms, key
       FROM folds
       WHERE workspace_id = {workspaceId:UInt32} AND stream IN ({streams:Array(String)})
       ${after === null ? '' : 'AND (stream, fact, toUnixTimestamp64Milli(at), key) > ({stream:String}, {fact:String}, {at:Int64}, {key:String})'}
       GROUP BY stream, fact, at, key HAVING argMax(is_deleted, version) = 0
       ORDER BY stream, fact, ms, key LIMIT ${maxRowsPerStatement}`,
      {
        workspaceId,
        streams: [...streams],
        ...(after && { stream: after[0], fact: after[1], at: after[2], key: after[3] }),
      },
    );
    yield* rows;
    if (rows.length < maxRowsPerStatement) return;
    after = rows.at(-1) ?? null;
  }
}

/** An id is of its own stream: read into another, it is told apart from that one's. */
function packedRow(row: EventRow, reader: string): PackedEvent {
  const [stream, source, sentId, revision, digest, receivedAt, at, sequence, type, history, body] = row;
  const id = stream === reader ? sentId : `${stream}\u0000${sentId}`;
  return packEvent({ source, id, revision, digest, receivedAt, at, sequence, type, history }, body);
}
