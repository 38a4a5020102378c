// Brings a clone to where every other script can run. Plain JavaScript that runs on Node 20, because
// the Node 24 that all the rest needs comes with the packages. Does nothing where nothing is to be done.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (needsInstall()) install();
linkCommand();

/** True when a package of the lock file is not there in its version; other platforms' may be absent. */
function needsInstall() {
  // npm writes this file last, so a broken installation has none.
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return true;
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(installedFile);
  return Object.entries(wanted).some(([path, { version, optional }]) => {
    if (path === '') return false;
    const found = installed[path];
    return found === undefined ? !optional : found.version !== version;
  });
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
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
  console.log('Rida: packages are installed.');
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
