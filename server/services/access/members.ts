import { type Kysely, sql, type Transaction } from 'kysely';
import { RidaError } from '../../../core/errors.ts';
import { mayGive, type Role } from '../../../core/people/roles.ts';
import type { Context } from '../../context.ts';
import { ScopedDatabase } from '../../database/scoped.ts';
import type { Schema } from '../../database/schema.ts';
import type { Membership } from './membership.ts';
import type { AccessPorts } from './ports.ts';

/** A person as those see them who manage a workspace. */
export interface Member extends Membership {
  userId: number;
  /** Of somebody who has not come yet: whom the invitation was meant for. */
  email: string | null;
  /** Invited, and did not come yet. */
  isPending: boolean;
  /** Since when, epoch ms; null: from before it was noted. */
  since: number | null;
}

/** The members of a workspace, those first who came first; or one of them. */
export async function readMembers(db: Kysely<Schema>, workspaceId: number, userId?: number): Promise<Member[]> {
  let query = db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.id as userId', 'm.role', 'm.team_ids as teamIds', 'm.agent_ids as agentIds', 'm.created_at as since'])
    .select((eb) => [
      eb.fn.coalesce('u.email', 'u.invited_email').as('email'),
      // Whoever runs the service makes people as well; they are no guests of ours.
      eb.and([eb('u.password_hash', 'is', null), eb('u.invited_email', 'is not', null)]).as('isPending'),
    ])
    .where('m.workspace_id', '=', workspaceId)
    .orderBy('u.id');
  if (userId !== undefined) query = query.where('u.id', '=', userId);
  const rows = await query.execute();
  return rows.map(({ isPending, ...row }) => ({ ...row, isPending: isPending === true }));
}

/** What a change to a workspace's members works with. */
export interface MembersChange {
  trx: Transaction<Schema>;
  /** The same transaction, scoped: for the audit. */
  scoped: ScopedDatabase;
  workspaceId: number;
}

/** Runs a change to a workspace's members; one at a time, so that two cannot remove each other's last owner. */
export function changeMembers<T>(
  { workspace: { id } }: Context,
  { db }: AccessPorts,
  change: (members: MembersChange) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select id from workspaces where id = ${id} for update`.execute(trx);
    return change({ trx, scoped: new ScopedDatabase(trx, id), workspaceId: id });
  });
}

/** The member, to be changed by whoever asks. Throws `notFound`, or `notAllowed` where he is more than they may give. */
export async function memberToChange(
  userId: number,
  { trx, workspaceId }: MembersChange,
  context: Context,
): Promise<Member> {
  const [member] = await readMembers(trx, workspaceId, userId);
  if (!member) throw new RidaError('notFound');
  requireMayGive(member, context);
  return member;
}

/** Throws `notAllowed` for a role that whoever asks may not give. */
export function requireMayGive(membership: Membership, { actor }: Context): void {
  if (!mayGive(membership.role, membership, actor)) throw new RidaError('notAllowed');
}

/** Throws `lastOwner` where nobody else owns the workspace: somebody who has come, not only been invited. */
export async function requireAnotherOwner(userId: number, { trx, workspaceId }: MembersChange): Promise<void> {
  const members = await readMembers(trx, workspaceId);
  const others = members.filter((each) => each.role === 'owner' && !each.isPending && each.userId !== userId);
  if (others.length === 0) throw new RidaError('lastOwner');
}

/** A membership as the audit keeps it. */
export function noted({ role, teamIds, agentIds }: { role: Role; teamIds: string[]; agentIds: string[] }) {
  return { role, teamIds, agentIds };
}
