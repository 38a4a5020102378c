import type { z } from 'zod';
import { receiveEvents } from '../../contract/routes/events.ts';
import type { Api } from '../connection/api.ts';

export type Receipt = z.output<typeof receiveEvents.answer>;

/**
 * Sends one batch and waits for its receipt: then it is on durable storage. What passes by itself (nobody
 * answers, 429, 502, 503, 504) is tried again, up to five times more; sending twice changes nothing.
 */
export async function sendBatch(
  api: Api,
  body: string,
  { workspaceId, importId }: { workspaceId: number; importId: number },
): Promise<Receipt> {
  const contentType = 'application/x-ndjson';
  return receiveEvents.answer.parse(
    await api.ask('/events', { method: 'POST', body, contentType, workspaceId, importId, retries: 5 }),
  );
}
