import { setTimeout as pause } from 'node:timers/promises';
import { receiveEvents } from '../../contract/routes/events.ts';
import { type Api, ApiProblem } from '../connection/api.ts';
import type { z } from 'zod';

export type Receipt = z.output<typeof receiveEvents.answer>;

const attempts = 6;
const firstPauseMs = 500;

/**
 * Sends one batch and waits for its receipt: then it is on durable storage. What passes by itself (nobody
 * answers, 429, 502, 503, 504) is tried again, up to six times; sending twice changes nothing.
 */
export async function sendBatch(
  api: Api,
  body: string,
  { workspaceId, importId }: { workspaceId: number; importId: number },
): Promise<Receipt> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await api.ask('/events', {
        method: 'POST',
        body,
        contentType: 'application/x-ndjson',
        workspaceId,
        importId,
      });
      return receiveEvents.answer.parse(answer);
    } catch (error) {
      if (attempt === attempts || !passes(error)) throw error;
      const asked = error instanceof ApiProblem ? error.retryAfterSeconds : null;
      await pause(asked === null ? firstPauseMs * 2 ** (attempt - 1) : asked * 1000);
    }
  }
}

function passes(error: unknown): boolean {
  if (error instanceof ApiProblem) return [429, 502, 503, 504].includes(error.status);
  return error instanceof TypeError;
}
