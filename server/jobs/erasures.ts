import { type RunErasuresPorts, runErasures } from '../services/customers/run-erasures.ts';

const lookEveryMs = 1_000;
const afterFailureMs = 10_000;

/** Erases who is to be erased: those whom an earlier run left behind, and each as soon as it is asked for. */
export function startErasures(ports: Omit<RunErasuresPorts, 'stopping'>): { stop(): Promise<void> } {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let working = look();

  async function look(): Promise<void> {
    let wait = lookEveryMs;
    try {
      await runErasures({ ...ports, stopping: stop.signal });
    } catch (error) {
      wait = afterFailureMs;
      ports.log.error({ err: error }, 'an erasure was cut off; it is taken up again');
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
