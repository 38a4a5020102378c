import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Binaries, copyBinaries, findBinaries } from './binaries.ts';

/** PostgreSQL refuses to run as root: there it runs as nobody. */
export interface Identity {
  uid?: number;
  gid?: number;
}

export interface Place {
  binaries: Binaries;
  /** Where the cluster lives. */
  cluster: string;
  identity: Identity;
  /** File in the data directory that must say where the cluster lives; null where it lives inside. */
  note: string | null;
}

const nobody = 65534;

/** Home of what nobody must reach when the clone or the data directory is closed to him. */
const sharedHome = '/var/lib/rida';

/**
 * Where PostgreSQL and its data live: in the data directory, or, where the user it must run as cannot
 * reach that (a clone in a closed home), under /var/lib/rida, as `database-place.txt` says once it is made.
 * Throws when the note names a place that is gone: an empty database beside a full warehouse helps nobody.
 */
export function choosePlace(dataDir: string): Place {
  const identity: Identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const own = join(realpathSync(dataDir), 'database');
  const note = join(dataDir, 'database-place.txt');
  const binaries = reachableBinaries(identity);

  if (existsSync(note)) {
    const cluster = readFileSync(note, 'utf8').trim();
    if (existsSync(cluster)) return { binaries, cluster, identity, note };
    throw new Error(`the PostgreSQL data of ${dataDir} was in ${cluster}, as ${note} says, and is not there`);
  }
  if (existsSync(own) || canReach(identity, dirname(own))) return { binaries, cluster: own, identity, note: null };
  mkdirSync(sharedHome, { recursive: true, mode: 0o755 });
  return { binaries, cluster: unusedPlace(own), identity, note };
}

function reachableBinaries(identity: Identity): Binaries {
  const binaries = findBinaries();
  const reachable = canReach(identity, join(binaries.native, 'bin', 'postgres'));
  return reachable ? binaries : copyBinaries(binaries, sharedHome);
}

/** What lies there already belongs to a data directory that once had the same path. */
function unusedPlace(own: string): string {
  const place = join(sharedHome, createHash('sha256').update(own).digest('hex').slice(0, 16));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? place : `${place}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}

/** Whether the user PostgreSQL runs as may pass through, or run, `path`. */
export function canReach(identity: Identity, path: string): boolean {
  if (identity.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...identity, cwd: '/' }).status === 0;
}

export function giveTo({ uid, gid }: Identity, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
