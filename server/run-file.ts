import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  pid: z.number().int(),
  port: z.number().int(),
  url: z.string(),
  /** Whoever can read this file may do everything. */
  token: z.string(),
});

/** How the command line finds the running service: `run.json` in the data directory, mode 600. */
export type RunFile = z.infer<typeof schema>;

export function writeRunFile(dataDir: string, run: RunFile): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const path = pathIn(dataDir);
  const unfinished = `${path}.${run.pid}`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, path);
}

/** Null when no service runs here: no file, or one that a killed service left behind. */
export function readRunFile(dataDir: string): RunFile | null {
  try {
    const run = schema.parse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8')));
    return isAlive(run.pid) ? run : null;
  } catch {
    return null;
  }
}

/** Removes the file unless another process has written its own since. */
export function removeRunFile(dataDir: string): void {
  if (readRunFile(dataDir)?.pid === process.pid) rmSync(pathIn(dataDir), { force: true });
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'run.json');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
