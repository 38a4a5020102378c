import { type Kysely, sql } from 'kysely';

/** Who folds which lane and how far it got; when an open stream must be looked at again; signals. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table lanes (
      lane smallint primary key,
      holder text not null default '',
      epoch bigint not null default 0,
      lease_until bigint not null default 0,
      folded_up_to bigint not null default 0
    )`.execute(db);
  await sql`insert into lanes (lane) select generate_series(0, 63)`.execute(db);
  await sql`
    create table due (
      lane smallint not null,
      workspace_id integer not null,
      stream text not null,
      at bigint not null,
      primary key (lane, workspace_id, stream)
    )`.execute(db);
  await sql`create index due_by_time on due (lane, at)`.execute(db);
  await sql`
    create table signals (
      workspace_id integer not null,
      kind text not null,
      subject text not null,
      at bigint not null,
      raised_at bigint not null,
      primary key (workspace_id, kind, subject)
    )`.execute(db);
}
