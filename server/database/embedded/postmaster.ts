import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

const patienceMs = 3_000;
const stepMs = 50;

/** Name of a socket directory of ours. */
const ourSocketDirectory = /\/rida-\w{6}$/;

/**
 * Ends a PostgreSQL that outlived its service: after a kill -9 the watchdog is about to stop it; should
 * the watchdog be dead too, it is told to stop, at last without its clean shutdown (it recovers from its
 * log). Only a process that works in this very cluster is touched. The caller holds the data lock.
 */
export async function endSurvivor(cluster: string, log: Logger): Promise<void> {
  const { pid, socketDir } = readPidFile(cluster);
  if (isPostmasterOf(pid, cluster)) {
    log.warn({ pid }, 'a PostgreSQL of an earlier run is still up: waiting for its end');
    for (const signal of [null, 'SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      if (signal !== null) killPostmaster(cluster, signal);
      if (await ended(pid, cluster)) break;
    }
  }
  if (ourSocketDirectory.test(socketDir)) rmSync(socketDir, { recursive: true, force: true });
}

/** Signals the PostgreSQL that works in this cluster, if one does. */
export function killPostmaster(cluster: string, signal: NodeJS.Signals): void {
  const { pid } = readPidFile(cluster);
  if (isPostmasterOf(pid, cluster)) process.kill(pid, signal);
}

/** `postmaster.pid`: line 1 is the process, line 5 the socket's directory. */
function readPidFile(cluster: string): { pid: number; socketDir: string } {
  const file = join(cluster, 'postmaster.pid');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return { pid: Number(lines[0]), socketDir: lines[4] ?? '' };
}

async function ended(pid: number, cluster: string): Promise<boolean> {
  for (let waited = 0; waited < patienceMs; waited += stepMs) {
    if (!isPostmasterOf(pid, cluster)) return true;
    await delay(stepMs);
  }
  return false;
}

/** A pid may belong to anybody by now: PostgreSQL's working directory is its cluster. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!Number.isSafeInteger(pid) || pid < 2) return false;
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
  } catch {
    return false;
  }
}
