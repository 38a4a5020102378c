import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
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
}

const nobody = 65534;

/** Home of what nobody must reach when the clone or the data directory is closed to him. */
const sharedHome = '/var/lib/rida';

/**
 * Where PostgreSQL and its data live: in the data directory, or, where the user it must run as cannot
 * reach that (a clone in a closed home), under /var/lib/rida, as `database-place.txt` then says.
 */
export function choosePlace(dataDir: string): Place {
  const identity: Identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const binaries = findBinaries();
  const own = join(realpathSync(dataDir), 'database');
  const note = join(dataDir, 'database-place.txt');
  const noted = existsSync(note) ? readFileSync(note, 'utf8').trim() : null;

  const reachableBinaries = canReach(identity, join(binaries.native, 'bin', 'postgres'))
    ? binaries
    : copyBinaries(binaries, sharedHome);
  if (noted === null && (existsSync(own) || canReach(identity, dirname(own)))) {
    return { binaries: reachableBinaries, cluster: own, identity };
  }
  const cluster = noted ?? join(sharedHome, createHash('sha256').update(own).digest('hex').slice(0, 16));
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o755 });
  if (noted === null) writeFileSync(note, `${cluster}\n`);
  return { binaries: reachableBinaries, cluster, identity };
}

/** Whether the user PostgreSQL runs as may pass through, or run, `path`. */
export function canReach(identity: Identity, path: string): boolean {
  if (identity.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...identity, cwd: '/' }).status === 0;
}

export function giveTo({ uid, gid }: Identity, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
