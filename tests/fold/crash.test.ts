import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { makeTestDirectory, removeTestDirectory } from '../support/directories.ts';
import { createDatabase } from '../support/engines.ts';
import { openDatabase } from '../../server/database/open.ts';
import { migrate } from '../../server/migrate.ts';
import { openWarehouse } from '../../server/warehouse/open.ts';
import type { Step } from '../../server/ingest/folding/store-changes.ts';
import { testLog } from '../support/log.ts';
import type { CrashRound } from './crash-child.ts';
import { historyOf } from './crash-history.ts';

const steps: Step[] = [
  'loaded',
  'folded',
  'keysStored',
  'factsStored',
  'tombstonesStored',
  'keysForgotten',
  'committed',
];
/** Each process appends a batch, folds and is killed at the next step; the last one lives and tells. */
async function rounds(
  history: CrashRound['history'],
  without: CrashRound['without'],
): Promise<{ stored: string[]; expected: string[] }> {
  const { url, drop } = await createDatabase();
  const dataDir = makeTestDirectory();
  try {
    await createTables(url, dataDir);
    const count = historyOf(history).length;
    for (let batch = 0; batch < count; batch++) {
      const dieAt = history === 'random' ? (steps[batch] ?? null) : 'committed';
      const { signal } = await child({ url, dataDir, history, batch, dieAt, without });
      expect(signal).toBe('SIGKILL');
    }
    const { output } = await child({ url, dataDir, history, batch: count, dieAt: null, without });
    return JSON.parse(output) as { stored: string[]; expected: string[] };
  } finally {
    await drop();
    removeTestDirectory(dataDir);
  }
}

async function createTables(url: string, dataDir: string): Promise<void> {
  const { db, close } = await openDatabase({ url, dataDir, log: testLog });
  const warehouse = await openWarehouse({ dataDir, log: testLog });
  await migrate(db, warehouse);
  await warehouse.close();
  await close();
}

function child(round: CrashRound): Promise<{ signal: string | null; output: string }> {
  return new Promise((resolve) => {
    const script = new URL('./crash-child.ts', import.meta.url).pathname;
    execFile(process.execPath, [script, JSON.stringify(round)], { maxBuffer: 1 << 28 }, (error, output) => {
      resolve({ signal: error?.signal ?? null, output });
    });
  });
}

test(
  'killed between any two steps of the pass, it leaves neither a gap nor an orphan',
  { timeout: 180_000 },
  async () => {
    expect(historyOf('random').length).toBe(steps.length);
    const { stored, expected } = await rounds('random', 'nothing');
    expect(stored).toEqual(expected);
  },
);

test('starts that move while it dies leave no orphan', { timeout: 60_000 }, async () => {
  const { stored, expected } = await rounds('movingStarts', 'nothing');
  expect(stored).toEqual(expected);
});

test.each(['keys', 'tombstones'] as const)(
  'without its %s they would, and this test would see it',
  { timeout: 60_000 },
  async (without) => {
    const { stored, expected } = await rounds('movingStarts', without);
    expect(stored).not.toEqual(expected);
  },
);
