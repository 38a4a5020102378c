import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Kysely } from 'kysely';
import type { Schema } from '../../server/database/schema.ts';
import { migrate } from '../../server/migrate.ts';
import { type WarehouseOptions, openWarehouse } from '../../server/warehouse/open.ts';
import { readWarehouseMigrations } from '../../server/warehouse/migrations.ts';
import type { Warehouse } from '../../server/warehouse/warehouse.ts';
import type { Database } from '../../server/database/open.ts';
import { freshDatabase } from './engines.ts';
import { testLog } from './log.ts';

/** Where a suite finds its empty warehouse; `close` removes it. */
export interface WarehousePlace {
  options: Pick<WarehouseOptions, 'url' | 'dataDir'>;
  close(): Promise<void>;
}

const nameColumns = ['workspace_id', 'kind', 'subject_id', 'source', 'id', 'at', 'name'];
const noon = Date.UTC(2026, 2, 20, 12);

/** What every warehouse must do, whichever engine is behind it. */
export function testWarehouse(engine: string, makePlace: () => Promise<WarehousePlace>): void {
  describe(`the warehouse on ${engine}`, () => {
    let place: WarehousePlace;
    let database: Database;
    let warehouse: Warehouse;

    beforeAll(async () => {
      place = await makePlace();
      database = await freshDatabase();
      warehouse = await openWarehouse({ ...place.options, log: testLog });
      await migrate(database.db, warehouse);
      await warehouse.insert('append', 'names', nameColumns, [
        [1, 'agent', 'a', 's', '1', noon, 'Aida'],
        [1, 'team', 't', 's', '2', noon, 'Night'],
        [2, 'agent', 'a', 's', '1', noon, 'Babak'],
        [2, 'agent', 'b', 's', '2', noon, 'Bahar'],
        [2, 'agent', 'c', 's', '3', noon, 'Bita'],
      ]);
    });

    afterAll(async () => {
      await warehouse.close();
      await database.close();
      await place.close();
    });

    testStatements(() => warehouse);
    testScope(() => warehouse);
    testLimits(() => place);
    testMigrations(() => ({ db: database.db, warehouse }));
  });
}

function testStatements(current: () => Warehouse): void {
  const hostile = ['it\'s "quoted"', 'a\\b\tc\nd\r\n', 'می‌خواهم', '‏راضٍ‏', '\u0000', '{p:String}; DROP TABLE x', '👩‍👩‍👧'];

  test('text comes back as it was written', async () => {
    await current().command('fold', 'CREATE TABLE texts (i UInt32, s String) ENGINE = MergeTree ORDER BY i');
    await current().insert(
      'append',
      'texts',
      ['i', 's'],
      hostile.map((text, i) => [i, text]),
    );
    const rows = await current().rows<[string]>('report', 'SELECT s FROM texts ORDER BY i');
    expect(rows.map(([text]) => text)).toEqual(hostile);
  });

  test.each(hostile)('a parameter is a value, never a part of the statement: %j', async (text) => {
    const sql = 'SELECT {text:String}, {texts:Array(String)}';
    expect(await current().rows('report', sql, { text, texts: [text, ''] })).toEqual([[text, [text, '']]]);
  });

  test('numbers, booleans, nulls, times and lists keep their values', async () => {
    await current().command(
      'fold',
      `CREATE TABLE kinds (i UInt32, b Bool, f Float64, n Nullable(Int64), at DateTime64(3, 'UTC'),
       later Nullable(DateTime64(3, 'UTC')), l Array(LowCardinality(String))) ENGINE = MergeTree ORDER BY i`,
    );
    const rows = [
      [1, true, 0.1, null, noon + 123, null, ['x', '']],
      [2, false, 1e-9, -9_007_199_254_740_991, 946_684_800_000, noon, []],
    ];
    await current().insert('append', 'kinds', ['i', 'b', 'f', 'n', 'at', 'later', 'l'], rows);
    const sql = `
      SELECT i, b, f, n, toUnixTimestamp64Milli(at), toUnixTimestamp64Milli(later), l FROM kinds ORDER BY i`;
    expect(await current().rows('report', sql)).toEqual(rows);
  });

  test('no rows to insert is nothing to do', async () => {
    await expect(current().insert('append', 'names', nameColumns, [])).resolves.toBeUndefined();
  });

  test('a statement the engine refuses is unavailable to the caller, with its cause for the log', async () => {
    const failing = current().rows('report', 'SELECT nothing FROM nowhere');
    await expect(failing).rejects.toMatchObject({
      code: 'unavailable',
      cause: { message: expect.stringMatching(/nowhere/) },
    });
  });

  test('an insert the engine refuses does not repeat its words', async () => {
    const failing = current().insert('append', 'names', nameColumns, [['my secret', '', '', '', '', '', '']]);
    await expect(failing).rejects.toMatchObject({ cause: { message: expect.not.stringMatching(/secret/) } });
  });

  test('an append need not wait for reports that run', async () => {
    const ended: string[] = [];
    const slow = () =>
      current()
        .rows('report', 'SELECT sleepEachRow(0.3) FROM numbers(5) SETTINGS max_block_size = 1')
        .then(() => ended.push('report'));
    const reports = [slow(), slow()];
    await current().insert('append', 'names', nameColumns, [[9, 'agent', 'z', 's', '1', noon, 'Zari']]);
    ended.push('append');
    await Promise.all(reports);
    expect(ended).toEqual(['append', 'report', 'report']);
  });
}

function testScope(current: () => Warehouse): void {
  const reads: Record<string, string> = {
    'a plain read': 'SELECT name FROM names',
    'a name with its database': 'SELECT name FROM {database:Identifier}.names',
    FINAL: 'SELECT name FROM names FINAL',
    PREWHERE: `SELECT name FROM names PREWHERE kind != ''`,
    'a subquery': 'SELECT name FROM (SELECT * FROM names)',
    WITH: 'WITH all_names AS (SELECT name FROM names) SELECT name FROM all_names',
    'UNION ALL': `SELECT name FROM names WHERE kind = 'agent' UNION ALL SELECT name FROM names WHERE kind = 'team'`,
    'a join': 'SELECT n.name FROM names AS n JOIN names AS m ON n.name = m.name',
    IN: 'SELECT name FROM names WHERE name IN (SELECT name FROM names)',
    'a scalar subquery': 'SELECT arrayJoin((SELECT groupArray(name) FROM names))',
    'the other workspace asked for by name': `SELECT name FROM names WHERE workspace_id = 2 OR kind != ''`,
  };

  test.each(Object.entries(reads))('a scoped read sees its workspace alone: %s', async (_what, sql) => {
    const [database] = (await current().rows<[string]>('report', 'SELECT currentDatabase()'))[0] ?? [];
    const read = async (workspaceId: number) => {
      const rows = await current().forWorkspace(workspaceId).rows<[string]>(sql, { database });
      return rows.map(([name]) => name).toSorted();
    };
    expect(await read(1)).toEqual(['Aida', 'Night']);
    expect(await read(2)).toEqual(['Babak', 'Bahar', 'Bita']);
    expect(await read(3)).toEqual([]);
  });

  test('a count without conditions counts the workspace, not the table', async () => {
    expect(await current().forWorkspace(2).rows('SELECT count() FROM names')).toEqual([[3]]);
  });

  test('the workspace is bound, so that a statement can name it for the index', async () => {
    const sql = 'SELECT {workspaceId:UInt32}, count() FROM names WHERE workspace_id = {workspaceId:UInt32}';
    expect(await current().forWorkspace(1).rows(sql, { workspaceId: 2 })).toEqual([[1, 2]]);
  });

  test('a scope ends with its statement: other statements of the connection see all', async () => {
    const scoped = Array.from({ length: 6 }, (_, i) =>
      current()
        .forWorkspace(1 + (i % 3))
        .rows('SELECT count() FROM names'),
    );
    expect(await Promise.all(scoped)).toEqual([[[2]], [[3]], [[0]], [[2]], [[3]], [[0]]]);
    const sql = 'SELECT count() FROM names WHERE workspace_id IN (1, 2)';
    const all = await Promise.all([1, 2, 3].map(() => current().rows('report', sql)));
    expect(all).toEqual([[[5]], [[5]], [[5]]]);
  });

  test('a table made later is scoped too', async () => {
    await current().command(
      'fold',
      'CREATE TABLE later (workspace_id UInt32) ENGINE = MergeTree ORDER BY workspace_id',
    );
    await current().insert('append', 'later', ['workspace_id'], [[1], [2]]);
    expect(await current().forWorkspace(1).rows('SELECT count() FROM later')).toEqual([[1]]);
  });

  test.each([
    `SELECT name FROM names SETTINGS additional_table_filters = {'rida.names': '1'}`,
    `SELECT name FROM merge('rida', '^names$')`,
    "SELECT name FROM remote('localhost', rida.names)",
    'SELECT name FROM clusterAllReplicas(default, rida.names)',
  ])('a scoped statement may not widen its scope: %s', async (sql) => {
    await expect(current().forWorkspace(1).rows(sql)).rejects.toThrow('not allowed in a scoped statement');
  });

  test.each([0, -1, 1.5, Number.NaN])('%d is no workspace', async (id) => {
    await expect(current().forWorkspace(id).rows('SELECT 1')).rejects.toThrow('not a workspace');
  });
}

function testLimits(currentPlace: () => WarehousePlace): void {
  async function withWarehouse(limits: WarehouseOptions['limits'], work: (warehouse: Warehouse) => Promise<void>) {
    const warehouse = await openWarehouse({ ...currentPlace().options, log: testLog, ...(limits && { limits }) });
    try {
      await work(warehouse);
    } finally {
      await warehouse.close();
    }
  }

  test('20,000 rows are returned, one more is refused', () =>
    withWarehouse({}, async (warehouse) => {
      expect(await warehouse.rows('report', 'SELECT number FROM numbers(20000)')).toHaveLength(20_000);
      await expect(warehouse.rows('report', 'SELECT number FROM numbers(20001)')).rejects.toMatchObject({
        code: 'unavailable',
      });
    }));

  test('a statement may not take more than its memory', () =>
    withWarehouse({ statementMemoryMb: 50 }, async (warehouse) => {
      const greedy = warehouse.rows('report', 'SELECT length(groupArray(number)) FROM numbers(50000000)');
      await expect(greedy).rejects.toMatchObject({ code: 'unavailable', cause: { type: 'MEMORY_LIMIT_EXCEEDED' } });
      expect(await warehouse.rows('report', 'SELECT 1')).toEqual([[1]]);
    }));

  test('a statement may not run longer than its time', () =>
    withWarehouse({ statementSeconds: { append: 60, fold: 60, report: 1 } }, async (warehouse) => {
      const slow = warehouse.rows('report', 'SELECT sum(sipHash64(number)) FROM numbers(1000000000000)');
      await expect(slow).rejects.toMatchObject({ code: 'unavailable', cause: { type: 'TIMEOUT_EXCEEDED' } });
    }));

  test('closing ends running reports and does not wait for their end', () =>
    withWarehouse({}, async (warehouse) => {
      const slow = warehouse.rows('report', 'SELECT sum(sipHash64(number)) FROM numbers(1000000000000)');
      const ended = expect(slow).rejects.toMatchObject({ code: 'unavailable' });
      await running(warehouse, 'sipHash64');
      await warehouse.close();
      await ended;
    }));
}

/** Waits until the engine works on a statement with these words. */
async function running(warehouse: Warehouse, words: string): Promise<void> {
  const sql = `SELECT count() FROM system.processes WHERE position(query, {words:String}) > 0 AND is_cancelled = 0
    AND position(query, 'system.processes') = 0`;
  await expect.poll(() => warehouse.rows('fold', sql, { words }), { timeout: 10_000 }).toEqual([[1]]);
}

function testMigrations(current: () => { db: Kysely<Schema>; warehouse: Warehouse }): void {
  test('migrations run twice change nothing', async () => {
    const { db, warehouse } = current();
    const tables = () =>
      warehouse.rows(
        'report',
        'SELECT name, create_table_query FROM system.tables WHERE database = currentDatabase() ORDER BY name',
      );
    const before = await tables();
    await Promise.all([migrate(db, warehouse), migrate(db, warehouse)]);
    expect(await tables()).toEqual(before);
  });

  test('statements that ran before a crash may run again', async () => {
    for (const { statements } of readWarehouseMigrations()) {
      for (const statement of statements) await current().warehouse.command('fold', statement);
    }
  });
}
