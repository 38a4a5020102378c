import type { Logger } from 'pino';
import { refoldOldFacts } from '../services/sessions/refold-old-facts.ts';
import { type ReplayPorts, runReplays } from '../services/sessions/run-replays.ts';

/** How often it looks for replays, and how far one that runs is. */
const idleEveryMs = 1_000;
const runningEveryMs = 200;
const afterFailureMs = 10_000;

/**
 * Runs replays: of facts that an older version made, those that an earlier run left unfinished, and each as soon as it
 * is asked for.
 */
export function startReplays(ports: ReplayPorts & { log: Logger }): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let areFactsNew = false;
  let working = look();

  async function look(): Promise<void> {
    let wait = idleEveryMs;
    try {
      if (!areFactsNew) await refoldOldFacts(ports.db, ports.now());
      areFactsNew = true;
      if (await runReplays(ports)) wait = runningEveryMs;
    } catch (error) {
      wait = afterFailureMs;
      ports.log.error({ err: error }, 'a replay could not go on; it is tried again');
    }
    if (!stopped) timer = setTimeout(() => (working = look()), wait);
  }

  return {
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await working;
    },
  };
}
