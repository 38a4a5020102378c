import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { listenForFacts } from './database/facts-notices.ts';
import { type Engines, openEngines } from './engines.ts';
import { buildApp } from './http/app.ts';
import type { HttpSettings, Services } from './http/services.ts';
import { foldedElsewhere } from './ingest/folding/as-of.ts';
import { startFolding } from './ingest/folding/folding.ts';
import { watchErasedPeople } from './ingest/erased-people.ts';
import { startIntake } from './ingest/intake.ts';
import { openUploads } from './ingest/uploads.ts';
import { startDeletions } from './jobs/deletions.ts';
import { startErasures } from './jobs/erasures.ts';
import { startImports } from './jobs/imports.ts';
import { startNightly } from './jobs/nightly.ts';
import { startSourceWatch } from './jobs/source-watch.ts';
import { startTargetVerdicts } from './jobs/target-verdicts.ts';
import { startReplays } from './jobs/replays.ts';
import { createLog } from './log.ts';
import { removeRunFile, writeRunFile } from './run-file.ts';
import type { Settings } from './settings.ts';
import { Answers } from './warehouse/answers.ts';

export { fillDemo } from './demo/fill-demo.ts';
export { makeFirstWorkspace } from './demo/first-workspace.ts';
export { openEngines } from './engines.ts';
export { createLog } from './log.ts';
export { readRunFile } from './run-file.ts';
export { firstSignInLink } from './services/access/create-sign-in-link.ts';
export { readSettings } from './settings.ts';

export interface Service {
  /** Where it listens, as a person on this machine types it; null for a worker, which does not listen. */
  url: string | null;
  services: Services;
  /** Finishes what is in hand, then stops both engines. Safe to call twice. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  log?: Logger;
  /** Called when an embedded engine ends although nobody stopped it: the service cannot go on. */
  onLost?: (reason: string) => void;
}

/**
 * Starts everything that the settings' role asks for. Throws RidaError('dataDirectoryInUse') when
 * another process works on the data directory, and what an engine or the port refuses; nothing is left
 * running then.
 */
export async function startService(settings: Settings, options: ServiceOptions = {}): Promise<Service> {
  const log = options.log ?? createLog(settings);
  const engines = await openEngines(settings, { log, ...(options.onLost && { onLost: options.onLost }) });
  const stops: (() => Promise<void>)[] = [engines.close];
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).toReversed()) await step();
  };
  try {
    const services = await startWorking(settings, engines, log, stops);
    const url = settings.role === 'worker' ? null : await listen(settings, services, stops);
    return { url, services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startWorking(
  settings: Settings,
  { db, pool, warehouse, alone }: Engines,
  log: Logger,
  stops: (() => Promise<void>)[],
): Promise<Services> {
  const now = Date.now;
  const answers = new Answers();
  stops.push(listenForFacts(pool, answers, log).stop);
  const onFactsChanged = (workspaceId: number) => answers.factsChanged(workspaceId);
  // Whoever holds the data directory is alone; on servers, others may append and fold as well.
  const folding =
    settings.role === 'api'
      ? foldedElsewhere(db)
      : await startFolding({ db, warehouse, now, log, alone, follow: !alone, onFactsChanged });
  stops.push(() => folding.stop());
  if (settings.role !== 'api') {
    stops.push(startNightly({ db, warehouse, now, log }).stop);
    stops.push(startSourceWatch({ db, warehouse, now, log }).stop);
    stops.push(startTargetVerdicts({ db, warehouse, answers, folding, now, log }).stop);
    stops.push(startDeletions({ db, warehouse, folding, now, log }).stop);
    stops.push(startReplays({ db, warehouse, now, log }).stop);
  }
  const erased = await watchErasedPeople({ db, now, log });
  stops.push(() => erased.stop());
  const intake = startIntake({ warehouse, now, log, room: () => folding.room(), erased });
  stops.push(() => intake.stop());
  intake.onCommitted((events) => folding.offer(events));
  if (settings.role !== 'api') {
    stops.push(startErasures({ db, warehouse, erased, intake, folding, others: !alone, now, log }).stop);
  }
  const uploads = openUploads(settings.dataDir);
  stops.push(startImports({ db, warehouse, intake, uploads, alone, now, log }).stop);
  return { db, warehouse, answers, intake, folding, erased, uploads, now, log, settings: httpSettings(settings) };
}

function httpSettings(settings: Settings): HttpSettings {
  const { port, publicUrl, metricsToken, trustedProxies, corsOrigins } = settings;
  return {
    publicUrl: publicUrl ?? localUrl(port),
    localToken: randomBytes(32).toString('base64url'),
    metricsToken: metricsToken ?? null,
    trustedProxies,
    corsOrigins,
    rateLimits: {
      events: settings.eventsPerMinute,
      reports: settings.reportsPerMinute,
      reads: settings.readsPerMinute,
      writes: settings.writesPerMinute,
      public: settings.publicPerMinute,
    },
  };
}

async function listen(settings: Settings, services: Services, stops: (() => Promise<void>)[]): Promise<string> {
  const app = await buildApp(services);
  stops.push(() => app.close());
  await app.listen({ host: settings.host, port: settings.port });
  const { port } = addressOf(app);
  const url = localUrl(port);
  // Only now known where the port was left to the system.
  if (settings.publicUrl === undefined) services.settings.publicUrl = url;
  writeRunFile(settings.dataDir, { pid: process.pid, port, url, token: services.settings.localToken });
  stops.push(async () => removeRunFile(settings.dataDir));
  return url;
}

function addressOf(app: FastifyInstance): AddressInfo {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the service does not listen on a port');
  return address;
}

function localUrl(port: number): string {
  return `http://localhost:${port}`;
}
