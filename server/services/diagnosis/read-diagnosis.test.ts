import { expect, test } from 'vitest';
import { useEngines } from '../../../tests/support/engines.ts';
import { readDiagnosis } from './read-diagnosis.ts';

const engines = useEngines();

test('both engines tell their version, clock and migrations; lanes that nobody folds are not held', async () => {
  const { db, warehouse: engine } = engines;
  const ports = { db, warehouse: engine, folding: { lag: () => ({ streams: 3, oldestMs: 1200 }) }, now: Date.now };
  const { database, warehouse, lanes } = await readDiagnosis(ports);
  expect(database.version).toMatch(/^\d+/);
  expect(warehouse.version).toMatch(/^\d+/);
  for (const state of [database, warehouse]) {
    expect(Math.abs(state.clockAheadMs)).toBeLessThan(10_000);
    expect(state.migrations).toBeGreaterThan(0);
  }
  expect(lanes).toEqual({ held: 0, all: 64, waitingStreams: 3, oldestWaitingMs: 1200 });
  await db
    .updateTable('lanes')
    .set({ holder: 'somebody', lease_until: Date.now() + 60_000 })
    .where('lane', '<', 4)
    .execute();
  expect((await readDiagnosis(ports)).lanes.held).toBe(4);
});
