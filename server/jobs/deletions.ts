import type { Logger } from 'pino';
import { type DeletionPorts, emptyDeletedWorkspaces } from '../services/workspaces/empty-deleted.ts';
import { startLooking } from './looking.ts';

const lookEveryMs = 1_000;

/** Empties deleted workspaces: those that an earlier run left behind, and each as soon as it is asked for. */
export function startDeletions(ports: Omit<DeletionPorts, 'stopping'> & { log: Logger }): { stop(): Promise<void> } {
  return startLooking(
    async (stopping) => {
      await emptyDeletedWorkspaces({ ...ports, stopping });
      return lookEveryMs;
    },
    'a deleted workspace could not be emptied; it is tried again',
    ports.log,
  );
}
