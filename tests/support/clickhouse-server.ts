import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeTestDirectory, removeTestDirectory } from './directories.ts';

export interface ClickHouseServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL('./clickhouse-child.ts', import.meta.url));

/** An empty ClickHouse server in a process of its own, listening on HTTP. */
export async function startClickHouseServer(): Promise<ClickHouseServer> {
  const dataDir = makeTestDirectory();
  const [httpPort, tcpPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [script, dataDir, String(httpPort), String(tcpPort)], { stdio: 'inherit' });
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${httpPort}`;

  async function stop(): Promise<void> {
    child.kill('SIGKILL');
    await exited;
    removeTestDirectory(dataDir);
  }

  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`the ClickHouse server ended with code ${child.exitCode}`);
    await delay(50);
  }
  return { url, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ping`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
