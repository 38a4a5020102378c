import { beforeAll, expect, test } from 'vitest';
import { useEngines } from '../../../tests/support/engines.ts';
import { checkFacts } from './check-facts.ts';

const engines = useEngines();
const columns = ['workspace_id', 'at', 'stream', 'key', 'version', 'is_deleted'];
const foldColumns = ['workspace_id', 'stream', 'fact', 'at', 'key', 'version', 'is_deleted'];

const call = (at: number, key: string, { deleted = 0, version = 1 } = {}) =>
  engines.warehouse.insert('fold', 'calls', columns, [[1, at, 'call:1', key, version, deleted]]);
const listed = (at: number, key: string, { deleted = 0, version = 1 } = {}) =>
  engines.warehouse.insert('fold', 'folds', foldColumns, [[1, 'call:1', 'call', at, key, version, deleted]]);

const january = Date.UTC(2026, 0, 31, 23, 59, 59, 999);
const february = Date.UTC(2026, 1, 1);

beforeAll(async () => {
  await call(january, 'same');
  await listed(january, 'same');
  // moved to another month: the old place deleted in both
  await call(january, 'moved');
  await listed(january, 'moved');
  await call(february, 'moved', { version: 2 });
  await call(january, 'moved', { deleted: 1, version: 2 });
  await listed(february, 'moved', { version: 2 });
  await listed(january, 'moved', { deleted: 1, version: 2 });
});

const calls = async () => (await checkFacts(engines.warehouse)).find(({ fact }) => fact === 'call');

test('a fact table and its list agree, whatever was deleted or moved to another month', async () => {
  expect(await calls()).toEqual({ fact: 'call', rows: 2, listed: 2, unlisted: 0, missing: 0, examples: [] });
});

test('a row that no fold would delete and one that was lost are found, with their names', async () => {
  await call(january, 'orphan');
  await listed(february, 'lost');
  const found = await calls();
  expect(found).toMatchObject({ rows: 3, listed: 3, unlisted: 1, missing: 1 });
  expect([...(found?.examples ?? [])].sort()).toEqual(['call:1 lost', 'call:1 orphan']);
});
