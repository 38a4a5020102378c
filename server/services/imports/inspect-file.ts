import { readEvent } from '../../../contract/read-event.ts';
import type { Refusal } from '../../../contract/refusal.ts';
import { RidaError } from '../../../core/errors.ts';
import { mappedColumns } from '../../../core/events/mapping/map-row.ts';
import { type Mapping, mappingSchema } from '../../../core/events/mapping/schema.ts';
import type { Context } from '../../context.ts';
import { openTable } from '../../ingest/files/open-table.ts';
import { profileTable, type TableReading } from '../../ingest/files/profile-table.ts';
import { checkColumns, readTable } from '../../ingest/files/read-table.ts';
import type { Table, TableChoices } from '../../ingest/files/table.ts';
import { asHistory } from './imports.ts';

/** A row as it would be read. */
export interface ReadRow {
  line: number;
  cells: string[];
  events: Record<string, unknown>[];
  refused: Refusal[];
}

export interface Inspection extends Omit<TableReading, 'mapping'> {
  format: Table['format'];
  mapping: Mapping | null;
  firstRows: ReadRow[];
}

const rowsShown = 10;

/**
 * Reads a table whole and says what it is; `mapping` takes the place of the one that would be proposed. Throws what
 * opening and reading a table throw, `columnsMissing`, and `fileEmpty` for a table without rows.
 */
export async function inspectFile(
  path: string,
  { mapping, choices }: { mapping: Mapping | null; choices: TableChoices },
  { workspace, now }: Pick<Context, 'workspace' | 'now'>,
): Promise<Inspection> {
  const table = await openTable(path, choices);
  if (mapping !== null) checkColumns(table, mapping);
  const reading = await profileTable(table, new Date(now()).toISOString().slice(0, 10));
  if (reading.rows === 0) throw new RidaError('fileEmpty');
  const proposed = reading.mapping === null ? null : mappingSchema.parse(reading.mapping);
  const used = mapping ?? proposed;
  const zoned = used === null ? null : { ...used, timeZone: used.timeZone ?? workspace.zone };
  const reads = new Set(zoned === null ? [] : mappedColumns(zoned));
  return {
    ...reading,
    format: table.format,
    mapping: zoned,
    columns: reading.columns.map((column) => ({ ...column, used: reads.has(column.name) })),
    // Whoever sends a mapping has decided.
    problems: mapping === null ? reading.problems : [],
    firstRows: zoned === null ? await plainRows(table) : await readRows(table, zoned, now()),
  };
}

async function plainRows(table: Table): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const { line, cells } of table.rows()) {
    rows.push({ line, cells, events: [], refused: [] });
    if (rows.length === rowsShown) break;
  }
  return rows;
}

async function readRows(table: Table, mapping: Mapping & { timeZone: string }, now: number): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const { line, cells, events, unreadable } of readTable(table, mapping)) {
    const judged = events.map((event) => ({ event, read: readEvent(asHistory(event, 'import'), now) }));
    rows.push({
      line,
      cells: cells ?? [],
      events: judged.filter(({ read }) => !('code' in read)).map(({ event }) => event),
      refused: [
        ...unreadable.map(({ code, params }) => ({ code, params })),
        ...judged.flatMap(({ read }) => ('code' in read ? [read] : [])),
      ],
    });
    if (rows.length === rowsShown) break;
  }
  return rows;
}
