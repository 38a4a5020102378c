import type { Generated, JSONColumnType } from 'kysely';
import type { Locale } from '../context.ts';

/** PostgreSQL tables as the migrations leave them; one interface a table. bigint columns arrive as numbers. */
export interface Schema {
  workspaces: WorkspacesTable;
  policies: PoliciesTable;
  lanes: LanesTable;
  due: DueTable;
  signals: SignalsTable;
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
