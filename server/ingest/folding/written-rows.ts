import { type FactName, factSpecs } from '../../../core/sessions/facts.ts';
import type { TextRows } from '../../warehouse/warehouse.ts';
import type { FoldedRows, StreamChange } from './protocol.ts';
import { columnsOf, tombstoneColumns } from './rows.ts';

const keyColumns = ['workspace_id', 'stream', 'fact', 'at', 'key', 'version', 'is_deleted'];

/** Lines of one table. */
interface Lines {
  table: string;
  columns: readonly string[];
  lines: string[];
}

/** Writes the rows of changes out as text, by table: the form in which they go to the engine. */
export class RowWriter {
  private readonly newKeys: Lines = { table: 'folds', columns: keyColumns, lines: [] };
  private readonly facts = new Map<FactName, Lines>();
  private readonly tombstones = new Map<FactName, Lines>();
  private readonly vanishedKeys: Lines = { table: 'folds', columns: keyColumns, lines: [] };

  /** Rows get `version`; a deletion is a row that says so. */
  add({ workspaceId, stream, puts, deletes }: StreamChange, version: number): void {
    for (const { fact, at, key, isNew, values } of puts) {
      values.push(version, 0);
      linesOf(this.facts, fact, columnsOf).push(JSON.stringify(values));
      if (isNew) this.newKeys.lines.push(JSON.stringify([workspaceId, stream, fact, at, key, version, 0]));
    }
    for (const { fact, at, key } of deletes) {
      linesOf(this.tombstones, fact, () => tombstoneColumns).push(
        JSON.stringify([workspaceId, at, stream, key, version, 1]),
      );
      this.vanishedKeys.lines.push(JSON.stringify([workspaceId, stream, fact, at, key, version, 1]));
    }
  }

  rows(): FoldedRows {
    return {
      newKeys: written([this.newKeys]),
      facts: written(this.facts.values()),
      tombstones: written(this.tombstones.values()),
      vanishedKeys: written([this.vanishedKeys]),
    };
  }
}

function linesOf(
  tables: Map<FactName, Lines>,
  fact: FactName,
  columns: (fact: FactName) => readonly string[],
): string[] {
  const known = tables.get(fact);
  if (known !== undefined) return known.lines;
  const table: Lines = { table: factSpecs[fact].table, columns: columns(fact), lines: [] };
  tables.set(fact, table);
  return table.lines;
}

function written(tables: Iterable<Lines>): TextRows[] {
  return [...tables]
    .filter(({ lines }) => lines.length > 0)
    .map(({ table, columns, lines }) => ({ table, columns, rows: lines.length, text: lines.join('\n') }));
}

/** Rows of several folds as those of one. */
export function joinRows(parts: readonly FoldedRows[]): FoldedRows {
  return {
    newKeys: joinTables(parts.flatMap(({ newKeys }) => newKeys)),
    facts: joinTables(parts.flatMap(({ facts }) => facts)),
    tombstones: joinTables(parts.flatMap(({ tombstones }) => tombstones)),
    vanishedKeys: joinTables(parts.flatMap(({ vanishedKeys }) => vanishedKeys)),
  };
}

function joinTables(parts: readonly TextRows[]): TextRows[] {
  return [...Map.groupBy(parts, ({ table }) => table).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || same.length === 1) return same;
    return [
      { ...first, rows: same.reduce((sum, { rows }) => sum + rows, 0), text: same.map(({ text }) => text).join('\n') },
    ];
  });
}
