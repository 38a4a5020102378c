import { type Kysely, sql } from 'kysely';

/** What people set for a source, and its alarms. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table source_settings (
      workspace_id integer not null references workspaces on delete cascade,
      source text not null,
      name text,
      muted boolean not null,
      silent_after_minutes integer check (silent_after_minutes > 0),
      expected_hours jsonb,
      primary key (workspace_id, source)
    )`.execute(db);
  await sql`
    create table source_alarms (
      id integer generated always as identity primary key,
      workspace_id integer not null references workspaces on delete cascade,
      source text not null,
      kind text not null,
      -- when the source fell silent, or was found refusing
      since bigint not null,
      raised_at bigint not null,
      -- the figures it was raised on
      params jsonb not null,
      ended_at bigint,
      ended_because text,
      acknowledged_at bigint,
      acknowledged_by text
    )`.execute(db);
  // Whoever comes second raises nothing.
  await sql`
    create unique index open_source_alarms on source_alarms (workspace_id, source, kind)
    where ended_at is null`.execute(db);
  await sql`create index source_alarms_by_workspace on source_alarms (workspace_id, id)`.execute(db);
}
