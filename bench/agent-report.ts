import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kpiOf } from '../core/kpis/kpis.ts';
import { agentPerformanceKpis } from '../core/kpis/reports.ts';
import { createLog, openEngines, readSettings } from '../server/main.ts';
import { ask } from '../server/warehouse/ask.ts';
import { handWritten } from './support/agent-report-sql.ts';
import { fillFacts } from './support/fill-facts.ts';
import { quantile } from './support/load.ts';
import { writeResult } from './support/result.ts';

/**
 * The agent performance report of a whole year against the same cells written by hand in SQL, in turn.
 * `node bench/agent-report.ts [sessions …]`
 */
const sizes = process.argv.slice(2).map(Number);
const rounds = 7;
const from = Date.UTC(2025, 0, 1);
const to = Date.UTC(2026, 0, 1);
const workspaceId = 1;

async function measure(sessions: number): Promise<Record<string, number>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rida-bench-'));
  const { warehouse, close } = await openEngines(
    { ...readSettings(), dataDir, logLevel: 'warn' },
    { log: createLog({ logLevel: 'warn' }) },
  );
  try {
    await fillFacts(warehouse, workspaceId, sessions, from);
    const question = {
      kpis: agentPerformanceKpis.map(kpiOf),
      by: ['agent'] as const,
      filters: {},
      period: { from, to },
    };
    const ours: number[] = [];
    const byHand: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const one = await timed(() =>
        ask(warehouse.forWorkspace(workspaceId), question, { workspaceId, sees: 'everything' }),
      );
      const other = await timed(async () => {
        for (const sql of handWritten) await warehouse.rows('report', sql, { workspaceId, from, to });
      });
      // The first round warms the caches of both.
      if (round === 0) continue;
      ours.push(one);
      byHand.push(other);
    }
    const ratios = ours.map((ms, i) => ms / (byHand[i] ?? 1));
    return {
      oursMs: quantile(ours, 0.5),
      byHandMs: quantile(byHand, 0.5),
      ratio: quantile(ratios, 0.5),
      worstRatio: Math.max(...ratios),
    };
  } finally {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const results: Record<string, unknown> = {};
for (const sessions of sizes.length > 0 ? sizes : [1_000_000, 10_000_000])
  results[String(sessions)] = await measure(sessions);
writeResult('agent-report', results);
