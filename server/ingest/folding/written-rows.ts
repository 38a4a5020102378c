import { factSpecs } from '../../../core/sessions/facts.ts';
import { BlockWriter, joinBlocks } from '../../warehouse/native/block.ts';
import type { RowBlock } from '../../warehouse/warehouse.ts';
import type { FoldedRows, StreamChange, TableTypes } from './protocol.ts';
import { columnsOf, placeOf, rowValues, tombstoneColumns } from './rows.ts';

/** The table that lists which rows a stream has written. */
export const foldsTable = 'folds';
const keyColumns = ['workspace_id', 'stream', 'fact', 'at', 'key', 'version', 'is_deleted'];

/** Writes the rows of changes out, by table, in the form in which they go to the engine. */
export class RowWriter {
  private readonly types: TableTypes;
  private readonly newKeys = new Map<string, BlockWriter>();
  private readonly facts = new Map<string, BlockWriter>();
  private readonly tombstones = new Map<string, BlockWriter>();
  private readonly vanishedKeys = new Map<string, BlockWriter>();
  private readonly values: unknown[] = [];

  constructor(types: TableTypes) {
    this.types = types;
  }

  /** Rows get `version`; a deletion is a row that says so. */
  add({ workspaceId, stream, puts, deletes }: StreamChange, version: number): void {
    for (const { fact, isNew } of puts) {
      const values = rowValues(workspaceId, stream, fact, this.values);
      values.push(version, 0);
      this.blockOf(this.facts, factSpecs[fact.fact].table, columnsOf(fact.fact)).add(values);
      if (isNew) this.keysIn(this.newKeys).add([workspaceId, stream, fact.fact, placeOf(fact), fact.key, version, 0]);
    }
    for (const { fact, at, key } of deletes) {
      const { table } = factSpecs[fact];
      this.blockOf(this.tombstones, table, tombstoneColumns).add([workspaceId, at, stream, key, version, 1]);
      this.keysIn(this.vanishedKeys).add([workspaceId, stream, fact, at, key, version, 1]);
    }
  }

  /** What was added since the last time. */
  rows(): FoldedRows {
    return {
      newKeys: blocksOf(this.newKeys),
      facts: blocksOf(this.facts),
      tombstones: blocksOf(this.tombstones),
      vanishedKeys: blocksOf(this.vanishedKeys),
    };
  }

  private keysIn(blocks: Map<string, BlockWriter>): BlockWriter {
    return this.blockOf(blocks, foldsTable, keyColumns);
  }

  private blockOf(blocks: Map<string, BlockWriter>, table: string, columns: readonly string[]): BlockWriter {
    const known = blocks.get(table);
    if (known !== undefined) return known;
    const writer = new BlockWriter(table, columns, this.types[table] ?? {});
    blocks.set(table, writer);
    return writer;
  }
}

function blocksOf(writers: Map<string, BlockWriter>): RowBlock[] {
  return [...writers.values()].filter(({ rows }) => rows > 0).map((writer) => writer.block());
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

function joinTables(parts: readonly RowBlock[]): RowBlock[] {
  const byTable = Map.groupBy(parts, ({ table }) => table);
  return [...byTable.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [joinBlocks([first, ...others])],
  );
}
