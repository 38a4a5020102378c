import { type Kysely, sql } from 'kysely';

/** Files and other batches that were brought in as one, so that they can be undone as one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table imports (
      id integer generated always as identity primary key,
      workspace_id integer not null references workspaces on delete cascade,
      name text not null,
      source text not null,
      -- sending: a program sends its events · waiting, running: a file is read here · done · failed · undoing · undone
      state text not null,
      created_at bigint not null,
      created_by text not null,
      finished_at bigint,
      undone_at bigint,
      -- when it was looked at once more for what was under way while it was undone
      checked_at bigint,
      -- how the file is read: choices, and a mapping where one was sent or is settled; null where there is no file
      reading jsonb,
      -- the uploaded file's name in the data directory, until it is read
      file text,
      file_bytes bigint not null default 0,
      bytes_read bigint not null default 0,
      columns jsonb not null default '[]',
      rows integer not null default 0,
      accepted integer not null default 0,
      duplicate integer not null default 0,
      refused integer not null default 0,
      -- of the refused rows that are kept
      refused_characters bigint not null default 0,
      first_at bigint,
      last_at bigint,
      error jsonb
    )`.execute(db);
  await sql`create index imports_by_workspace on imports (workspace_id, id)`.execute(db);
  await sql`
    create index imports_at_work on imports (workspace_id)
    where state in ('waiting', 'running', 'undoing') or (state = 'undone' and checked_at is null)`.execute(db);
  await sql`
    create table import_refusals (
      workspace_id integer not null references workspaces on delete cascade,
      import_id integer not null references imports on delete cascade,
      line integer not null,
      cells jsonb not null,
      reasons jsonb not null,
      primary key (import_id, line)
    )`.execute(db);
  // Samples of what people wrote would stay with the planner.
  await sql`alter table import_refusals alter column cells set statistics 0`.execute(db);
  await sql`alter table import_refusals alter column reasons set statistics 0`.execute(db);
  // Streams that an undoing touches: written before their events go, so that a crash forgets none.
  await sql`
    create table import_streams (
      workspace_id integer not null references workspaces on delete cascade,
      import_id integer not null references imports on delete cascade,
      stream text not null,
      -- the folder was told to read it anew
      told boolean not null default false,
      primary key (import_id, stream)
    )`.execute(db);
}
