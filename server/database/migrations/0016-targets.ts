import { type Kysely, sql } from 'kysely';

/** Targets, the units that were judged, and their verdicts, which never change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Held while targets of one KPI, unit, calendar and subject are changed: they may not overlap.
  await sql`
    create table target_series (
      workspace_id integer not null references workspaces on delete cascade,
      series text not null,
      changed_at bigint not null,
      primary key (workspace_id, series)
    )`.execute(db);
  await sql`
    create table targets (
      id integer generated always as identity primary key,
      workspace_id integer not null references workspaces on delete cascade,
      kpi text not null,
      subject_kind text not null,
      subject_id text not null,
      unit text not null,
      calendar text not null,
      value double precision not null,
      minimum integer not null check (minimum >= 0),
      valid_from bigint not null,
      -- not included; as valid_from: withdrawn before anything was judged by it
      valid_to bigint check (valid_to >= valid_from),
      created_at bigint not null,
      created_by text not null
    )`.execute(db);
  await sql`create index targets_by_workspace on targets (workspace_id, unit, calendar)`.execute(db);
  await sql`
    create table target_periods (
      workspace_id integer not null references workspaces on delete cascade,
      unit text not null,
      calendar text not null,
      period_from bigint not null,
      period_to bigint not null,
      judged_at bigint not null,
      primary key (workspace_id, unit, calendar, period_from)
    )`.execute(db);
  await sql`
    create table target_verdicts (
      workspace_id integer not null references workspaces on delete cascade,
      unit text not null,
      calendar text not null,
      period_from bigint not null,
      kpi text not null,
      subject_kind text not null,
      subject_id text not null,
      -- an agent's figure within this team; '' for all of it
      within_team text not null,
      target_id integer not null,
      target_value double precision not null,
      minimum integer not null,
      verdict text not null,
      value double precision,
      n bigint not null,
      interval_low double precision,
      interval_high double precision,
      primary key (workspace_id, unit, calendar, period_from, kpi, subject_kind, subject_id, within_team)
    )`.execute(db);
  await sql`
    create function keep_verdict() returns trigger language plpgsql as $$
    begin
      raise exception 'a stored verdict never changes';
    end $$`.execute(db);
  await sql`
    create trigger verdicts_never_change before update on target_verdicts
    for each row execute function keep_verdict()`.execute(db);
}
