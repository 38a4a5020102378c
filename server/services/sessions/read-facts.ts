import { type FactName, type FactRow, factColumns, factSpecs } from '../../../core/sessions/facts.ts';
import { sqlColumn } from '../../warehouse/fact-columns.ts';
import type { SqlParams } from '../../warehouse/warehouse.ts';
import type { Context } from '../../context.ts';

/** A fact's row with its place. */
export type StoredFact<F extends FactName> = FactRow<F> & { stream: string; key: string };

/**
 * Rows of one kind of fact that some streams have now. They are found by the streams' list of what they wrote, so
 * that only their places in the table are read. `and` narrows them further.
 */
export async function readFacts<F extends FactName>(
  fact: F,
  streams: readonly string[],
  { warehouse }: Context,
  and: { condition: string; params: SqlParams } = { condition: 'true', params: {} },
): Promise<StoredFact<F>[]> {
  if (streams.length === 0) return [];
  const columns = Object.keys(factColumns[fact]);
  const rows = await warehouse.rows(
    `SELECT stream, key, ${columns.map((column) => selected(fact, column)).join(', ')}
     FROM ${factSpecs[fact].table} FINAL
     WHERE workspace_id = {workspaceId:UInt32} AND stream IN {streams:Array(String)} AND at IN (
       SELECT at FROM folds
       WHERE workspace_id = {workspaceId:UInt32} AND stream IN {streams:Array(String)} AND fact = {fact:String})
       AND ${and.condition}
     ORDER BY at, stream, key`,
    { ...and.params, streams: [...new Set(streams)], fact },
  );
  const names = ['stream', 'key', ...columns];
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])) as StoredFact<F>);
}

function selected(fact: FactName, column: string): string {
  const kinds: Readonly<Record<string, string>> = factColumns[fact];
  const name = sqlColumn(fact, column);
  return kinds[column]?.startsWith('instant') ? `toUnixTimestamp64Milli(${name})` : name;
}
