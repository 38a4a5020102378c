import type { Logger } from 'pino';

/** What was missed while the service was down does not wait for long. */
const firstAfterMs = 60_000;

/** Does `work` again and again, `everyMs` after it was done and never twice at once; a failure waits for the next. */
export function startEvery(
  everyMs: number,
  what: string,
  work: () => Promise<void>,
  log: Logger,
): { stop(): Promise<void> } {
  let isStopped = false;
  let working: Promise<void> = Promise.resolve();
  let timer = setTimeout(run, Math.min(everyMs, firstAfterMs));

  function run(): void {
    working = work()
      .catch((error: unknown) => log.error({ err: error, what }, 'a regular job failed; it is done again next time'))
      .then(() => {
        if (!isStopped) timer = setTimeout(run, everyMs);
      });
  }

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}
