import { expect, test } from 'vitest';
import { tombstoneColumns } from '../../ingest/folding/rows.ts';
import { untilNight } from '../../jobs/nightly.ts';
import { useEngines } from '../../../tests/support/engines.ts';
import { forgetSignals } from './forget-signals.ts';
import { removeTombstones } from './remove-tombstones.ts';

const engines = useEngines();
const at = Date.UTC(2026, 0, 5);

test('deleted rows leave the disk once their partition is quiet; the living stay', async () => {
  const { warehouse } = engines;
  const put = (key: string, version: number, isDeleted: number) =>
    warehouse.insert('fold', 'sessions', tombstoneColumns, [[1, at, 'conversation:c', key, version, isDeleted]]);
  await put('gone', 1, 0);
  await put('gone', 2, 1);
  await put('here', 1, 0);
  expect(await removeTombstones(warehouse)).toBe(0);
  expect(await removeTombstones(warehouse, 0)).toBe(1);
  expect(await warehouse.rows('report', 'SELECT key FROM sessions')).toEqual([['here']]);
  expect(await removeTombstones(warehouse, 0)).toBe(0);
});

test('signals are forgotten two days after what they are about', async () => {
  const day = 86_400_000;
  const signal = (subject: string, happenedAt: number) => ({
    workspace_id: 1,
    kind: 'ratingGiven',
    subject,
    at: happenedAt,
    raised_at: happenedAt,
  });
  await engines.db
    .insertInto('signals')
    .values([signal('old', at - 3 * day), signal('new', at - day)])
    .execute();
  expect(await forgetSignals(engines.db, at)).toBe(1);
  expect(await engines.db.selectFrom('signals').select('subject').execute()).toEqual([{ subject: 'new' }]);
});

test('the night comes once a day, at one o’clock UTC', () => {
  expect(untilNight(Date.UTC(2026, 0, 5, 0, 59, 59))).toBe(1000);
  expect(untilNight(Date.UTC(2026, 0, 5, 1))).toBe(86_400_000);
});
