import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listWorkspaces, readDeletion } from '../../contract/routes/access.ts';
import { summariseIngest } from '../../contract/routes/ingest.ts';
import { runCli } from '../support/cli.ts';
import { makeTestDirectory, removeTestDirectory } from '../support/directories.ts';
import { listening, type RunningProcess, startNode } from '../support/processes.ts';

// Real processes on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let dataDir: string;
let service: RunningProcess;
let url: string;

beforeEach(async () => {
  dataDir = makeTestDirectory();
  await start();
  // In the middle of filling it.
  await expect.poll(eventsIn, { timeout: 60_000 }).toBeGreaterThan(5_000);
});

afterEach(async () => {
  await kill();
  removeTestDirectory(dataDir);
});

/** A first start fills a demo. */
async function start(): Promise<void> {
  service = startNode(['cli/rida.cjs', 'serve'], { RIDA_DATA: dataDir, RIDA_PORT: '0' });
  url = await listening(service);
}

async function kill(): Promise<void> {
  service.child.kill('SIGKILL');
  await service.ended;
}

async function ask(path: string, method: 'GET' | 'DELETE' = 'GET'): Promise<unknown> {
  const { token } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as { token: string };
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  return answer.json();
}

async function eventsIn(): Promise<number> {
  const { sources } = summariseIngest.answer.parse(await ask('/ingest/summary'));
  return sources.reduce((sum, { accepted }) => sum + accepted, 0);
}

async function stateOf(path = '/workspaces/1/deletion', method: 'GET' | 'DELETE' = 'GET'): Promise<string> {
  return readDeletion.answer.parse(await ask(path, method)).state;
}

test('killed with -9 right after it said yes, the next start deletes the demo and does not fill it again', async () => {
  expect(await stateOf('/workspaces/1/demo', 'DELETE')).toBe('running');
  await kill();
  await start();
  expect(listWorkspaces.answer.parse(await ask('/workspaces')).workspaces).toEqual([]);
  await expect.poll(() => stateOf(), { timeout: 60_000 }).toBe('done');
});

test('rida demo delete waits until it is done', async () => {
  const { code, stdout } = await runCli(['demo', 'delete'], { dataDir });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Deleted the demo workspace 1') });
  expect(await stateOf()).toBe('done');
  expect(await runCli(['demo', 'delete'], { dataDir })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('no demo'),
  });
});
