import { hkdfSync } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Schema } from '../../database/schema.ts';
import type { ErasedPeople } from '../../ingest/erased-people.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { openText, sealText } from '../access/sealed-text.ts';

/** Somebody who is being erased. */
export interface Person {
  workspaceId: number;
  erasureId: number;
  customerKey: string;
  /** What names him where nothing is keyed: his id, and the names, phones and addresses that were told of him. */
  identifiers: readonly string[];
}

/** What erasing works on: it goes beyond what a request of a workspace gets, because it removes. */
export interface ErasingPorts {
  db: Kysely<Schema>;
  warehouse: Warehouse;
  erased: Pick<ErasedPeople, 'refresh'>;
  now: () => number;
  log: Logger;
}

/** The id as it waits in the database for the work to be done: under a key that comes of the workspace's secret. */
export function sealId(secret: string, customerId: string): Buffer {
  return sealText(idKey(secret), customerId);
}

export function openId(secret: string, sealed: Buffer): string {
  return openText(idKey(secret), sealed);
}

function idKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'rida erasure', 32));
}

type Details = [customerId: string, name: string, phone: string, email: string];

/** Everything that was ever told to name him; also what a later event replaced. */
export async function identifiersOf(
  { workspaceId, customerKey }: Pick<Person, 'workspaceId' | 'customerKey'>,
  customerId: string | null,
  warehouse: Warehouse,
): Promise<string[]> {
  const rows = await warehouse.rows<Details>(
    'fold',
    `SELECT DISTINCT customer_id, name, phone, email FROM private_customers
     WHERE workspace_id = {workspaceId:UInt32} AND customer_key = {customerKey:String} LIMIT 10000`,
    { workspaceId, customerKey },
  );
  const all = [...(customerId === null ? [] : [customerId]), ...rows.flat()].map((text) => text.trim());
  return [...new Set(all)].filter((text) => text !== '');
}
