import type { Kysely } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import type { Folding } from '../../ingest/folding/folding.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

/** What is diagnosed: the whole service, no workspace of it. */
export interface DiagnosisPorts {
  db: Kysely<Schema>;
  warehouse: Warehouse;
  folding: Pick<Folding, 'lag'>;
  now: () => number;
}
