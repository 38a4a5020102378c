import { setTimeout as pause } from 'node:timers/promises';
import { removeStrayUploads, workOnImports, workspacesWithImports } from '../services/imports/work-on-imports.ts';
import type { ImportPorts } from '../services/imports/ports.ts';

const lookEveryMs = 500;
const afterFailureMs = 10_000;
const tidyEveryMs = 3_600_000;
/** Each holds a connection to the database while it works. */
const mostAtOnce = 3;

/**
 * Reads uploaded files in and carries out what is to be undone: what an earlier run left behind, and each as soon as it
 * is asked for. Every workspace has its own turn, so that a long file of one keeps nobody else waiting.
 */
export function startImports(ports: Omit<ImportPorts, 'stopping'>): { stop(): Promise<void> } {
  const stop = new AbortController();
  const working = new Map<number, Promise<void>>();
  let timer: NodeJS.Timeout | null = null;
  let tidiedAt = Number.NEGATIVE_INFINITY;
  let looking = look();

  async function look(): Promise<void> {
    let wait = lookEveryMs;
    try {
      for (const workspaceId of await workspacesWithImports(ports)) begin(workspaceId);
      await tidy();
    } catch (error) {
      wait = afterFailureMs;
      complain(error);
    }
    if (!stop.signal.aborted) timer = setTimeout(() => (looking = look()), wait);
  }

  async function tidy(): Promise<void> {
    if (ports.now() - tidiedAt < tidyEveryMs) return;
    tidiedAt = ports.now();
    await removeStrayUploads(ports);
  }

  function begin(workspaceId: number): void {
    if (working.has(workspaceId) || working.size >= mostAtOnce || stop.signal.aborted) return;
    const work = workOnImports(workspaceId, { ...ports, stopping: stop.signal })
      .catch(async (error: unknown) => {
        complain(error);
        await pause(afterFailureMs, undefined, { signal: stop.signal }).catch(() => {});
      })
      .finally(() => working.delete(workspaceId));
    working.set(workspaceId, work);
  }

  function complain(error: unknown): void {
    ports.log.error({ err: error }, 'an import could not go on; it is tried again');
  }

  return {
    async stop() {
      stop.abort();
      if (timer !== null) clearTimeout(timer);
      await looking;
      await Promise.all(working.values());
    },
  };
}
