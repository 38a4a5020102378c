import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Scope } from '../../contract/route.ts';
import type { WrittenPolicy } from '../../core/sessions/policy.ts';
import type { Locale } from '../../core/language/locales.ts';

/** PostgreSQL tables as the migrations leave them; one interface a table. bigint columns arrive as numbers. */
export interface Schema {
  workspaces: WorkspacesTable;
  policies: PoliciesTable;
  rule_versions: RuleVersionsTable;
  replays: ReplaysTable;
  replay_streams: ReplayStreamsTable;
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
  asked_at: number;
  asked_by: string;
  streams: Generated<number>;
  streams_done: Generated<number>;
  /** Streams up to here, in the order of their names, were handed to the folders. */
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
}

export interface UsersTable {
  id: GeneratedAlways<number>;
  email: string | null;
  password_hash: string | null;
  created_at: number;
}

export type ReplayReason = 'policy' | 'schedule' | 'people' | 'import' | 'all';

export interface ReplayFigure {
  value: number | null;
  n: number;
}

export type Role = 'owner';

export interface MembershipsTable {
  workspace_id: number;
  user_id: number;
  role: Role;
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
  action: string;
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

export interface ErasuresTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  customer_key: string;
  sealed_id: Buffer | null;
  asked_at: number;
  asked_by: string;
  state: Generated<'waiting' | 'removing' | 'done'>;
  removed: ColumnType<Record<string, number>, string | undefined, string>;
  ids_left: Generated<number>;
  figures_before: JSONColumnType<FiguresPrint> | null;
  figures_after: JSONColumnType<FiguresPrint> | null;
  done_at: number | null;
  look_again_at: number | null;
}

/** Figures and facts as fingerprints, to compare before and after. */
export interface FiguresPrint {
  kpis: number;
  totals: string;
  facts: number;
  rows: string;
  events: number;
}

export interface ErasedCustomersTable {
  workspace_id: number;
  customer_key: string;
  readmitted_at: number | null;
}

export interface ErasedStreamsTable {
  workspace_id: number;
  stream_key: string;
}

export interface ErasedVersionsTable {
  workspace_id: number;
  version: number;
}

export interface RetentionTable {
  workspace_id: number;
  periods: JSONColumnType<Record<string, number>>;
}

export interface RetentionRunsTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  at: number;
  removed: JSONColumnType<Record<string, number>>;
}
