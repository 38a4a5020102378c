import { type Kysely, sql } from 'kysely';

/** Ids that are one person's, and when employees came and left. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table joins (
      workspace_id integer not null references workspaces on delete cascade,
      kind text not null check (kind in ('agent', 'customer')),
      -- of customers both are keys: an id is never here
      alias text not null,
      into_id text not null,
      joined_at bigint not null,
      joined_by text not null,
      primary key (workspace_id, kind, alias)
    )`.execute(db);
  await sql`
    create table join_refusals (
      workspace_id integer not null references workspaces on delete cascade,
      kind text not null check (kind in ('agent', 'customer')),
      -- in the order of their text
      one text not null,
      other text not null,
      refused_at bigint not null,
      refused_by text not null,
      primary key (workspace_id, kind, one, other)
    )`.execute(db);
  await sql`
    create table employments (
      workspace_id integer not null references workspaces on delete cascade,
      agent_id text not null,
      -- dates of the workspace's zone; null: not told, or still here
      started_on date,
      left_at bigint,
      primary key (workspace_id, agent_id)
    )`.execute(db);
}
