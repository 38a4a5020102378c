import type { DatedPolicy } from '../../../core/sessions/policy.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { Waiting } from './backlog.ts';
import type { FoldWorker } from './fold-worker.ts';
import { type FoldJob, refKey, type StreamChange } from './protocol.ts';
import { readStoredStreams } from './stored-streams.ts';

/** Streams read back from the log and folded together: bounds the memory of a pass. */
const coldStreamsPerRead = 500;

/** Folds streams in memory where the worker remembers them, from the log where it does not. */
export async function foldWaiting(
  worker: FoldWorker,
  warehouse: Warehouse,
  entries: readonly Waiting[],
  policies: Record<number, DatedPolicy[]>,
  now: number,
): Promise<StreamChange[]> {
  const byKey = new Map(entries.map((entry) => [refKey(entry), entry]));
  const warm = entries.filter(({ cold }) => !cold);
  const { changes, forgotten } = await worker.fold({ now, policies, jobs: warm.map((entry) => jobOf(entry, entry.isNew ? { events: [], written: [] } : null)) });
  const cold = [
    ...entries.filter((entry) => entry.cold),
    ...forgotten.flatMap((ref) => byKey.get(refKey(ref)) ?? []),
  ];
  for (let from = 0; from < cold.length; from += coldStreamsPerRead) {
    const some = cold.slice(from, from + coldStreamsPerRead);
    const stored = await readStoredStreams(warehouse, some);
    const jobs = some.map((entry) => jobOf(entry, stored.get(refKey(entry)) ?? null));
    changes.push(...(await worker.fold({ now, policies, jobs })).changes);
  }
  return changes;
}

function jobOf({ workspaceId, stream, fresh }: Waiting, stored: FoldJob['stored']): FoldJob {
  return { workspaceId, stream, fresh, stored };
}
