import { customerKeyOfStream } from '../../../core/events/streams.ts';
import type { StoredContact } from '../../../core/sessions/issues.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { contactPages } from './stored-contacts.ts';
import type { FoldJob, RowPlace, StreamRef } from './protocol.ts';
import { placePages } from './stored-streams.ts';

/** Customers read in one statement. */
const customersPerRead = 500;

type CustomerEntry = StreamRef & { version: number };

/**
 * Customers' streams as jobs, with what storage holds of them. A few customers at a time: at most a page of
 * contacts, and one customer's, are in memory at once.
 */
export async function* customerJobs(
  warehouse: Warehouse,
  entries: readonly CustomerEntry[],
): AsyncGenerator<FoldJob[]> {
  for (const [workspaceId, own] of Map.groupBy(entries, (entry) => entry.workspaceId)) {
    for (let from = 0; from < own.length; from += customersPerRead) {
      yield* someJobs(warehouse, workspaceId, own.slice(from, from + customersPerRead));
    }
  }
}

async function* someJobs(
  warehouse: Warehouse,
  workspaceId: number,
  entries: readonly CustomerEntry[],
): AsyncGenerator<FoldJob[]> {
  const left = new Map(entries.map((entry) => [customerKeyOfStream(entry.stream), entry]));
  const written = await writtenBy(warehouse, workspaceId, entries);
  const jobOf = (customer: string, contacts: StoredContact[]): FoldJob[] => {
    const entry = left.get(customer);
    if (entry === undefined) return [];
    left.delete(customer);
    const { stream, version } = entry;
    const stored = { events: [], written: written.get(stream) ?? [], contacts };
    return [{ workspaceId, stream, version, fresh: [], stored }];
  };
  for await (const contacts of contactPages(warehouse, workspaceId, [...left.keys()])) {
    yield [...contacts].flatMap(([customer, own]) => jobOf(customer, own));
  }
  // Who has no contact any more has no issue either.
  yield [...left.keys()].flatMap((customer) => jobOf(customer, []));
}

async function writtenBy(
  warehouse: Warehouse,
  workspaceId: number,
  entries: readonly CustomerEntry[],
): Promise<Map<string, RowPlace[]>> {
  const written = new Map<string, RowPlace[]>();
  const streams = entries.map(({ stream }) => stream);
  for await (const [stream, fact, at, key] of placePages(warehouse, workspaceId, streams)) {
    const places = written.get(stream);
    if (places === undefined) written.set(stream, [{ fact, at, key }]);
    else places.push({ fact, at, key });
  }
  return written;
}
