import { type Kysely, sql } from 'kysely';
import { customerStream, isCustomerStream } from '../../../core/events/streams.ts';
import type { Schema } from '../../database/schema.ts';
import { entryOf, type FoldedStream, refKey, type StreamRef } from './protocol.ts';

/** How long after a customer's contacts changed he is folded: a busy one is folded at most that often. */
export const customerLagMs = 60_000;

/** Any number that nothing else locks with: "ridc". */
const lockKey = 0x72696463;

export type CustomerRef = StreamRef & { lane: number };

/** A customer that was folded: what was due when his contacts were read, and when he is due again. */
export interface FoldedCustomer extends CustomerRef {
  seen: number | null;
  next: number | null;
}

export interface CustomersPass {
  folded: readonly FoldedCustomer[];
  /** Whose contacts the pass has written. */
  changed: readonly CustomerRef[];
}

/** What a pass that folded these streams leaves to be done for customers; `seen` by `readSeen`. */
export function customersAfter(streams: readonly FoldedStream[], seen: ReadonlyMap<string, number>): CustomersPass {
  const folded = streams.filter(({ stream }) => isCustomerStream(stream));
  return {
    folded: folded.map(({ workspaceId, stream, due = null }) => ({
      ...entryOf({ workspaceId, stream }),
      seen: seen.get(refKey({ workspaceId, stream })) ?? null,
      next: due,
    })),
    changed: customersTouched(streams, 'changed'),
  };
}

/** Customers whose contacts streams changed, each once; `left`: only those who lost one. */
export function customersTouched(streams: readonly FoldedStream[], which: 'changed' | 'left'): CustomerRef[] {
  const found = new Map<string, CustomerRef>();
  for (const { workspaceId, customers } of streams) {
    for (const key of customers?.[which] ?? []) {
      const customer = entryOf({ workspaceId, stream: customerStream(key) });
      found.set(refKey(customer), customer);
    }
  }
  return [...found.values()];
}

/** Customers of these lanes whose time has come, the longest overdue first. */
export async function readDueCustomers(
  db: Kysely<Schema>,
  lanes: readonly number[],
  now: number,
  limit: number,
): Promise<CustomerRef[]> {
  if (lanes.length === 0 || limit === 0) return [];
  return (
    db
      .selectFrom('due')
      .select(['lane', 'workspace_id as workspaceId', 'stream'])
      .where('lane', 'in', [...lanes])
      .where('at', '<=', now)
      // As the index says it, for the planner to see that it may be used.
      .where(sql<boolean>`stream like 'customer:%'`)
      .orderBy('at')
      .limit(limit)
      .execute()
  );
}

/** When the customers among streams are due, by `refKey`: to be read before their contacts are. */
export async function readSeen(
  db: Kysely<Schema>,
  streams: readonly CustomerRef[],
): Promise<ReadonlyMap<string, number>> {
  const customers = streams.filter(({ stream }) => isCustomerStream(stream));
  if (customers.length === 0) return new Map();
  const { rows } = await sql<StreamRef & { at: number }>`
    select due.workspace_id as "workspaceId", due.stream, due.at from due
    join ${timed(customers.map((customer) => ({ ...customer, at: 0 })))} using (lane, workspace_id, stream)`.execute(
    db,
  );
  return new Map(rows.map((row) => [refKey(row), row.at]));
}

/**
 * Makes customers due before rows of theirs are deleted: a pass that dies after that would find no trace of
 * them when it is done again.
 */
export async function announceChange(
  db: Kysely<Schema>,
  customers: readonly CustomerRef[],
  now: number,
): Promise<void> {
  if (customers.length === 0) return;
  await db.transaction().execute((trx) => storeCustomers(trx, { folded: [], changed: customers }, now));
}

/**
 * Stores what a pass leaves to be done for customers. A customer who changed after his contacts were read
 * stays due: a change always moves the time that was seen. One lock keeps processes that touch each other's
 * customers from waiting for each other in a circle.
 */
export async function storeCustomers(
  trx: Kysely<Schema>,
  { folded, changed }: CustomersPass,
  now: number,
): Promise<void> {
  if (folded.length === 0 && changed.length === 0) return;
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(trx);
  await removeSeen(trx, folded);
  await storeNext(trx, folded);
  await storeChanged(trx, changed, now);
}

async function removeSeen(trx: Kysely<Schema>, folded: readonly FoldedCustomer[]): Promise<void> {
  const seen = folded.flatMap(({ seen: at, ...customer }) => (at === null ? [] : [{ ...customer, at }]));
  if (seen.length === 0) return;
  await sql`
    delete from due using ${timed(seen)}
    where due.lane = named.lane and due.workspace_id = named.workspace_id and due.stream = named.stream
      and due.at = named.at`.execute(trx);
}

async function storeNext(trx: Kysely<Schema>, folded: readonly FoldedCustomer[]): Promise<void> {
  const again = folded.flatMap(({ next: at, ...customer }) => (at === null ? [] : [{ ...customer, at }]));
  if (again.length === 0) return;
  await sql`
    insert into due (lane, workspace_id, stream, at) select * from ${timed(again)}
    on conflict (lane, workspace_id, stream) do update set at = least(due.at, excluded.at)`.execute(trx);
}

/** A time that has come is moved on, because whoever folds now may not see the change; another, a little earlier. */
async function storeChanged(trx: Kysely<Schema>, changed: readonly CustomerRef[], now: number): Promise<void> {
  if (changed.length === 0) return;
  const due = changed.map((customer) => ({ ...customer, at: now + customerLagMs }));
  await sql`
    insert into due (lane, workspace_id, stream, at) select * from ${timed(due)}
    on conflict (lane, workspace_id, stream) do update
    set at = case when due.at <= ${now}::bigint then excluded.at else least(due.at - 1, excluded.at) end`.execute(trx);
}

function timed(customers: readonly (CustomerRef & { at: number })[]) {
  return sql`unnest(
    ${customers.map(({ lane }) => lane)}::smallint[], ${customers.map(({ workspaceId }) => workspaceId)}::integer[],
    ${customers.map(({ stream }) => stream)}::text[], ${customers.map(({ at }) => at)}::bigint[]
  ) as named (lane, workspace_id, stream, at)`;
}
