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

test('alarms that have not ended are named with their workspace, longest first', async () => {
  const { db, warehouse } = engines;
  const ports = { db, warehouse, folding: { lag: () => ({ streams: 0, oldestMs: 0 }) }, now: Date.now };
  expect((await readDiagnosis(ports)).alarms).toEqual([]);
  const { id } = await db
    .insertInto('workspaces')
    .values({ name: 'Shop', secret: 's' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const alarm = { workspace_id: id, kind: 'silent', raised_at: 9, params: '{}' } as const;
  const sources = [
    { ...alarm, source: 'crm', since: 5 },
    { ...alarm, source: 'bot', since: 3 },
    { ...alarm, source: 'old', since: 1 },
  ];
  await db.insertInto('source_alarms').values(sources).execute();
  await db.updateTable('source_alarms').set({ ended_at: 7 }).where('source', '=', 'old').execute();
  expect((await readDiagnosis(ports)).alarms).toEqual([
    { workspace: 'Shop', source: 'bot', kind: 'silent', since: 3 },
    { workspace: 'Shop', source: 'crm', kind: 'silent', since: 5 },
  ]);
});
