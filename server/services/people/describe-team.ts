import { randomUUID } from 'node:crypto';
import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { type IngestPorts, receiveEvents } from '../events/receive.ts';
import { peopleSource } from './describe-agent.ts';

/** Names a team, by an event like any other. */
export async function describeTeam(teamId: string, name: string, context: Context, ports: IngestPorts): Promise<void> {
  const event = { id: randomUUID(), type: 'team.described', at: context.now(), source: peopleSource, teamId, name };
  const { rejected } = await receiveEvents([event], context, ports);
  const [refused] = rejected;
  if (refused !== undefined) throw new RidaError(refused.code, refused.params);
  await noteInWorkspace(context.database, context, 'teamDescribed', `team:${teamId}`, { name });
}
