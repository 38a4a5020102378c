import { type Kysely, sql } from 'kysely';

/** How complete a lane's facts are, for processes that do not fold: they cannot know what waits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table lanes add column as_of bigint not null default 0`.execute(db);
}
