import type { Logger } from 'pino';
import { refoldOldFacts } from '../services/sessions/refold-old-facts.ts';
import { type ReplayPorts, runReplays } from '../services/sessions/run-replays.ts';
import { startLooking } from './looking.ts';

/** How often it looks for replays, and how far one that runs is. */
const idleEveryMs = 1_000;
const runningEveryMs = 200;

/**
 * Runs replays: of facts that an older version made, those that an earlier run left unfinished, and each as soon as it
 * is asked for.
 */
export function startReplays(ports: ReplayPorts & { log: Logger }): { stop(): Promise<void> } {
  let areFactsNew = false;
  return startLooking(
    async () => {
      if (!areFactsNew) await refoldOldFacts(ports.db, ports.now());
      areFactsNew = true;
      return (await runReplays(ports)) ? runningEveryMs : idleEveryMs;
    },
    'a replay could not go on; it is tried again',
    ports.log,
  );
}
