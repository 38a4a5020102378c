import { type Kysely, sql } from 'kysely';

/** Writes that came with an Idempotency-Key, and what they were answered: a repeat gets that again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table idempotent_requests (
      -- a hash of whose key it is, for what, and the key: the key itself is not stored
      id bytea primary key check (length(id) = 32),
      -- where the request is about one workspace
      workspace_id integer references workspaces on delete cascade,
      begun_at bigint not null,
      salt bytea not null check (length(salt) = 16),
      request_mac bytea not null check (length(request_mac) = 32),
      -- encrypted with the key; null while the request is being answered
      answer bytea
    )`.execute(db);
}
