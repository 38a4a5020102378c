import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoadResult, quantile, sendLoad } from './support/load.ts';
import { writeResult } from './support/result.ts';

/**
 * Sustained ingest through HTTP: durable, folded and visible, against the same server with folding off.
 * `node bench/ingest.ts [log events] [seconds]`
 */
const logEvents = Number(process.argv[2] ?? 10_000_000);
const seconds = Number(process.argv[3] ?? 60);
const conversations = 5000;

interface Run extends LoadResult {
  settleSeconds: number;
  /** Of the server process with both its engines' threads; PostgreSQL is apart. */
  cpuMicrosecondsPerEvent: number;
  passSeconds: Record<string, number>;
  foldedEventsPerSecond: number;
  visibleP50Ms: number;
  visibleP99Ms: number;
  probes: number;
  idleMb: number;
  peakMb: number;
}

async function run(folding: boolean): Promise<Run> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rida-bench-'));
  const server = fork(new URL('./support/served.ts', import.meta.url), [JSON.stringify({ folding, logEvents })], {
    env: { ...process.env, RIDA_DATA: dataDir, UV_THREADPOOL_SIZE: '16' },
    ...(process.env['BENCH_PROFILE'] && { execArgv: ['--cpu-prof', '--cpu-prof-dir', process.env['BENCH_PROFILE']] }),
  });
  try {
    const { ready } = await message<{ ready: { port: number; key: string; idleMb: number } }>(server);
    let peakMb = 0;
    const sampler = setInterval(() => (peakMb = Math.max(peakMb, memoryMb(server.pid ?? 0))), 500);
    const load = await sendLoad({ ...ready, conversations, eventsPerRequest: 1000, connections: 12, seconds });
    server.send('settle');
    const { settled } = await message<{
      settled: { seconds: number; visibleMs: number[]; cpuSeconds: number; spent: Record<string, number> };
    }>(server);
    clearInterval(sampler);
    const warm = settled.visibleMs.slice(Math.floor(settled.visibleMs.length / 10));
    return {
      ...load,
      settleSeconds: settled.seconds,
      cpuMicrosecondsPerEvent: (settled.cpuSeconds * 1e6) / load.acknowledged,
      passSeconds: settled.spent,
      foldedEventsPerSecond: load.acknowledged / (load.seconds + settled.seconds),
      visibleP50Ms: quantile(warm, 0.5),
      visibleP99Ms: quantile(warm, 0.99),
      probes: warm.length,
      idleMb: ready.idleMb,
      peakMb,
    };
  } finally {
    server.send('stop');
    await new Promise((resolve) => server.once('exit', resolve));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function message<Message>(server: ReturnType<typeof fork>): Promise<Message> {
  return new Promise((resolve, reject) => {
    server.once('message', (received) => resolve(received as Message));
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

/** Resident memory of the server; its PostgreSQL is counted apart by the caller's system tools. */
function memoryMb(pid: number): number {
  const status = process.platform === 'linux' ? readStatus(pid) : '';
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

const off = await run(false);
const on = await run(true);
writeResult('ingest', {
  logEvents,
  conversations,
  foldingOff: off,
  foldingOn: on,
  ratio: on.foldedEventsPerSecond / off.eventsPerSecond,
});
