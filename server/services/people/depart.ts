import { RidaError } from '../../../core/errors.ts';
import { idsOf } from '../../../core/people/joins.ts';
import type { Context } from '../../context.ts';
import { readJoins } from '../../database/joins.ts';
import { noteInWorkspace } from '../access/audit.ts';

/**
 * Notes that an employee has left. His figures and his name stay in history; his ids are given to nobody else; whoever
 * signs in as him gets in no more, from the next request on. Throws RidaError('conflict') where he has left already.
 */
export async function depart(agentId: string, leftAt: number | undefined, context: Context): Promise<void> {
  const at = leftAt ?? context.now();
  await context.database.transaction(async (trx) => {
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
    const ids = idsOf(await readJoins(trx), 'agent', agentId);
    await noteInWorkspace(trx, context, 'agentLeft', `agent:${agentId}`, { at: new Date(at).toISOString(), ids });
  });
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
