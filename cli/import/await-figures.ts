import { setTimeout as pause } from 'node:timers/promises';
import { readFoldLag } from '../../contract/routes/ingest.ts';
import { type Api, ApiProblem } from '../connection/api.ts';

const pollMs = 300;
const longestMs = 15 * 60_000;

/**
 * Waits until everything received before `receivedAt` (epoch ms) is in the figures. False where that
 * cannot be known (the key may not ask), takes longer than a quarter of an hour or is broken off.
 */
export async function awaitFigures(
  api: Api,
  workspaceId: number,
  receivedAt: number,
  stopAsked: () => boolean,
): Promise<boolean> {
  const deadline = Date.now() + longestMs;
  while (Date.now() < deadline && !stopAsked()) {
    try {
      const { oldestMs } = readFoldLag.answer.parse(await api.ask('/ingest/lag', { workspaceId }));
      if (Date.now() - oldestMs > receivedAt) return true;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 403) return false;
      throw error;
    }
    await pause(pollMs);
  }
  return false;
}
