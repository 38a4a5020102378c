import { isCustomerStream } from '../../../core/events/streams.ts';
import type { Joins } from '../../../core/people/joins.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { Waiting } from './backlog.ts';
import { customerJobs } from './customer-jobs.ts';
import type { FoldWorker } from './fold-worker.ts';
import {
  type FoldAnswer,
  type FoldedRows,
  type FoldedStream,
  type FoldJob,
  refKey,
  type StoredStream,
} from './protocol.ts';
import { readStoredStreams } from './stored-streams.ts';
import { joinRows } from './written-rows.ts';

/** Streams read back from the log and folded together: bounds the memory of a pass. */
const coldStreamsPerRead = 500;

const nothingStored: StoredStream = { events: [], written: [] };

export interface PassInput {
  /** Streams with the version their rows get. */
  entries: readonly (Waiting & { version: number })[];
  now: number;
  joinsOf: (workspaceId: number) => Joins;
}

/** Folds streams in memory where the worker remembers them, from the log where it does not; customers from facts. */
export async function foldWaiting(
  worker: FoldWorker,
  warehouse: Warehouse,
  { entries, now, joinsOf }: PassInput,
): Promise<{ streams: FoldedStream[]; rows: FoldedRows }> {
  const fold = (jobs: FoldJob[]) => worker.fold({ now, jobs });
  const customers = entries.filter(({ stream }) => isCustomerStream(stream));
  const others = entries.filter(({ stream }) => !isCustomerStream(stream));
  const answers = await foldStreams(fold, warehouse, others, joinsOf);
  for await (const jobs of customerJobs(warehouse, customers)) answers.push(await fold(jobs));
  return { streams: answers.flatMap(({ streams }) => streams), rows: joinRows(answers.map(({ rows }) => rows)) };
}

async function foldStreams(
  fold: (jobs: FoldJob[]) => Promise<FoldAnswer>,
  warehouse: Warehouse,
  entries: PassInput['entries'],
  joinsOf: PassInput['joinsOf'],
): Promise<FoldAnswer[]> {
  const byKey = new Map(entries.map((entry) => [refKey(entry), entry]));
  const warm = entries.filter(({ cold }) => !cold).map((entry) => jobOf(entry, entry.isNew ? nothingStored : null));
  const first = await fold(warm);
  const answers: FoldAnswer[] = [first];
  const cold = [
    ...entries.filter((entry) => entry.cold),
    ...first.forgotten.flatMap((ref) => byKey.get(refKey(ref)) ?? []),
  ];
  for (let from = 0; from < cold.length; from += coldStreamsPerRead) {
    const some = cold.slice(from, from + coldStreamsPerRead);
    const stored = await readStoredStreams(warehouse, some, joinsOf);
    answers.push(await fold(some.map((entry) => jobOf(entry, stored.get(refKey(entry)) ?? nothingStored))));
  }
  return answers;
}

function jobOf(
  { workspaceId, stream, fresh, version }: Waiting & { version: number },
  stored: FoldJob['stored'],
): FoldJob {
  return { workspaceId, stream, fresh, version, stored };
}
