import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kpiOf } from '../core/kpis/kpis.ts';
import { agentPerformanceKpis } from '../core/kpis/reports.ts';
import { createLog, openEngines, readSettings } from '../server/main.ts';
import { ask } from '../server/warehouse/ask.ts';
import { fillFacts } from './support/fill-facts.ts';
import { quantile } from './support/load.ts';
import { writeResult } from './support/result.ts';

/**
 * One-row durable inserts into the log while eight loops ask for a month's agent report over a million
 * sessions, against the same inserts alone. `node bench/inserts-under-reports.ts [sessions] [seconds]`
 */
const sessions = Number(process.argv[2] ?? 1_000_000);
const seconds = Number(process.argv[3] ?? 20);
const loops = 8;
const workspaceId = 1;
const year = Date.UTC(2025, 0, 1);
const month = { from: Date.UTC(2025, 5, 1), to: Date.UTC(2025, 6, 1) };

const dataDir = mkdtempSync(join(tmpdir(), 'rida-bench-'));
const settings = { ...readSettings(), dataDir, logLevel: 'warn' as const };
const { warehouse, close } = await openEngines(settings, { log: createLog(settings) });
const columns = ['workspace_id', 'stream', 'source', 'id', 'received', 'at', 'type', 'body'];
let inserted = 0;

async function insertFor(ms: number): Promise<number[]> {
  const waits: number[] = [];
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const begun = performance.now();
    const row = [
      workspaceId,
      'conversation:b',
      'bench',
      `i${inserted++}`,
      Date.now(),
      Date.now(),
      'message.sent',
      '{}',
    ];
    await warehouse.insert('append', 'events', columns, [row]);
    waits.push(performance.now() - begun);
  }
  return waits;
}

await fillFacts(warehouse, workspaceId, sessions, year);
await insertFor(1000);
const alone = await insertFor(seconds * 500);
const question = { kpis: agentPerformanceKpis.map(kpiOf), by: ['agent'] as const, filters: {}, period: month };
const reports: number[] = [];
const until = performance.now() + seconds * 1000;
const asking = Array.from({ length: loops }, async () => {
  while (performance.now() < until) {
    const begun = performance.now();
    await ask(warehouse.forWorkspace(workspaceId), question, { workspaceId, sees: 'everything' });
    reports.push(performance.now() - begun);
  }
});
const beside = await insertFor(seconds * 1000);
await Promise.all(asking);
await close();
rmSync(dataDir, { recursive: true, force: true });
writeResult('inserts-under-reports', {
  sessions,
  alone: { p50Ms: quantile(alone, 0.5), p99Ms: quantile(alone, 0.99) },
  besideEightReportLoops: { p50Ms: quantile(beside, 0.5), p99Ms: quantile(beside, 0.99), inserts: beside.length },
  p50Ratio: quantile(beside, 0.5) / quantile(alone, 0.5),
  reportsPerSecond: reports.length / seconds,
  reportP50Ms: quantile(reports, 0.5),
});
