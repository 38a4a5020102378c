import { parseArgs } from 'node:util';
import { lockDataDirectory } from '../server/lock.ts';
import type { Service } from '../server/main.ts';
import { type Settings, readSettings } from '../server/settings.ts';
import { say } from './text.ts';

/** A stop that takes longer is cut short: both engines recover by themselves. */
const longestStopMs = { asked: 9_000, engineLost: 2_000 };

/** npm may pass on a Ctrl-C that the terminal has already sent to all: within this time both are one wish. */
const oneWishMs = 300;

type EndReason = keyof typeof longestStopMs;

/** `rida serve [--empty]`: runs the service until it is told to stop. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { empty: { type: 'boolean', default: false } } });
  const settings = readSettings();
  refuseSecond(settings);
  const end = awaitEnd();
  say('cli.serve.starting', { dataDir: settings.dataDir });
  const { firstSignInLink, startService } = await import('../server/main.ts');
  const service = await startService(settings, { onLost: end.lost });
  const { fillDemoWithProgress, prepareFirstStart } = await import('./first-start.ts');
  if (service.url !== null) await prepareFirstStart(service, values.empty);
  const link = await firstSignInLink(service.services.settings.publicUrl, service.services);
  welcome(service, link?.url);
  if (service.url !== null) void fillDemoWithProgress(service, end.reason);

  const reason = await end.reason;
  if (reason === 'asked') say('cli.serve.stopping');
  const late = setTimeout(() => process.exit(1), longestStopMs[reason]);
  await service.stop();
  clearTimeout(late);
  if (reason === 'asked') say('cli.serve.stopped');
  return reason === 'asked' ? 0 : 1;
}

/** Before the machine is even loaded, so that the answer comes at once; the start then takes the lock for good. */
function refuseSecond({ databaseUrl, clickhouseUrl, dataDir }: Settings): void {
  if (databaseUrl === undefined || clickhouseUrl === undefined) lockDataDirectory(dataDir).release();
}

/** Listens for the wish to stop from the first moment on; a second wish ends the process at once. */
function awaitEnd(): { reason: Promise<EndReason>; lost: (reason: string) => void } {
  const { promise, resolve } = Promise.withResolvers<EndReason>();
  let askedAt: number | null = null;
  const ask = (): void => {
    askedAt ??= performance.now();
    if (performance.now() - askedAt > oneWishMs) process.exit(130);
    resolve('asked');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  endWithLauncher(ask);
  const lost = (reason: string): void => {
    say('cli.serve.engineLost', { reason });
    resolve('engineLost');
  };
  return { reason: promise, lost };
}

/** Under an older Node, rida.cjs runs us as its child and holds a channel open: it closes with his end. */
function endWithLauncher(ask: () => void): void {
  process.channel?.unref();
  process.once('disconnect', ask);
}

/** Says where it runs, how to get in where nobody can yet, and how to stop it. */
function welcome({ url }: Service, signInUrl: string | undefined): void {
  if (url === null) {
    say('cli.serve.runningWorker');
  } else {
    say('cli.serve.running', { url });
    if (signInUrl !== undefined) say('cli.serve.signIn', { url: signInUrl });
  }
  say('cli.serve.howToStop');
}
