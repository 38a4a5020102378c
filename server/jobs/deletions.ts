import type { Logger } from 'pino';
import { type DeletionPorts, emptyDeletedWorkspaces } from '../services/workspaces/empty-deleted.ts';

const lookEveryMs = 1_000;
const afterFailureMs = 10_000;

/** Empties deleted workspaces: those that an earlier run left behind, and each as soon as it is asked for. */
export function startDeletions(ports: Omit<DeletionPorts, 'stopping'> & { log: Logger }): { stop(): Promise<void> } {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let working = look();

  async function look(): Promise<void> {
    let wait = lookEveryMs;
    try {
      await emptyDeletedWorkspaces({ ...ports, stopping: stop.signal });
    } catch (error) {
      wait = afterFailureMs;
      ports.log.error({ err: error }, 'a deleted workspace could not be emptied; it is tried again');
    }
    if (!stop.signal.aborted) timer = setTimeout(() => (working = look()), wait);
  }

  return {
    async stop() {
      stop.abort();
      if (timer !== null) clearTimeout(timer);
      await working;
    },
  };
}
