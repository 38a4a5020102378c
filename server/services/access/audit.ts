import type { Insertable, Kysely, Transaction } from 'kysely';
import type { AuditTable, Schema } from '../../database/schema.ts';
import type { Context } from '../../context.ts';

type Details = Record<string, string | number | readonly string[]>;

/** Notes what somebody did in a workspace; inside the transaction that does it. */
export async function noteInWorkspace(
  database: Context['database'],
  context: Context,
  action: string,
  subject: string,
  details: Details,
): Promise<void> {
  const { kind, id } = context.actor;
  await database
    .insertInto('audit')
    .values({ at: context.now(), actor: `${kind}:${id}`, action, subject, details: JSON.stringify(details) })
    .execute();
}

/** Notes what concerns a person and no single workspace: signing in, a new password. */
export async function noteOfPerson(
  db: Kysely<Schema> | Transaction<Schema>,
  now: number,
  userId: number,
  action: string,
): Promise<void> {
  const row: Insertable<AuditTable> = {
    workspace_id: null,
    at: now,
    actor: `user:${userId}`,
    action,
    subject: `user:${userId}`,
    details: '{}',
  };
  await db.insertInto('audit').values(row).execute();
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
