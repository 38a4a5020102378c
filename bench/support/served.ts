import { buildApp } from '../../server/http/app.ts';
import { foldedElsewhere } from '../../server/ingest/folding/as-of.ts';
import { startFolding } from '../../server/ingest/folding/folding.ts';
import { watchErasedPeople } from '../../server/ingest/erased-people.ts';
import { startIntake } from '../../server/ingest/intake.ts';
import { openUploads } from '../../server/ingest/uploads.ts';
import { createLog, openEngines, readSettings } from '../../server/main.ts';
import { newApiKey, shownPart } from '../../server/services/access/api-keys.ts';
import { hashOf } from '../../server/services/access/tokens.ts';
import { createWorkspace } from '../../server/services/workspaces/create-workspace.ts';
import { Answers } from '../../server/warehouse/answers.ts';
import { rateLimits } from '../../contract/rate-limits.ts';
import { scopes } from '../../contract/route.ts';
import { fillLog } from './fill-log.ts';
import { watchProbes } from './probes.ts';

/** A server for a bench in a process of its own: the product's parts, with folding on or off. */
interface Plan {
  folding: boolean;
  /** Events already in the log, folded long ago. */
  logEvents: number;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as Plan;
const settings = { ...readSettings(), logLevel: 'warn' as const };
const log = createLog(settings);
const now = Date.now;
const { db, warehouse, close } = await openEngines(settings, { log });
const workspace = await createWorkspace({ name: 'bench', zone: 'UTC', locale: 'en', ownerId: null }, {
  db,
  now,
} as never);
await fillLog(warehouse, workspace.id, plan.logEvents);
await db.updateTable('lanes').set({ folded_up_to: now() }).execute();
const key = newApiKey();
await db
  .insertInto('api_keys')
  .values({
    workspace_id: workspace.id,
    token_hash: hashOf(key),
    prefix: shownPart(key),
    name: 'bench',
    scopes: [...scopes],
    source: 'bench',
    created_at: now(),
    created_by: 'bench',
  })
  .execute();
const spent: Record<string, number> = {};
let stepAt = performance.now();
async function atStep(step: string): Promise<void> {
  spent[step] = (spent[step] ?? 0) + (step === 'loaded' ? 0 : performance.now() - stepAt);
  spent[`${step}#`] = (spent[`${step}#`] ?? 0) + 1;
  stepAt = performance.now();
}
const folding = plan.folding ? await startFolding({ db, warehouse, now, log, atStep }) : foldedElsewhere(db);
const erased = await watchErasedPeople({ db, now, log });
const intake = startIntake({ warehouse, now, log, room: () => folding.room(), erased });
const probes = watchProbes(warehouse, workspace.id, plan.folding);
intake.onCommitted((events) => {
  folding.offer(events);
  probes.note(events);
});
const app = await buildApp({
  db,
  warehouse,
  // Hears of no changes and so shares nothing: every report is computed.
  answers: new Answers(),
  intake,
  folding,
  erased,
  uploads: openUploads(settings.dataDir),
  now,
  log,
  settings: {
    publicUrl: 'http://localhost',
    localToken: '',
    metricsToken: null,
    trustedProxies: [],
    corsOrigins: [],
    rateLimits,
  },
});
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
const startCpu = process.cpuUsage();
const cpuAtStart = (startCpu.user + startCpu.system) / 1e6;
process.send?.({
  ready: { port: typeof address === 'object' ? address?.port : 0, key, idleMb: process.memoryUsage.rss() / 1e6 },
});

process.on('message', (message) => {
  if (message === 'settle') void settle();
  if (message === 'stop') void stop();
});

async function settle(): Promise<void> {
  const from = performance.now();
  await folding.settled();
  const cpu = process.cpuUsage();
  process.send?.({
    settled: {
      seconds: (performance.now() - from) / 1000,
      cpuSeconds: (cpu.user + cpu.system) / 1e6 - cpuAtStart,
      spent,
      visibleMs: probes.seen(),
    },
  });
}

async function stop(): Promise<void> {
  probes.stop();
  await app.close();
  await intake.stop();
  await folding.stop();
  await erased.stop();
  await close();
  process.exit(0);
}
