import type { ColumnType } from 'kysely';
import type { Schema } from './schema.ts';

/** Tables whose rows belong to a workspace; `workspace_id` may be left out and never changed. */
export type ScopedSchema = {
  [T in keyof Schema as 'workspace_id' extends keyof Schema[T] ? T : never]: Omit<Schema[T], 'workspace_id'> & {
    workspace_id: ColumnType<number, number | undefined, never>;
  };
};

/** The same list at run time; the compiler keeps it complete. */
export const scopedTables: Record<keyof ScopedSchema, true> = {
  policies: true,
  joins: true,
  join_refusals: true,
  employments: true,
  rule_versions: true,
  replays: true,
  replay_streams: true,
  schedules: true,
  schedule_assignments: true,
  due: true,
  signals: true,
  memberships: true,
  api_keys: true,
  audit: true,
  idempotent_requests: true,
  deletions: true,
  imports: true,
  import_refusals: true,
  import_streams: true,
  source_settings: true,
  source_alarms: true,
  target_series: true,
  targets: true,
  target_periods: true,
  target_verdicts: true,
  rating_policies: true,
  rating_batches: true,
  published_ratings: true,
  erasures: true,
  erased_customers: true,
  erased_streams: true,
  erased_versions: true,
  retention: true,
  retention_runs: true,
};
