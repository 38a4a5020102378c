import { describe, expect, test } from 'vitest';
import type { ColumnKind } from '../../core/sessions/columns.ts';
import { factColumns, type FactName, factNames, factSpecs } from '../../core/sessions/facts.ts';
import { sqlColumn } from '../../server/warehouse/fact-columns.ts';
import { useEngines } from '../support/engines.ts';

const engines = useEngines();

/** What a column of a kind may be in the warehouse. */
const types: Record<ColumnKind, readonly string[]> = {
  string: ['String', 'LowCardinality(String)'],
  strings: ['Array(LowCardinality(String))'],
  boolean: ['Bool'],
  count: ['UInt32'],
  instant: ["DateTime64(3, 'UTC')"],
  'instant?': ["Nullable(DateTime64(3, 'UTC'))"],
  ms: ['Int64'],
  'ms?': ['Nullable(Int64)'],
  number: ['Float64'],
  'number?': ['Nullable(Float64)'],
};

const housekeeping = {
  workspace_id: 'UInt32',
  stream: 'String',
  key: 'String',
  version: 'UInt64',
  is_deleted: 'UInt8',
};

/** Reports read periods; the fold of a customer reads all that is his. */
const readingOrders: Partial<Record<FactName, string[]>> = {
  contact: ['toYear(at)', "workspace_id, substringIndex(key, ' ', 1), at, stream, key"],
};

describe.each(factNames)('the table of %s facts', (fact) => {
  test('has exactly the columns of core/sessions/facts.ts, each of its kind', async () => {
    const rows = await engines.warehouse.rows<[string, string]>(
      'report',
      'SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String}',
      { table: factSpecs[fact].table },
    );
    const columns: Readonly<Record<string, ColumnKind>> = factColumns[fact];
    const expected = Object.entries(columns).map(([column, kind]) => [sqlColumn(fact, column), types[kind]] as const);
    const found = new Map(rows);
    expect([...found.keys()].toSorted()).toEqual(
      [...Object.keys(housekeeping), ...expected.map(([name]) => name)].toSorted(),
    );
    for (const [name, type] of Object.entries(housekeeping)) expect([name, found.get(name)]).toEqual([name, type]);
    const wrong = expected.filter(([name, allowed]) => !allowed.includes(found.get(name) ?? ''));
    expect(wrong.map(([name]) => `${name} ${found.get(name)}`)).toEqual([]);
  });

  test('replaces by version, in the order in which it is read', async () => {
    const [row] = await engines.warehouse.rows<[string, string, string]>(
      'report',
      `SELECT engine_full, partition_key, sorting_key FROM system.tables
       WHERE database = currentDatabase() AND name = {table:String}`,
      { table: factSpecs[fact].table },
    );
    expect(row?.[0]).toContain('ReplacingMergeTree(version, is_deleted)');
    expect(row?.slice(1)).toEqual(readingOrders[fact] ?? ['toYYYYMM(at)', 'workspace_id, at, stream, key']);
  });
});
