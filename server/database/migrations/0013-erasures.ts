import { type Kysely, sql } from 'kysely';

/** People who asked to be forgotten, by keyed hash alone, and how long each class of words is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table erasures (
      id integer generated always as identity primary key,
      workspace_id integer not null references workspaces on delete cascade,
      customer_key text not null,
      -- the id as it was sent, encrypted: needed to look for it where it is not keyed; null when that is done
      sealed_id bytea,
      asked_at bigint not null,
      asked_by text not null,
      state text not null default 'waiting' check (state in ('waiting', 'removing', 'done')),
      removed jsonb not null default '{}',
      -- streams and events whose own id names him
      ids_left integer not null default 0,
      figures_before jsonb,
      figures_after jsonb,
      done_at bigint,
      -- when to look once more for what was under way, or came since
      look_again_at bigint
    )`.execute(db);
  await sql`create index erasures_by_workspace on erasures (workspace_id, id)`.execute(db);
  await sql`create index erasures_to_do on erasures (id) where state <> 'done' or look_again_at is not null`.execute(
    db,
  );
  await sql`
    create table erased_customers (
      workspace_id integer not null references workspaces on delete cascade,
      customer_key text not null,
      -- from when on his words are taken in again; null: never
      readmitted_at bigint,
      primary key (workspace_id, customer_key)
    )`.execute(db);
  await sql`
    create table erased_streams (
      workspace_id integer not null references workspaces on delete cascade,
      stream_key text not null,
      primary key (workspace_id, stream_key)
    )`.execute(db);
  // Raised in every transaction that changes who is erased: its lock makes them visible in the order of their numbers.
  await sql`
    create table erased_versions (
      workspace_id integer primary key references workspaces on delete cascade,
      version bigint not null
    )`.execute(db);
  await sql`
    create table retention (
      workspace_id integer primary key references workspaces on delete cascade,
      periods jsonb not null
    )`.execute(db);
  await sql`
    create table retention_runs (
      id integer generated always as identity primary key,
      workspace_id integer not null references workspaces on delete cascade,
      at bigint not null,
      removed jsonb not null
    )`.execute(db);
  await sql`create index retention_runs_by_workspace on retention_runs (workspace_id, id)`.execute(db);
}
