// Brings a clone to where every other script can run. Plain JavaScript that runs on Node 20, because
// the Node 24 that all the rest needs comes with the packages. Does nothing where nothing is to be done.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFile = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules', '.rida-setup');

if (needsInstall()) install();
linkCommand();

/** True unless what is installed is newer than the lock file, or was installed from the same one. */
function needsInstall() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return true;
  if (statSync(installed).mtimeMs >= statSync(lockFile).mtimeMs) return false;
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockHash();
}

function install() {
  console.log('Rida: installing packages from package-lock.json; this takes about a minute …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('Rida: npm ci failed; the lines above say why.');
    process.exit(1);
  }
  writeFileSync(stamp, lockHash());
  console.log('Rida: packages are installed.');
}

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

/** `npx rida` in a clone: npm links the commands of packages, but not those of the package itself. */
function linkCommand() {
  const link = join(root, 'node_modules', '.bin', 'rida');
  const target = join('..', '..', 'cli', 'rida.cjs');
  if (process.platform === 'win32' || pointsTo(link, target)) return;
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(target, link);
}

function pointsTo(link, target) {
  try {
    return readlinkSync(link) === target;
  } catch {
    return false;
  }
}
