import { RidaError } from '../../../core/errors.ts';
import { idsOf } from '../../../core/people/joins.ts';
import type { Context } from '../../context.ts';
import { readJoins } from '../../database/joins.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { changeMembers, readMembers } from '../access/members.ts';
import type { AccessPorts } from '../access/ports.ts';
import { endMembership } from '../access/remove-member.ts';

/**
 * Notes that an employee has left. His figures and his name stay in history; his ids are given to nobody else; who is
 * a member under one of them is none any more, from the next request on, and the keys that he made end.
 * Throws RidaError('conflict') where he has left already, ('invalidRequest') for a time to come, ('lastOwner'),
 * ('notAllowed') where he is more in the workspace than the asker may take.
 */
export async function depart(
  agentId: string,
  leftAt: number | undefined,
  context: Context,
  ports: AccessPorts,
): Promise<void> {
  const at = leftAt ?? context.now();
  if (at > context.now()) throw new RidaError('invalidRequest', { field: 'body.leftAt', rule: 'in_the_future' });
  await changeMembers(context, ports, async (members) => {
    const ids = idsOf(await readJoins(members.scoped), 'agent', agentId);
    await noteDeparture(agentId, at, members.scoped);
    await noteInWorkspace(members.scoped, context, 'agentLeft', `agent:${agentId}`, {
      at: new Date(at).toISOString(),
      ids,
    });
    for (const { userId, agentIds } of await readMembers(members.trx, members.workspaceId))
      if (agentIds.some((id) => ids.includes(id))) await endMembership(userId, members, context);
  });
}

async function noteDeparture(agentId: string, at: number, trx: Context['database']): Promise<void> {
  const known = await trx
    .selectFrom('employments')
    .select('left_at')
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  if ((known?.left_at ?? null) !== null) throw new RidaError('conflict');
  await trx
    .insertInto('employments')
    .values({ agent_id: agentId, started_on: null, left_at: at })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'agent_id']).doUpdateSet({ left_at: at }))
    .execute();
}

/** Takes a departure back: he is here again. Throws RidaError('notFound') where he had not left. */
export async function undoDeparture(agentId: string, context: Context): Promise<void> {
  await context.database.transaction(async (trx) => {
    const back = await trx
      .updateTable('employments')
      .set({ left_at: null })
      .where('agent_id', '=', agentId)
      .where('left_at', 'is not', null)
      .returning('agent_id')
      .executeTakeFirst();
    if (back === undefined) throw new RidaError('notFound');
    await noteInWorkspace(trx, context, 'agentBack', `agent:${agentId}`, {});
  });
}
