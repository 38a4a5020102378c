import { type Kysely, sql } from 'kysely';

/** People, their workspaces, the ways in (links, sessions, keys), attempts, and who did what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table users (
      id integer generated always as identity primary key,
      -- null until the first sign-in link is redeemed; one spelling a person (services/access/email.ts)
      email text unique,
      password_hash text,
      created_at bigint not null
    )`.execute(db);
  await sql`
    create table memberships (
      workspace_id integer not null references workspaces on delete cascade,
      user_id integer not null references users on delete cascade,
      role text not null check (role in ('owner')),
      primary key (workspace_id, user_id)
    )`.execute(db);
  await sql`create index memberships_by_user on memberships (user_id)`.execute(db);
  // Of every secret below only the SHA-256 is kept.
  await sql`
    create table sign_in_links (
      token_hash bytea primary key check (length(token_hash) = 32),
      user_id integer not null references users on delete cascade,
      created_at bigint not null,
      expires_at bigint not null
    )`.execute(db);
  await sql`create index sign_in_links_by_user on sign_in_links (user_id)`.execute(db);
  await sql`
    create table browser_sessions (
      token_hash bytea primary key check (length(token_hash) = 32),
      user_id integer not null references users on delete cascade,
      created_at bigint not null,
      expires_at bigint not null
    )`.execute(db);
  await sql`create index browser_sessions_by_user on browser_sessions (user_id)`.execute(db);
  await sql`
    create table known_devices (
      token_hash bytea primary key check (length(token_hash) = 32),
      user_id integer not null references users on delete cascade,
      created_at bigint not null
    )`.execute(db);
  await sql`create index known_devices_by_user on known_devices (user_id)`.execute(db);
  await sql`
    create table api_keys (
      id integer generated always as identity primary key,
      workspace_id integer not null references workspaces on delete cascade,
      token_hash bytea not null unique check (length(token_hash) = 32),
      prefix text not null,
      name text not null,
      scopes text[] not null,
      source text not null,
      created_at bigint not null,
      created_by text not null,
      -- to the hour: enough to see a forgotten key, too coarse to watch a person
      last_used_at bigint,
      revoked_at bigint
    )`.execute(db);
  await sql`create index api_keys_by_workspace on api_keys (workspace_id, id)`.execute(db);
  await sql`
    create table attempts (
      -- a hash of what is limited (an account, an address, both): no address is stored
      bucket bytea primary key,
      count integer not null,
      resets_at bigint not null
    )`.execute(db);
  await sql`create index attempts_by_reset on attempts (resets_at)`.execute(db);
  await sql`
    create table audit (
      id bigint generated always as identity primary key,
      -- null: about a person, not about one workspace (signing in)
      workspace_id integer references workspaces on delete cascade,
      at bigint not null,
      actor text not null,
      action text not null,
      subject text not null,
      details jsonb not null
    )`.execute(db);
  await sql`create index audit_by_workspace on audit (workspace_id, id)`.execute(db);
}
