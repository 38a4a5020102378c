import type { Logger } from 'pino';
import { SourceWatch, type WatchPorts } from '../services/sources/watch.ts';
import { startEvery } from './every.ts';

const everyMs = 60_000;

/** Every minute: alarms of sources are raised and ended. */
export function startSourceWatch(ports: WatchPorts & { log: Logger }): { stop(): Promise<void> } {
  const watch = new SourceWatch(ports);
  return startEvery(
    everyMs,
    'the watch over sources',
    async () => {
      const { raised, ended } = await watch.look();
      if (raised + ended > 0) ports.log.info({ raised, ended }, 'alarms of sources have changed');
    },
    ports.log,
  );
}
