import { recognise, type Recognition, TableProfiler } from '../../../core/events/mapping/recognise.ts';
import type { Table } from './table.ts';

export interface TableReading extends Recognition {
  /** Rows that hold something, and how many of them could not be read. */
  rows: number;
  brokenRows: number;
}

/** Reads a whole table once and says what it is; `today` by `recognise`. Throws what reading its rows throws. */
export async function profileTable(table: Table, today: string): Promise<TableReading> {
  const profiler = new TableProfiler(table.columns);
  let [rows, brokenRows] = [0, 0];
  for await (const { cells, broken } of table.rows()) {
    rows++;
    if (broken === undefined) profiler.add(cells);
    else brokenRows++;
  }
  return { ...recognise(profiler.profiles(), today), rows, brokenRows };
}
