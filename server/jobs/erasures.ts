import { type RunErasuresPorts, runErasures } from '../services/customers/run-erasures.ts';
import { startLooking } from './looking.ts';

const lookEveryMs = 1_000;

/** Erases who is to be erased: those whom an earlier run left behind, and each as soon as it is asked for. */
export function startErasures(ports: Omit<RunErasuresPorts, 'stopping'>): { stop(): Promise<void> } {
  return startLooking(
    async (stopping) => {
      await runErasures({ ...ports, stopping });
      return lookEveryMs;
    },
    'an erasure was cut off; it is taken up again',
    ports.log,
  );
}
