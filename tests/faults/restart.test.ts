import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeTestDirectory, removeTestDirectory } from '../support/directories.ts';
import { type RunningProcess, listening, startNode, startRida } from '../support/processes.ts';

// Real processes on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let dataDir: string;
let started: RunningProcess[] = [];

beforeEach(() => {
  dataDir = makeTestDirectory();
});

afterEach(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGKILL');
    await ended;
  }
  started = [];
  await expect.poll(postmaster, { timeout: 15_000 }).toBeNull();
  removeTestDirectory(dataDir);
});

function track(process: RunningProcess): RunningProcess {
  started.push(process);
  return process;
}

async function openEngines(): Promise<RunningProcess> {
  const process = track(startNode(['tests/support/engines-child.ts'], { RIDA_DATA: dataDir }));
  await process.line(/^ready$/);
  return process;
}

function tell({ child }: RunningProcess, order: string): void {
  child.stdin?.write(`${order}\n`);
}

/** The PostgreSQL that works on our data, as the system knows it. */
function postmaster(): number | null {
  const file = join(dataDir, 'database', 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(join(dataDir, 'database')) ? pid : null;
  } catch {
    return null;
  }
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

async function storedNumbers(engines: RunningProcess): Promise<{ database: number[]; warehouse: number[] }> {
  tell(engines, 'read');
  const list = async (engine: string): Promise<number[]> =>
    JSON.parse((await engines.line(new RegExp(`^${engine} `))).slice(engine.length + 1)) as number[];
  return { database: await list('database'), warehouse: await list('warehouse') };
}

describe('after kill -9', () => {
  test('the next start recovers by itself and has all that was stored', async () => {
    let acknowledged = 0;
    for (let round = 1; round <= 3; round++) {
      const engines = await openEngines();
      for (let i = 0; i < 20; i++) tell(engines, `write ${round * 100 + i}`);
      await engines.line(new RegExp(`^stored ${round * 100 + round * 4}$`));
      engines.child.kill('SIGKILL');
      await engines.ended;
      acknowledged = Math.max(...engines.lines.map((line) => Number(/^stored (\d+)$/.exec(line)?.[1] ?? 0)));
      const again = await openEngines();
      const { database, warehouse } = await storedNumbers(again);
      const written = range(round * 100, acknowledged);
      expect(database).toEqual(expect.arrayContaining(written));
      expect(warehouse).toEqual(expect.arrayContaining(written));
      tell(again, 'close');
      expect(await again.ended).toBe(0);
    }
    expect(acknowledged).toBeGreaterThanOrEqual(312);
  });

  test('PostgreSQL stops by itself', async () => {
    const engines = await openEngines();
    const pid = postmaster();
    expect(pid).not.toBeNull();
    engines.child.kill('SIGKILL');
    await expect.poll(postmaster, { timeout: 10_000 }).toBeNull();
  });

  test('a PostgreSQL whose watchdog died too is taken over', async () => {
    const engines = await openEngines();
    tell(engines, 'write 7');
    await engines.line(/^stored 7$/);
    const survivor = postmaster();
    if (survivor === null) throw new Error('no PostgreSQL runs');
    process.kill(parentOf(survivor), 'SIGKILL');
    engines.child.kill('SIGKILL');
    await engines.ended;
    expect(postmaster()).toBe(survivor);

    const again = await openEngines();
    expect(postmaster()).not.toBe(survivor);
    expect(await storedNumbers(again)).toEqual({ database: [7], warehouse: [7] });
    tell(again, 'close');
    expect(await again.ended).toBe(0);
  });

  test('the whole service starts again on its data', async () => {
    const first = track(startRida(dataDir));
    await listening(first);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = track(startRida(dataDir));
    const url = await listening(second);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });
});

describe('a service that is told to stop', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s stops both engines within 10 s and leaves nothing behind',
    async (signal) => {
      const rida = track(startRida(dataDir));
      await listening(rida);
      const socketDir = readFileSync(join(dataDir, 'database', 'postmaster.pid'), 'utf8').split('\n')[4] ?? '';
      expect(existsSync(socketDir)).toBe(true);
      expect(existsSync(join(dataDir, 'run.json'))).toBe(true);
      const askedAt = performance.now();
      rida.child.kill(signal);
      expect(await rida.ended).toBe(0);
      expect(performance.now() - askedAt).toBeLessThan(10_000);
      expect(postmaster()).toBeNull();
      expect(existsSync(socketDir)).toBe(false);
      expect(readdirSync(dataDir).toSorted()).toEqual(['database', 'lock', 'uploads', 'warehouse']);
    },
  );

  test('Ctrl-C again ends it at once', async () => {
    const rida = track(startRida(dataDir));
    await listening(rida);
    const pid = postmaster();
    if (pid === null) throw new Error('no PostgreSQL runs');
    // Stopped, PostgreSQL would hold the clean stop up.
    process.kill(pid, 'SIGSTOP');
    let ended: number | string | null = null;
    void rida.ended.then((end) => (ended = end));
    await expect
      .poll(
        () => {
          rida.child.kill('SIGINT');
          return ended;
        },
        { timeout: 8_000 },
      )
      .toBe(130);
    process.kill(pid, 'SIGCONT');
  });

  test('Ctrl-C during the start is not lost', async () => {
    const rida = track(startRida(dataDir));
    await rida.line(/Rida is starting/);
    rida.child.kill('SIGINT');
    expect(await rida.ended).toBe(0);
    expect(postmaster()).toBeNull();
  });
});

test('a service whose PostgreSQL dies says so and ends, and the next start recovers', async () => {
  const rida = track(startRida(dataDir));
  await listening(rida);
  const pid = postmaster();
  if (pid === null) throw new Error('no PostgreSQL runs');
  process.kill(pid, 'SIGKILL');
  expect(await rida.ended).toBe(1);
  expect(rida.lines.join('\n')).toContain('Rida cannot go on without it');
  const again = track(startRida(dataDir));
  await listening(again);
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
