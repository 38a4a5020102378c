import { setTimeout as pause } from 'node:timers/promises';
import { removeStrayUploads, workOnImports, workspacesWithImports } from '../services/imports/work-on-imports.ts';
import type { ImportPorts } from '../services/imports/ports.ts';
import { startLooking } from './looking.ts';

const lookEveryMs = 500;
const afterFailureMs = 10_000;
const tidyEveryMs = 3_600_000;
/** Each holds a connection to the database while it works. */
const mostAtOnce = 3;

const trouble = 'an import could not go on; it is tried again';

/**
 * Reads uploaded files in and carries out what is to be undone: what an earlier run left behind, and each as soon as it
 * is asked for. Every workspace has its own turn, so that a long file of one keeps nobody else waiting.
 */
export function startImports(ports: Omit<ImportPorts, 'stopping'>): { stop(): Promise<void> } {
  const working = new Map<number, Promise<void>>();
  let tidiedAt = Number.NEGATIVE_INFINITY;

  const looking = startLooking(
    async (stopping) => {
      for (const workspaceId of await workspacesWithImports(ports)) begin(workspaceId, stopping);
      await tidy();
      return lookEveryMs;
    },
    trouble,
    ports.log,
  );

  async function tidy(): Promise<void> {
    if (ports.now() - tidiedAt < tidyEveryMs) return;
    tidiedAt = ports.now();
    await removeStrayUploads(ports);
  }

  function begin(workspaceId: number, stopping: AbortSignal): void {
    if (working.has(workspaceId) || working.size >= mostAtOnce || stopping.aborted) return;
    const work = workOnImports(workspaceId, { ...ports, stopping })
      .catch(async (error: unknown) => {
        ports.log.error({ err: error }, trouble);
        await pause(afterFailureMs, undefined, { signal: stopping }).catch(() => {});
      })
      .finally(() => working.delete(workspaceId));
    working.set(workspaceId, work);
  }

  return {
    async stop() {
      await looking.stop();
      await Promise.all(working.values());
    },
  };
}
