import type { Context } from '../../context.ts';
import { accept } from '../../ingest/accept.ts';
import type { IngestReceipt, Intake } from '../../ingest/types.ts';

/** What services that take events in need beside the context. */
export interface IngestPorts {
  intake: Intake;
}

/** The source of events that name none, from senders that have none of their own. */
const defaultSource = 'api';

export interface ReceiveOptions {
  /** The request's place in the queue, taken before it was read. */
  ticket?: number;
  /** The import that they are part of. */
  importId?: number;
}

/**
 * Takes events into the actor's workspace, each judged alone. The receipt comes when what it says is on
 * durable storage; the events that name no source get the actor's.
 * Throws RidaError('unavailable') when nothing was taken and the request may be repeated.
 */
export async function receiveEvents(
  sent: readonly unknown[],
  { workspace, actor, now }: Context,
  { intake }: IngestPorts,
  { ticket, importId = 0 }: ReceiveOptions = {},
): Promise<IngestReceipt> {
  const { id: workspaceId, secret } = workspace;
  return intake.submit(
    accept(sent, { workspaceId, secret, source: actor.source ?? defaultSource, importId, now: now() }),
    ticket,
  );
}
