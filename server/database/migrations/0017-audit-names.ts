import { type Kysely, sql } from 'kysely';

/**
 * Each row says who it was by the name of that time. What concerns a person stands in every workspace they are a
 * member of, where its admins read it; what was noted of nobody's workspace so far is put there too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table audit add column actor_name text`.execute(db);
  await sql`
    create index audit_failed_sign_ins on audit (actor, at) where action = 'signInFailed'`.execute(db);
  await sql`
    update audit set actor_name = users.email from users
    where audit.actor = 'user:' || users.id`.execute(db);
  await sql`
    update audit set actor_name = api_keys.name from api_keys
    where audit.actor = 'apiKey:' || api_keys.id`.execute(db);
  await sql`
    insert into audit (workspace_id, at, actor, actor_name, action, subject, details)
    select memberships.workspace_id, at, actor, actor_name, action, subject, details
    from audit join memberships on audit.actor = 'user:' || memberships.user_id
    where audit.workspace_id is null
    order by audit.id`.execute(db);
  await sql`
    delete from audit where workspace_id is null
    and exists (select from memberships where audit.actor = 'user:' || memberships.user_id)`.execute(db);
}
