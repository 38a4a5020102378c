import { type Fact, factColumns, type FactName, factNames, factSpecs } from '../../../core/sessions/facts.ts';
import { sqlColumn } from '../../warehouse/fact-columns.ts';

const ownColumns = Object.fromEntries(
  factNames.map((fact) => [fact, Object.keys(factColumns[fact]).filter((name) => name !== factSpecs[fact].at)]),
) as Record<FactName, string[]>;

const tableColumns = Object.fromEntries(
  factNames.map((fact) => [
    fact,
    [
      'workspace_id',
      'at',
      'stream',
      'key',
      ...ownColumns[fact].map((name) => sqlColumn(fact, name)),
      'version',
      'is_deleted',
    ],
  ]),
) as Record<FactName, string[]>;

/** Columns of a fact's table in the order of `rowValues`, then version and deletion mark. */
export function columnsOf(fact: FactName): readonly string[] {
  return tableColumns[fact];
}

/** Columns that are enough to delete a row. */
export const tombstoneColumns = ['workspace_id', 'at', 'stream', 'key', 'version', 'is_deleted'];

/** When a fact happened: its place in its table. */
export function placeOf({ fact, row }: Fact): number {
  return (row as unknown as Record<string, number>)[factSpecs[fact].at] ?? 0;
}

/** A fact as its table's values, without version and deletion mark; in `values`, which saves an array a row. */
export function rowValues(workspaceId: number, stream: string, fact: Fact, values: unknown[] = []): unknown[] {
  const row = fact.row as unknown as Record<string, unknown>;
  values.length = 0;
  values.push(workspaceId, placeOf(fact), stream, fact.key);
  for (const name of ownColumns[fact.fact]) values.push(row[name]);
  return values;
}
