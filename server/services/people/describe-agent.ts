import { randomUUID } from 'node:crypto';
import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { type IngestPorts, receiveEvents } from '../events/receive.ts';

export interface AgentDescription {
  name?: string | undefined;
  /** All teams he is in from then on. */
  teamIds?: readonly string[] | undefined;
  /** From when on; now where it is not told. */
  at?: number | undefined;
  /** Date of the workspace's zone. */
  startedOn?: string | null | undefined;
}

/** The source of what people say of people here: connectors' own descriptions stand beside it. */
export const peopleSource = 'rida';

/**
 * Tells who an agent is. Name and teams become an event like any other, so that the log holds all that is known; when
 * he came is kept apart. Throws RidaError('agentHasLeft') for one who has left: an id is never given to somebody else.
 */
export async function describeAgent(
  agentId: string,
  { name, teamIds, at, startedOn }: AgentDescription,
  context: Context,
  ports: IngestPorts,
): Promise<void> {
  const { database, now } = context;
  const employment = await database
    .selectFrom('employments')
    .select('left_at')
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  if ((employment?.left_at ?? null) !== null) throw new RidaError('agentHasLeft', { agentId });
  if (name !== undefined || teamIds !== undefined) {
    const told = { ...(name !== undefined && { name }), ...(teamIds !== undefined && { teamIds: [...teamIds] }) };
    const event = {
      id: randomUUID(),
      type: 'agent.described',
      at: at ?? now(),
      source: peopleSource,
      agentId,
      ...told,
    };
    const { rejected } = await receiveEvents([event], context, ports);
    const [refused] = rejected;
    if (refused !== undefined) throw new RidaError(refused.code, refused.params);
  }
  await database.transaction(async (trx) => {
    if (startedOn !== undefined) {
      await trx
        .insertInto('employments')
        .values({ agent_id: agentId, started_on: startedOn, left_at: null })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'agent_id']).doUpdateSet({ started_on: startedOn }))
        .execute();
    }
    await noteInWorkspace(trx, context, 'agentDescribed', `agent:${agentId}`, {
      ...(name !== undefined && { name }),
      ...(teamIds !== undefined && { teamIds: [...teamIds] }),
      ...(startedOn !== undefined && { startedOn: startedOn ?? '' }),
    });
  });
}
