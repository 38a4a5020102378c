import { type Kysely, sql } from 'kysely';

/** By which version of the fold a workspace's facts were made: an older one's are folded again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table workspaces add facts_version integer not null default 0`.execute(db);
}
