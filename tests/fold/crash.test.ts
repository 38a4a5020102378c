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
type Death = Pick<CrashRound, 'dieAt' | 'dieIn'>;

const deathsIn = (dieIn: Death['dieIn']): Death[] => steps.map((dieAt) => ({ dieAt, dieIn }));
const atTheEnd: Death = { dieAt: 'committed', dieIn: 'streams' };

/** Each process appends a batch, folds and is killed where it is said; the last one lives and tells. */
async function rounds(
  history: CrashRound['history'],
  deaths: readonly Death[],
  without: CrashRound['without'] = 'nothing',
): Promise<{ stored: string[]; expected: string[] }> {
  const { url, drop } = await createDatabase();
  const dataDir = makeTestDirectory();
  try {
    await createTables(url, dataDir);
    const count = historyOf(history).length;
    expect(deaths).toHaveLength(count);
    for (const [batch, death] of deaths.entries()) {
      const { signal } = await child({ url, dataDir, history, batch, ...death, without });
      expect(signal).toBe('SIGKILL');
    }
    const { output } = await child({ url, dataDir, history, batch: count, dieAt: null, dieIn: 'streams', without });
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
    const { stored, expected } = await rounds('seven', deathsIn('streams'));
    expect(stored).toEqual(expected);
  },
);

test(
  'killed anywhere, before customers are folded or while they are, it has the issues of the contacts in the end',
  { timeout: 300_000 },
  async () => {
    const { stored, expected } = await rounds('fourteen', [...deathsIn('customers'), ...deathsIn('streams')]);
    expect(stored).toEqual(expected);
    expect(stored.filter((text) => text.startsWith('["issue"')).length).toBeGreaterThan(2);
  },
);

test.each(['tombstonesStored', 'keysForgotten'] as const)(
  'a conversation that goes to another customer leaves no issue behind, whenever it dies: %s',
  { timeout: 60_000 },
  async (dieAt) => {
    const deaths: Death[] = [
      { dieAt: 'committed', dieIn: 'customers' },
      { dieAt, dieIn: 'streams' },
    ];
    const { stored, expected } = await rounds('movingCustomers', deaths);
    expect(stored).toEqual(expected);
    expect(stored.join()).not.toContain('before');
  },
);

test('starts that move while it dies leave no orphan', { timeout: 60_000 }, async () => {
  const { stored, expected } = await rounds('movingStarts', [atTheEnd, atTheEnd]);
  expect(stored).toEqual(expected);
});

test.each(['keys', 'tombstones'] as const)(
  'without its %s they would, and this test would see it',
  { timeout: 60_000 },
  async (without) => {
    const { stored, expected } = await rounds('movingStarts', [atTheEnd, atTheEnd], without);
    expect(stored).not.toEqual(expected);
  },
);
