import { parseArgs } from 'node:util';
import { type Service, startService } from '../server/main.ts';
import { readSettings } from '../server/settings.ts';
import { say } from './text.ts';

/** A stop that takes longer is cut short: both engines recover by themselves. */
const longestStopMs = 9_000;

/** `rida serve [--empty]`: runs the service until it is told to stop. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { empty: { type: 'boolean', default: false } } });
  const settings = readSettings();
  const end = awaitEnd();
  say('cli.serve.starting', { dataDir: settings.dataDir });
  const service = await startService(settings, { onLost: end.lost });
  say('cli.serve.running', { url: service.url ?? '' });
  if (!values.empty) await welcome(service);
  say('cli.serve.howToStop');

  const exitCode = await end.reason;
  say('cli.serve.stopping');
  const late = setTimeout(() => process.exit(1), longestStopMs);
  await service.stop();
  clearTimeout(late);
  say('cli.serve.stopped');
  return exitCode;
}

/** Listens for the wish to stop from the first moment on; a second wish ends the process at once. */
function awaitEnd(): { reason: Promise<number>; lost: (reason: string) => void } {
  const { promise, resolve } = Promise.withResolvers<number>();
  let asked = false;
  const ask = (): void => {
    if (asked) process.exit(130);
    asked = true;
    resolve(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  endWithLauncher(ask);
  const lost = (reason: string): void => {
    say('cli.serve.engineLost', { reason });
    resolve(1);
  };
  return { reason: promise, lost };
}

/** Under an older Node, rida.cjs runs us as its child and holds a channel open: it closes with his end. */
function endWithLauncher(ask: () => void): void {
  process.channel?.unref();
  process.once('disconnect', ask);
}

async function welcome(_service: Service): Promise<void> {}
