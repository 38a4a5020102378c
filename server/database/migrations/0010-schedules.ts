import { type Kysely, sql } from 'kysely';

/** Working hours, and whose they are. Dates are ISO dates of the schedule's zone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table schedules (
      id integer generated always as identity primary key,
      workspace_id integer not null references workspaces on delete cascade,
      name text not null,
      -- zone, weeks by date, overrides and holidays
      rules jsonb not null,
      set_at bigint not null,
      set_by text not null,
      unique (workspace_id, name),
      unique (workspace_id, id)
    )`.execute(db);
  await sql`
    create table schedule_assignments (
      workspace_id integer not null references workspaces on delete cascade,
      schedule_id integer not null,
      scope text not null check (scope in ('workspace', 'channel', 'team', 'site')),
      -- the channel, or the id of the team or site; '' for the workspace
      scope_id text not null check ((scope = 'workspace') = (scope_id = '')),
      -- both included; null: since ever, until further notice
      valid_from text,
      valid_to text,
      foreign key (workspace_id, schedule_id) references schedules (workspace_id, id) on delete cascade
    )`.execute(db);
  await sql`create index schedule_assignments_by_workspace on schedule_assignments (workspace_id)`.execute(db);
}
