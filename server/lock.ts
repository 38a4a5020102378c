import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RidaError } from '../core/errors.ts';

export interface DataLock {
  release(): void;
}

/** A lock file that nobody refers to would be closed by the garbage collector, and the lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Takes the data directory for this process. The lock is the kernel's (SQLite's exclusive lock on the
 * file `lock`): it cannot be stolen from a live process and ends with its holder, even by kill -9, so no
 * pid is ever guessed from a file. Throws RidaError('dataDirectoryInUse', { dataDir, pid? }) at once.
 */
export function lockDataDirectory(dataDir: string): DataLock {
  // 0711: the user that PostgreSQL runs as must pass through; everything inside is closed.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const file = new DatabaseSync(join(dataDir, 'lock'), { timeout: 100 });
  try {
    file.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
  } catch (cause) {
    file.close();
    if (isBusy(cause)) throw new RidaError('dataDirectoryInUse', { dataDir, ...holderOf(dataDir) }, { cause });
    throw cause;
  }
  held.add(file);
  const holder = join(dataDir, 'lock-holder');
  writeFileSync(holder, `${process.pid}\n`);

  return {
    release() {
      rmSync(holder, { force: true });
      held.delete(file);
      file.close();
    },
  };
}

const sqliteBusy = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}

/** For the message only: who holds the lock may have had no time yet to write his pid. */
function holderOf(dataDir: string): { pid?: number } {
  try {
    return { pid: Number(readFileSync(join(dataDir, 'lock-holder'), 'utf8')) };
  } catch {
    return {};
  }
}
