import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Logger } from 'pino';
import { type Place, canReach, choosePlace, giveTo } from './place.ts';
import { endSurvivor, killPostmaster } from './postmaster.ts';

export interface EmbeddedPostgres {
  /** How `pg` reaches it: a directory that holds its socket, closed to other users. */
  connection: { host: string; user: string; database: string };
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  log: Logger;
  /** Called when PostgreSQL ends although nobody stopped it. */
  onLost?: ((reason: string) => void) | undefined;
}

/** A clean shutdown that takes longer is cut short: PostgreSQL then recovers from its log. */
const cleanStopMs = 6_000;

const user = 'rida';
const database = 'rida';

/** Starts the private PostgreSQL of a data directory, making its cluster on first use. */
export async function startEmbeddedPostgres({ dataDir, log, onLost }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = choosePlace(dataDir);
  await createCluster(place);
  await endSurvivor(place.cluster, log);
  const socketDir = makeSocketDirectory(place);
  const connection = { host: socketDir, user, database };
  const child = run(place, socketDir, log);
  let stopping = false;
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`PostgreSQL ended with ${signal ?? `code ${code}`}`));
  });
  void exited.then((reason) => {
    child.stdin?.destroy();
    if (!stopping) onLost?.(reason);
  });

  async function stop(): Promise<void> {
    stopping = true;
    child.stdin?.end();
    const late = setTimeout(() => killPostmaster(place.cluster, 'SIGQUIT'), cleanStopMs);
    await exited;
    clearTimeout(late);
    rmSync(socketDir, { recursive: true, force: true });
  }

  try {
    await waitUntilReady(connection, exited);
    await createDatabase(connection);
  } catch (error) {
    await stop();
    throw error;
  }
  return { connection, stop };
}

/** Made beside its place and renamed, so that a kill in the middle leaves nothing half-made. */
async function createCluster({ binaries, cluster, identity, note }: Place): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  const unfinished = `${cluster}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(identity, unfinished);
  await promisify(execFile)(
    join(binaries.native, 'bin', 'initdb'),
    ['-D', unfinished, '-U', user, '--auth=trust', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
    { ...identity, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  );
  renameSync(unfinished, cluster);
  if (note !== null) writeFileSync(note, `${cluster}\n`);
}

/** A socket's path may have about 100 bytes, so it cannot live in a data directory. */
function makeSocketDirectory({ identity }: Place): string {
  const base = tmpdir().length < 60 && canReach(identity, tmpdir()) ? tmpdir() : '/tmp';
  const directory = mkdtempSync(join(base, 'rida-'));
  giveTo(identity, directory);
  return directory;
}

// When Node dies, even by kill -9, its end of the pipe closes and PostgreSQL is told to stop. When
// PostgreSQL ends by itself, so does the shell, and Node hears of it. Its socket's directory goes with it.
const watchdog = `
  d=$1; shift
  exec 3<&0
  "$@" </dev/null 3<&- & p=$!
  trap 'kill -INT $p' TERM INT
  (cat <&3 >/dev/null; kill -INT $p 2>/dev/null) & w=$!
  exec 3<&-
  wait $p; s=$?
  while kill -0 $p 2>/dev/null; do wait $p; s=$?; done
  kill $w 2>/dev/null
  rm -f "$d"/.s.PGSQL.*; rmdir "$d" 2>/dev/null
  exit $s`;

function run({ binaries, cluster, identity }: Place, socketDir: string, log: Logger): ChildProcess {
  const options = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '60',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    jit: 'off',
    // A log that was checkpointed is removed and not written over bit by bit: it may hold erased words.
    wal_recycle: 'off',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const postgres = join(binaries.native, 'bin', 'postgres');
  // detached: a Ctrl-C in the terminal must reach Node alone, which stops things in their order.
  const child = spawn('/bin/sh', ['-c', watchdog, 'sh', socketDir, postgres, '-D', cluster, ...flags], {
    ...identity,
    cwd: '/',
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => log.debug({ postgres: text.trim() }, 'PostgreSQL says'));
  return child;
}

const readyWithinMs = 60_000;

async function waitUntilReady(connection: EmbeddedPostgres['connection'], exited: Promise<string>): Promise<void> {
  let lost: string | null = null;
  void exited.then((reason) => (lost = reason));
  for (const start = performance.now(); performance.now() - start < readyWithinMs;) {
    if (lost !== null) throw new Error(`the embedded PostgreSQL did not start: ${lost}`);
    const client = new pg.Client({ ...connection, database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await delay(20);
    }
  }
  throw new Error(`the embedded PostgreSQL was not ready within ${readyWithinMs / 1000} s`);
}

async function createDatabase(connection: EmbeddedPostgres['connection']): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}
