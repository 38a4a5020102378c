import { type Insertable, type Kysely, sql, type Transaction } from 'kysely';
import type { AuditAction } from '../../../core/audit/actions.ts';
import type { AuditTable, Schema } from '../../database/schema.ts';
import type { Context } from '../../context.ts';

type Details = Record<string, string | number | readonly string[]>;

/** Notes what somebody did in a workspace; inside the transaction that does it. */
export async function noteInWorkspace(
  database: Context['database'],
  context: Context,
  action: AuditAction,
  subject: string,
  details: Details,
): Promise<void> {
  const { kind, id, name = null } = context.actor;
  await database
    .insertInto('audit')
    .values({
      at: context.now(),
      actor: `${kind}:${id}`,
      actor_name: name,
      action,
      subject,
      details: JSON.stringify(details),
    })
    .execute();
}

/**
 * Notes what concerns a person and no single workspace (signing in, a new password): once in each workspace they
 * are a member of, for its admins; of no workspace where they have none.
 */
export async function noteOfPerson(
  db: Kysely<Schema> | Transaction<Schema>,
  now: number,
  userId: number,
  action: AuditAction,
): Promise<void> {
  const actor = `user:${userId}`;
  await sql`
    insert into audit (workspace_id, at, actor, actor_name, action, subject, details)
    select memberships.workspace_id, ${now}, ${actor}, users.email, ${action}, ${actor}, '{}'
    from users left join memberships on memberships.user_id = users.id
    where users.id = ${userId}`.execute(db);
}

const countedMs = 3_600_000;

/**
 * Counts a failed sign-in of an account: one row an hour in each workspace of theirs, with how often, and nothing
 * of where it came from or what was tried.
 */
export async function countFailedSignIn(db: Kysely<Schema>, now: number, userId: number): Promise<void> {
  const actor = `user:${userId}`;
  const hour = now - (now % countedMs);
  await sql`
    with places as (
      select users.email, memberships.workspace_id
      from users left join memberships on memberships.user_id = users.id
      where users.id = ${userId}
    ), counted as (
      update audit set details = jsonb_build_object('count', coalesce((details->>'count')::int, 0) + 1)
      from places
      where audit.workspace_id is not distinct from places.workspace_id
        and audit.actor = ${actor} and audit.action = 'signInFailed' and audit.at = ${hour}
      returning audit.workspace_id
    )
    insert into audit (workspace_id, at, actor, actor_name, action, subject, details)
    select workspace_id, ${hour}, ${actor}, email, 'signInFailed', ${actor}, '{"count": 1}'
    from places
    where not exists (select from counted where counted.workspace_id is not distinct from places.workspace_id)`.execute(
    db,
  );
}

/** Notes that somebody took the place they were invited to; `guestId`: whom the invitation was noted of. */
export async function noteJoined(
  trx: Transaction<Schema>,
  now: number,
  joined: { userId: number; workspaceId: number; guestId: number },
): Promise<void> {
  const { userId, workspaceId, guestId } = joined;
  const row: Insertable<AuditTable> = {
    workspace_id: workspaceId,
    at: now,
    actor: `user:${userId}`,
    action: 'memberJoined',
    subject: `user:${userId}`,
    details: JSON.stringify({ invitedAs: `user:${guestId}` }),
  };
  await trx.insertInto('audit').values(row).execute();
}
