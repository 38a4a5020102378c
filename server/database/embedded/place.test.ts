import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeTestDirectory, removeTestDirectory } from '../../../tests/support/directories.ts';
import { testLog } from '../../../tests/support/log.ts';
import { copyBinaries, findBinaries } from './binaries.ts';
import { choosePlace } from './place.ts';
import { startEmbeddedPostgres } from './start.ts';

let outer: string;
let dataDir: string;

beforeEach(() => {
  outer = makeTestDirectory();
  dataDir = join(outer, 'data');
  mkdirSync(dataDir, { mode: 0o711 });
});
afterEach(() => removeTestDirectory(outer));

const asRoot = process.getuid?.() === 0;

test('the cluster lives in the data directory', () => {
  expect(choosePlace(dataDir).cluster).toBe(join(dataDir, 'database'));
});

describe.runIf(asRoot)('started as root', () => {
  test('PostgreSQL runs as nobody', () => {
    expect(choosePlace(dataDir).identity).toEqual({ uid: 65534, gid: 65534 });
  });

  test('in a closed home the cluster lives under /var/lib/rida, noted, and is found again', async () => {
    chmodSync(outer, 0o700);
    const { cluster } = choosePlace(dataDir);
    expect(cluster).toMatch(/^\/var\/lib\/rida\/[0-9a-f]{16}$/);
    const note = join(dataDir, 'database-place.txt');
    try {
      await inPostgres('create table kept (n int)');
      expect(readFileSync(note, 'utf8')).toBe(`${cluster}\n`);
      // The home was opened since: the note still says where the data is.
      chmodSync(outer, 0o711);
      await inPostgres('insert into kept values (1)');
      // New data at the same path has nothing to do with what the old one left there.
      chmodSync(outer, 0o700);
      rmSync(note);
      expect(choosePlace(dataDir).cluster).toBe(`${cluster}-2`);
      writeFileSync(note, `${cluster}-gone\n`);
      expect(() => choosePlace(dataDir)).toThrow('is not there');
    } finally {
      rmSync(cluster, { recursive: true, force: true });
    }
  });

  test('copied binaries run as nobody', () => {
    const { native } = copyBinaries(findBinaries(), join(outer, 'shared'));
    chmodSync(join(outer, 'shared'), 0o755);
    const version = execFileSync(join(native, 'bin', 'postgres'), ['--version'], {
      uid: 65534,
      gid: 65534,
      cwd: '/',
      encoding: 'utf8',
    });
    expect(version).toContain('PostgreSQL) 18');
    // A second time there is nothing to copy.
    expect(copyBinaries(findBinaries(), join(outer, 'shared')).native).toBe(native);
  });
});

async function inPostgres(statement: string): Promise<void> {
  const { connection, stop } = await startEmbeddedPostgres({ dataDir, log: testLog });
  const client = new pg.Client(connection);
  try {
    await client.connect();
    await client.query(statement);
    await client.end();
  } finally {
    await stop();
  }
}
