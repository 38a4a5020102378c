import type { ContextPorts } from '../services/workspaces/open-context.ts';
import { judgeEverywhere } from '../services/targets/judge-everywhere.ts';
import { startEvery } from './every.ts';

const everyMs = 3_600_000;

/** Every hour: verdicts of units that have settled are stored. */
export function startTargetVerdicts(ports: ContextPorts): { stop(): Promise<void> } {
  return startEvery(
    everyMs,
    'the verdicts on targets',
    async () => {
      const units = await judgeEverywhere(ports);
      if (units > 0) ports.log.info({ units }, 'verdicts were stored');
    },
    ports.log,
  );
}
