import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Scope } from '../../contract/route.ts';
import type { ErrorCode, ErrorParams } from '../../core/errors.ts';
import type { Locale } from '../../core/language/locales.ts';

/** PostgreSQL tables as the migrations leave them; one interface a table. bigint columns arrive as numbers. */
export interface Schema {
  workspaces: WorkspacesTable;
  policies: PoliciesTable;
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
  policy: JSONColumnType<Record<string, unknown>>;
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

export type ImportState = 'sending' | 'waiting' | 'running' | 'done' | 'failed' | 'undoing' | 'undone';

export interface StoredReason {
  code: ErrorCode;
  params: ErrorParams;
}

/** How a file is read: see `TableChoices` and the mapping's schema. */
export interface StoredReading {
  choices: Record<string, string>;
  mapping: Record<string, unknown> | null;
}

export interface ImportsTable {
  id: GeneratedAlways<number>;
  workspace_id: number;
  name: string;
  source: string;
  state: ImportState;
  created_at: number;
  created_by: string;
  finished_at: number | null;
  undone_at: number | null;
  checked_at: number | null;
  reading: ColumnType<StoredReading | null, string | null | undefined, string | null>;
  file: string | null;
  file_bytes: Generated<number>;
  bytes_read: Generated<number>;
  columns: ColumnType<string[], string | undefined, string>;
  rows: Generated<number>;
  accepted: Generated<number>;
  duplicate: Generated<number>;
  refused: Generated<number>;
  refused_characters: Generated<number>;
  first_at: number | null;
  last_at: number | null;
  error: ColumnType<StoredReason | null, string | null | undefined, string | null>;
}

export interface ImportRefusalsTable {
  workspace_id: number;
  import_id: number;
  line: number;
  cells: ColumnType<string[], string, never>;
  reasons: ColumnType<StoredReason[], string, never>;
}

export interface ImportStreamsTable {
  workspace_id: number;
  import_id: number;
  stream: string;
  told: Generated<boolean>;
}
