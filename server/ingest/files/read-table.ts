import { invalid, type Refusal } from '../../../contract/refusal.ts';
import { RidaError } from '../../../core/errors.ts';
import { mapRow, mappedColumns, namesRowsByContent, type Row } from '../../../core/events/mapping/map-row.ts';
import { RowContents } from '../../../core/events/mapping/row-contents.ts';
import type { Mapping, ZonedMapping } from '../../../core/events/mapping/schema.ts';
import type { FileRecord } from './records.ts';
import type { Table } from './table.ts';

/**
 * Reads a table through a mapping, a record a row. A row that cannot be read is refused alone. The order and the number of
 * records depend on the content only, so an interrupted import can count them. Throws `columnsMissing` when a column of
 * the mapping is not there, and what reading the table's rows throws.
 */
export function readTable(table: Table, mapping: ZonedMapping): AsyncGenerator<FileRecord> {
  checkColumns(table, mapping);
  return records(table, mapping);
}

/** Throws `columnsMissing` when the mapping was made for another table. */
export function checkColumns({ columns }: Table, mapping: Mapping): void {
  const missing = mappedColumns(mapping).filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new RidaError('columnsMissing', { columns: missing.join(', ') });
}

async function* records(table: Table, mapping: ZonedMapping): AsyncGenerator<FileRecord> {
  const contents = namesRowsByContent(mapping) ? new RowContents() : null;
  let number = 0;
  for await (const { line, cells, broken } of table.rows()) {
    if (broken !== undefined) {
      yield { line, cells, events: [], unreadable: [withRaw(invalid('', cells.join(' '), broken), cells)] };
      continue;
    }
    const place = { number: ++number, content: contents?.nameOf(cells) ?? '' };
    const { events, refused } = mapRow(mapping, rowOf(table.columns, cells), place);
    const unreadable = refused.map(({ code, params, type }) => withRaw({ code, params: { ...params, type } }, cells));
    yield { line, cells, events, unreadable };
  }
}

function rowOf(columns: readonly string[], cells: readonly string[]): Row {
  const row: Record<string, string> = Object.create(null);
  for (const [index, name] of columns.entries()) row[name] = cells[index] ?? '';
  return row;
}

function withRaw(refusal: Refusal, cells: readonly string[]): FileRecord['unreadable'][number] {
  return { ...refusal, raw: cells.join(',') };
}
