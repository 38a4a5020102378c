import { readRunFile } from '../../server/run-file.ts';
import { readSettings, type Settings } from '../../server/settings.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../usage-error.ts';
import { type Api, openApi } from './api.ts';

export interface Connection {
  api: Api;
  settings: Settings;
  /** True where this process had to start the service, because none was running. */
  started: boolean;
  close(): Promise<void>;
}

/**
 * The service to talk to: the one that RIDA_URL and RIDA_API_KEY name, else the one that runs on the
 * data directory (`run.json`), else one that this process starts on the directory (an empty one too) and
 * stops again. All three are asked over HTTP, so that there is one way in.
 * Throws RidaError('dataDirectoryInUse') when another process holds the directory and does not listen.
 */
export async function connect(terminal: Terminal, env: NodeJS.ProcessEnv = process.env): Promise<Connection> {
  const settings = readSettings(env);
  const { RIDA_URL: url, RIDA_API_KEY: token } = env;
  if (url) {
    if (!token) throw new UsageError('cli.keyMissing');
    return { api: openApi({ url, token }, terminal.locale), settings, started: false, close: async () => undefined };
  }
  const running = readRunFile(settings.dataDir);
  if (running)
    return { api: openApi(running, terminal.locale), settings, started: false, close: async () => undefined };
  return startOwn(settings, terminal, env);
}

async function startOwn(settings: Settings, terminal: Terminal, env: NodeJS.ProcessEnv): Promise<Connection> {
  terminal.say('cli.startingOwn', { dataDir: settings.dataDir });
  const { startService } = await import('../../server/main.ts');
  const service = await startService({
    ...settings,
    // beside a worker that folds, only take in
    role: settings.role === 'all' ? 'all' : 'api',
    host: 'localhost',
    port: 0,
    publicUrl: undefined,
    logLevel: env['RIDA_LOG'] ? settings.logLevel : 'error',
  });
  const { localToken } = service.services.settings;
  const api = openApi({ url: service.url ?? '', token: localToken }, terminal.locale);
  return { api, settings, started: true, close: () => service.stop() };
}
