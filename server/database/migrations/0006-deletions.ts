import { type Kysely, sql } from 'kysely';

/** Workspaces that are being deleted: nobody enters them any more, and the service empties them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table deletions (
      workspace_id integer primary key references workspaces on delete cascade,
      asked_at bigint not null,
      tables integer not null default 0,
      tables_done integer not null default 0,
      -- when nothing was left of it but its name
      emptied_at bigint
    )`.execute(db);
}
