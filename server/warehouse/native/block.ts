import type { RowBlock, SentColumn } from '../warehouse.ts';
import { Bytes } from './bytes.ts';
import { type Column, columnOf } from './columns.ts';

/** Types of a table's columns, by name. */
export type ColumnTypes = Readonly<Record<string, string>>;

/**
 * Rows of one table in ClickHouse's Native format: column by column, as the engine keeps them, so that it
 * has nothing to parse (https://clickhouse.com/docs/interfaces/formats/Native).
 */
export class BlockWriter {
  readonly #table: string;
  readonly #names: readonly string[];
  readonly #columns: readonly Column[];
  #rows = 0;

  /** `names`: the columns that rows give, in their order. Throws for one that the table does not have. */
  constructor(table: string, names: readonly string[], types: ColumnTypes) {
    this.#table = table;
    this.#names = names;
    this.#columns = names.map((name) => {
      const type = types[name];
      if (type === undefined) throw new Error(`${table} has no column ${name}`);
      return columnOf(type);
    });
  }

  /** Throws TypeError for values that do not fit; the block is of no use afterwards. */
  add(values: readonly unknown[]): void {
    if (values.length !== this.#columns.length)
      throw new TypeError(`a row of ${this.#table} has ${this.#columns.length} values, not ${values.length}`);
    for (let i = 0; i < values.length; i++) this.#columns[i]?.add(values[i]);
    this.#rows++;
  }

  get rows(): number {
    return this.#rows;
  }

  /** The rows added since the last block; the writer starts anew. */
  block(): RowBlock {
    const columns = this.#columns.map(({ type }, i): SentColumn => ({ name: this.#names[i] ?? '', type }));
    const out = new Bytes(this.#columns.reduce((size, column) => size + column.size(), columns.length * 100));
    out.varint(columns.length);
    out.varint(this.#rows);
    for (const [i, { name, type }] of columns.entries()) {
      out.text(name);
      out.text(type);
      this.#columns[i]?.writeTo(out);
      this.#columns[i]?.clear();
    }
    const block = { table: this.#table, columns, rows: this.#rows, bytes: out.written() };
    this.#rows = 0;
    return block;
  }
}

/** Blocks of the same columns of one table, as one. */
export function joinBlocks([first, ...others]: readonly [RowBlock, ...RowBlock[]]): RowBlock {
  if (others.length === 0) return first;
  const all = [first, ...others];
  return {
    ...first,
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    bytes: Buffer.concat(all.map(({ bytes }) => bytes)),
  };
}
