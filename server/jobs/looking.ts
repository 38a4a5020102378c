import type { Logger } from 'pino';

const afterFailureMs = 10_000;

/**
 * Looks for work at once and again and again, never twice at a time: `look` does what it finds, until it is told to
 * stop, and says after how long (ms) to look again. A failure is noted with `trouble` and waits longer.
 */
export function startLooking(
  look: (stopping: AbortSignal) => Promise<number>,
  trouble: string,
  log: Logger,
): { stop(): Promise<void> } {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let looking = run();

  async function run(): Promise<void> {
    let wait = afterFailureMs;
    try {
      wait = await look(stop.signal);
    } catch (error) {
      log.error({ err: error }, trouble);
    }
    if (!stop.signal.aborted) timer = setTimeout(() => (looking = run()), wait);
  }

  return {
    async stop() {
      stop.abort();
      if (timer !== null) clearTimeout(timer);
      await looking;
    },
  };
}
