import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestDirectory, removeTestDirectory } from '../tests/support/directories.ts';
import { lockDataDirectory } from './lock.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = makeTestDirectory();
});
afterEach(() => removeTestDirectory(dataDir));

test('a second lock on the same data is refused at once and names the holder', () => {
  const lock = lockDataDirectory(dataDir);
  const startedAt = performance.now();
  expect(() => lockDataDirectory(dataDir)).toThrow(
    expect.objectContaining({ code: 'dataDirectoryInUse', params: { dataDir, pid: process.pid } }),
  );
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  lock.release();
});

test('a released lock can be taken again', () => {
  lockDataDirectory(dataDir).release();
  lockDataDirectory(dataDir).release();
});

test('a holder file that a killed process left behind means nothing, even if its pid lives again', () => {
  writeFileSync(join(dataDir, 'lock-holder'), `${process.ppid}\n`);
  lockDataDirectory(dataDir).release();
});

test('a data directory that is not there yet is made', () => {
  lockDataDirectory(join(dataDir, 'deep', 'down')).release();
});
