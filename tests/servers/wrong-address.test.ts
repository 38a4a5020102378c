import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestDirectory, removeTestDirectory } from '../support/directories.ts';
import { startRida } from '../support/processes.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = makeTestDirectory();
});
afterEach(() => removeTestDirectory(dataDir));

// Port 1 of this machine: nobody listens there.
test.each([
  ['DATABASE_URL', 'postgres://127.0.0.1:1/rida'],
  ['CLICKHOUSE_URL', 'http://127.0.0.1:1'],
])('a server that %s does not reach stops the start and is named', async (variable, url) => {
  const rida = startRida(dataDir, { [variable]: url });
  expect(await rida.ended).toBe(1);
  expect(rida.lines.at(-1)).toContain(`${variable}: connect ECONNREFUSED`);
});
