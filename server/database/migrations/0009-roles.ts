import { type Kysely, sql } from 'kysely';

/** What people are in a workspace, whose rights an API key borrows, and what employees learn of their ratings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table memberships
      drop constraint memberships_role_check,
      add constraint memberships_role_check check (role in ('owner', 'admin', 'supervisor', 'analyst', 'employee')),
      -- teams supervised, and the ids that a person works under as an agent: ids of events
      add column team_ids text[] not null default '{}',
      add column agent_ids text[] not null default '{}',
      -- null: from before it was noted
      add column created_at bigint`.execute(db);
  // Whom an invitation was meant for: whoever redeems its link says their address themselves.
  await sql`alter table users add column invited_email text`.execute(db);
  await sql`
    alter table api_keys
      -- the role whose sight it has; keys of before saw everything and still do
      add column sees text not null default 'owner'
        check (sees in ('owner', 'admin', 'supervisor', 'analyst', 'employee')),
      add column team_ids text[] not null default '{}',
      add column agent_ids text[] not null default '{}',
      -- the person whose rights it borrows; null: the command line's
      add column user_id integer references users on delete cascade`.execute(db);
  await sql`
    update api_keys set user_id = users.id from users where created_by = 'user:' || users.id`.execute(db);
  await sql`alter table api_keys alter column sees set default 'analyst'`.execute(db);
  await sql`
    create table rating_policies (
      workspace_id integer primary key references workspaces on delete cascade,
      policy jsonb not null
    )`.execute(db);
  // What was published to an employee is never computed again: its sums are kept as they were.
  await sql`
    create table rating_batches (
      workspace_id integer not null references workspaces on delete cascade,
      id bigint generated always as identity primary key,
      agent_id text not null,
      class text not null,
      source text not null,
      subject text not null,
      family text not null,
      -- end of the week up to which ratings were looked at
      up_to bigint not null,
      published_at bigint not null,
      ratings integer not null check (ratings >= 5),
      score_sum double precision not null,
      satisfied integer not null,
      detractors integer not null
    )`.execute(db);
  await sql`create index rating_batches_by_agent on rating_batches (workspace_id, agent_id)`.execute(db);
  await sql`
    create table published_ratings (
      workspace_id integer not null references workspaces on delete cascade,
      -- SHA-256 of the rating's place among the facts
      rating bytea not null check (length(rating) = 32),
      batch bigint not null references rating_batches on delete cascade,
      primary key (workspace_id, rating)
    )`.execute(db);
}
