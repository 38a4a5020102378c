import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataDirectory } from '../../server/lock.ts';
import { makeTestDirectory, removeTestDirectory } from '../support/directories.ts';
import { type RunningProcess, startNode, startRida } from '../support/processes.ts';

let dataDir: string;
let holder: RunningProcess | null = null;

beforeEach(() => {
  dataDir = makeTestDirectory();
});

afterEach(async () => {
  holder?.child.kill('SIGKILL');
  await holder?.ended;
  holder = null;
  removeTestDirectory(dataDir);
});

/** Another process that holds the lock until it is killed. */
async function hold(): Promise<RunningProcess> {
  const code = `
    import { lockDataDirectory } from './server/lock.ts';
    lockDataDirectory(${JSON.stringify(dataDir)});
    console.log('holding');
    process.stdin.resume();`;
  const process = startNode(['--input-type=module', '--eval', code]);
  await process.line(/holding/);
  return process;
}

test('a second instance is refused with a clear message and the first goes on', async () => {
  holder = await hold();
  const second = startRida(dataDir);
  expect(await second.ended).toBe(1);
  const said = second.lines.join('\n');
  expect(said).toContain(`Another Rida (process ${holder.child.pid}) works on ${dataDir}`);
  expect(said).not.toContain('at '); // no stack
  expect(() => lockDataDirectory(dataDir)).toThrow('dataDirectoryInUse');
});

test('a killed holder holds nothing', async () => {
  holder = await hold();
  holder.child.kill('SIGKILL');
  await holder.ended;
  lockDataDirectory(dataDir).release();
});

test('a stopped holder still holds: it may go on at any moment', async () => {
  holder = await hold();
  holder.child.kill('SIGSTOP');
  expect(() => lockDataDirectory(dataDir)).toThrow('dataDirectoryInUse');
});
