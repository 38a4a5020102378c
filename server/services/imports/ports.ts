import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Schema } from '../../database/schema.ts';
import type { Intake } from '../../ingest/types.ts';
import type { Uploads } from '../../ingest/uploads.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

/** What working on imports needs; it reaches over all workspaces. */
export interface ImportPorts {
  db: Kysely<Schema>;
  warehouse: Warehouse;
  intake: Intake;
  uploads: Uploads;
  /** No other process can have a file of ours in a directory of its own. */
  alone: boolean;
  now: () => number;
  log: Logger;
  /** Ends the work between two batches; what is left is done by the next call. */
  stopping: AbortSignal;
}
