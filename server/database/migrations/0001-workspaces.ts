import { type Kysely, sql } from 'kysely';

/** Workspaces with their secret and dated policies. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table workspaces (
      id integer generated always as identity primary key,
      name text not null,
      -- keys customers' ids (HMAC): never leaves the server
      secret text not null,
      zone text not null default 'UTC',
      locale text not null default 'en',
      demo boolean not null default false,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table policies (
      workspace_id integer not null references workspaces on delete cascade,
      valid_from bigint not null,
      policy jsonb not null,
      primary key (workspace_id, valid_from)
    )`.execute(db);
}
