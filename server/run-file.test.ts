import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestDirectory, removeTestDirectory } from '../tests/support/directories.ts';
import { readRunFile, removeRunFile, writeRunFile } from './run-file.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = makeTestDirectory();
});
afterEach(() => removeTestDirectory(dataDir));

const run = { pid: process.pid, port: 4300, url: 'http://localhost:4300', token: 'secret' };
/** Above the largest pid that Linux gives. */
const nobodysPid = 2 ** 22 + 1;

test('what was written is read, and only its owner may read it', () => {
  writeRunFile(dataDir, run);
  expect(readRunFile(dataDir)).toEqual(run);
  expect(statSync(join(dataDir, 'run.json')).mode & 0o777).toBe(0o600);
});

test('without a running service there is nothing to read', () => {
  expect(readRunFile(dataDir)).toBeNull();
  writeRunFile(dataDir, { ...run, pid: nobodysPid });
  expect(readRunFile(dataDir)).toBeNull();
  writeFileSync(join(dataDir, 'run.json'), '{"pid": "half a fi');
  expect(readRunFile(dataDir)).toBeNull();
});

test('only our own file is removed', () => {
  writeRunFile(dataDir, { ...run, pid: process.ppid });
  removeRunFile(dataDir);
  expect(existsSync(join(dataDir, 'run.json'))).toBe(true);
  writeRunFile(dataDir, run);
  removeRunFile(dataDir);
  expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
});
