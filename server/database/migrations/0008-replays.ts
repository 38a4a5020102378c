import { type Kysely, sql } from 'kysely';

/** Changes of rules that facts depend on, and the replays of the log that follow from them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table policies add set_at bigint not null default 0, add set_by text not null default ''`.execute(db);
  // What a replay brings to light is known from then on, and nothing is ever sent because of it.
  await sql`alter table signals add muted boolean not null default false`.execute(db);
  await sql`
    create table rule_versions (
      -- moves with every change, in its transaction: folders read the rules again where it did
      workspace_id integer primary key references workspaces on delete cascade,
      version integer not null
    )`.execute(db);
  await sql`
    create table replays (
      id integer generated always as identity primary key,
      workspace_id integer not null references workspaces on delete cascade,
      reason text not null,
      -- what was changed: the start of a policy, the name of a schedule, the id of a person
      subject text not null,
      -- facts before this instant cannot differ
      since bigint not null,
      -- streams that can differ; null: all
      chosen jsonb,
      asked_at bigint not null,
      asked_by text not null,
      streams integer not null default 0,
      streams_done integer not null default 0,
      -- streams handed to the folders, in the order of their names, and the last of them
      handed integer not null default 0,
      handed_up_to text not null default '',
      -- when every stream was folded, and when what chains from them was too
      folded_at bigint,
      finished_at bigint,
      figures_before jsonb,
      figures_after jsonb
    )`.execute(db);
  await sql`create index replays_by_workspace on replays (workspace_id, id)`.execute(db);
  await sql`create index replays_unfinished on replays (id) where finished_at is null`.execute(db);
  await sql`
    create table replay_streams (
      lane smallint not null,
      workspace_id integer not null references workspaces on delete cascade,
      stream text not null,
      -- the latest that wants it: a folder removes only what it had seen before it folded
      replay_id integer not null,
      primary key (lane, workspace_id, stream)
    )`.execute(db);
  await sql`create index replay_streams_by_replay on replay_streams (replay_id)`.execute(db);
}
