import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Scope } from '../../contract/route.ts';
import type { AuditAction } from '../../core/audit/actions.ts';
import type { RatingPolicy, RatingClass } from '../../core/people/rating-policy.ts';
import type { Role } from '../../core/people/roles.ts';
import type { ScheduleRules, ScheduleScope } from '../../core/calendar/schedules.ts';
import type { JoinKind } from '../../core/people/joins.ts';
import type { WrittenPolicy } from '../../core/sessions/policy.ts';
import type {
  ErasedCustomersTable,
  ErasedStreamsTable,
  ErasedVersionsTable,
  ErasuresTable,
  RetentionRunsTable,
  RetentionTable,
} from './tables/erasures.ts';
import type { Locale } from '../../core/language/locales.ts';
import type { ExpectedHours } from '../../core/sources/habit.ts';
import type { AlarmKind } from '../../core/sources/judge.ts';
import type { ImportRefusalsTable, ImportStreamsTable, ImportsTable } from './tables/imports.ts';
import type { TargetPeriodsTable, TargetSeriesTable, TargetsTable, TargetVerdictsTable } from './tables/targets.ts';

/** PostgreSQL tables as the migrations leave them; one interface a table. bigint columns arrive as numbers. */
export interface Schema {
  workspaces: WorkspacesTable;
  policies: PoliciesTable;
  joins: JoinsTable;
  join_refusals: JoinRefusalsTable;
  employments: EmploymentsTable;
  rule_versions: RuleVersionsTable;
  replays: ReplaysTable;
  replay_streams: ReplayStreamsTable;
  schedules: SchedulesTable;
  schedule_assignments: ScheduleAssignmentsTable;
  lanes: LanesTable;
  due: DueTable;
  signals: SignalsTable;
  users: UsersTable;
  memberships: MembershipsTable;
  sign_in_links: SecretsTable;
  browser_sessions: SecretsTable;
  known_devices: Omit<SecretsTable, 'expires_at'>;
  api_keys: ApiKeysTable;
  attempts: AttemptsTable;
  audit: AuditTable;
  idempotent_requests: IdempotentRequestsTable;
  deletions: DeletionsTable;
  imports: ImportsTable;
  import_refusals: ImportRefusalsTable;
  import_streams: ImportStreamsTable;
  source_settings: SourceSettingsTable;
  source_alarms: SourceAlarmsTable;
  target_series: TargetSeriesTable;
  targets: TargetsTable;
  target_periods: TargetPeriodsTable;
  target_verdicts: TargetVerdictsTable;
  rating_policies: RatingPoliciesTable;
  rating_batches: RatingBatchesTable;
  published_ratings: PublishedRatingsTable;
  erasures: ErasuresTable;
  erased_customers: ErasedCustomersTable;
  erased_streams: ErasedStreamsTable;
  erased_versions: ErasedVersionsTable;
  retention: RetentionTable;
  retention_runs: RetentionRunsTable;
}

export interface WorkspacesTable {
  id: Generated<number>;
  name: string;
  secret: string;
  /** By which version of the fold its facts were made. */
  facts_version: Generated<number>;
  zone: Generated<string>;
  locale: Generated<Locale>;
  demo: Generated<boolean>;
  created_at: Generated<Date>;
}

export interface PoliciesTable {
  workspace_id: number;
  valid_from: number;
  policy: JSONColumnType<WrittenPolicy>;
  /** Who set it, and when. */
  set_at: number;
  set_by: string;
}

/** An id that was joined into another; of customers both are keys. */
export interface JoinsTable {
  workspace_id: number;
  kind: JoinKind;
  alias: string;
  into_id: string;
  joined_at: number;
  joined_by: string;
}

/** Two ids of which somebody said that they are not one person's. */
export interface JoinRefusalsTable {
  workspace_id: number;
  kind: JoinKind;
  one: string;
  other: string;
  refused_at: number;
  refused_by: string;
}

/** When an employee came and left. */
export interface EmploymentsTable {
  workspace_id: number;
  agent_id: string;
  started_on: string | null;
  left_at: number | null;
}

/** Moves with every change of a workspace's rules, in the transaction that changes them. */
export interface RuleVersionsTable {
  workspace_id: number;
  version: number;
}

export interface ReplaysTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  reason: ReplayReason;
  subject: string;
  since: number;
  /** null: all. */
  chosen: JSONColumnType<ReplayChoice> | null;
  asked_at: number;
  asked_by: string;
  streams: Generated<number>;
  streams_done: Generated<number>;
  /** Streams that were handed to the folders, in the order of their names, and the last of them. */
  handed: Generated<number>;
  handed_up_to: Generated<string>;
  folded_at: number | null;
  finished_at: number | null;
  figures_before: JSONColumnType<Record<string, ReplayFigure>> | null;
  figures_after: JSONColumnType<Record<string, ReplayFigure>> | null;
}

/** A stream that a replay has handed to its folder. */
export interface ReplayStreamsTable {
  workspace_id: number;
  lane: number;
  stream: string;
  replay_id: number;
}

export interface SchedulesTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  name: string;
  rules: JSONColumnType<ScheduleRules>;
  /** Who set it, and when. */
  set_at: number;
  set_by: string;
}

export interface ScheduleAssignmentsTable {
  workspace_id: number;
  schedule_id: number;
  scope: ScheduleScope;
  scope_id: string;
  valid_from: string | null;
  valid_to: string | null;
}

export interface LanesTable {
  lane: number;
  holder: Generated<string>;
  epoch: Generated<number>;
  lease_until: Generated<number>;
  folded_up_to: Generated<number>;
  as_of: Generated<number>;
}

export interface DueTable {
  lane: number;
  workspace_id: number;
  stream: string;
  at: number;
}

export interface SignalsTable {
  workspace_id: number;
  kind: string;
  subject: string;
  at: number;
  raised_at: number;
  /** It came to light in a replay: nothing is sent because of it. */
  muted: Generated<boolean>;
}

export interface UsersTable {
  id: GeneratedAlways<number>;
  email: string | null;
  password_hash: string | null;
  created_at: number;
  invited_email: ColumnType<string | null, string | undefined, string | null>;
}

export type ReplayReason = 'policy' | 'schedule' | 'people' | 'upgrade' | 'all';

/** Streams with an event that holds one of the texts, and those whose name begins so. */
export interface ReplayChoice {
  needles: readonly string[];
  prefixes: readonly string[];
}

export interface ReplayFigure {
  value: number | null;
  n: number;
}

export interface MembershipsTable {
  workspace_id: number;
  user_id: number;
  role: Role;
  team_ids: Generated<string[]>;
  agent_ids: Generated<string[]>;
  created_at: ColumnType<number | null, number | undefined, never>;
}

/** Something secret that was given to a person: only its SHA-256 is here. */
export interface SecretsTable {
  token_hash: Buffer;
  user_id: number;
  created_at: number;
  expires_at: number;
}

export interface ApiKeysTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  token_hash: Buffer;
  prefix: string;
  name: string;
  scopes: Scope[];
  source: string;
  sees: Generated<Role>;
  team_ids: Generated<string[]>;
  agent_ids: Generated<string[]>;
  user_id: ColumnType<number | null, number | null | undefined, never>;
  created_at: number;
  created_by: string;
  last_used_at: ColumnType<number | null, never, number>;
  revoked_at: ColumnType<number | null, never, number>;
}

export interface AttemptsTable {
  bucket: Buffer;
  count: number;
  resets_at: number;
}

export interface AuditTable {
  id: GeneratedAlways<number>;
  workspace_id: number | null;
  at: number;
  actor: string;
  /** Of that time: a person's e-mail address, a key's name; null for the command line. */
  actor_name: string | null;
  action: AuditAction;
  subject: string;
  details: JSONColumnType<Record<string, string | number | readonly string[]>>;
}

export interface IdempotentRequestsTable {
  id: Buffer;
  workspace_id: number | null;
  begun_at: number;
  salt: Buffer;
  request_mac: Buffer;
  answer: Buffer | null;
}

export interface DeletionsTable {
  workspace_id: number;
  asked_at: number;
  tables: Generated<number>;
  tables_done: Generated<number>;
  emptied_at: number | null;
}

export interface SourceSettingsTable {
  workspace_id: number;
  source: string;
  name: string | null;
  muted: boolean;
  silent_after_minutes: number | null;
  expected_hours: JSONColumnType<readonly ExpectedHours[]> | null;
}

export interface SourceAlarmsTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  source: string;
  kind: AlarmKind;
  since: number;
  raised_at: number;
  params: JSONColumnType<Record<string, number>>;
  ended_at: ColumnType<number | null, never, number>;
  ended_because: ColumnType<AlarmEnd | null, never, AlarmEnd>;
  acknowledged_at: ColumnType<number | null, never, number>;
  acknowledged_by: ColumnType<string | null, never, string>;
}

/** Why an alarm ended: the source did what is expected of it again, or somebody wants none of it. */
export type AlarmEnd = 'recovered' | 'muted';

export interface RatingPoliciesTable {
  workspace_id: number;
  policy: JSONColumnType<RatingPolicy>;
}

export interface RatingBatchesTable {
  workspace_id: number;
  id: GeneratedAlways<number>;
  agent_id: string;
  class: RatingClass;
  source: string;
  subject: string;
  family: string;
  up_to: number;
  published_at: number;
  ratings: number;
  score_sum: number;
  satisfied: number;
  detractors: number;
}

export interface PublishedRatingsTable {
  workspace_id: number;
  rating: Buffer;
  batch: number;
}
