import type { Kysely } from 'kysely';
import type { Schema } from '../../database/schema.ts';

/** What services about people need: they stand before any workspace, so nothing here is scoped. */
export interface AccessPorts {
  db: Kysely<Schema>;
  /** The clock, epoch ms. */
  now: () => number;
}
