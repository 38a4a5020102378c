import type { Cell } from '../../contract/cell.ts';
import { keyName, nameName, type Report, type ReportTable } from './ask-report.ts';

export type CsvValue = string | number | null;

/**
 * One line of CSV (RFC 4180). Numbers and nothing (null) stand bare. A text that a spreadsheet would take
 * for a formula (= + - @ tab return) gets an apostrophe before it, save a plain telephone number.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return values.map((value) => (typeof value === 'string' ? csvText(value) : String(value ?? ''))).join(',');
}

const formulaStart = /^[=+\-@\t\r]/;
const telephoneNumber = /^\+[\d ]+$/;

function csvText(text: string): string {
  const safe = formulaStart.test(text) && !telephoneNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A report's tables as CSV: of each figure its value, n and interval (`id`, `id.n`, `id.low`, `id.high`),
 * in the units of docs/kpis; with a comparison also `id.before` and `id.difference`. An empty cell: nobody
 * measured it. Several tables stand one below the other, told apart by the column `table`.
 */
export function reportAsCsv({ tables, kpis, about }: Report): string[] {
  const isCompared = about.comparedWith !== null;
  const single = tables.length === 1 ? tables[0] : undefined;
  const keys = single
    ? [keyName(single.by), ...(isNamed(single) ? [nameName(single.by)] : [])]
    : ['table', 'key', 'name'];
  const header = [...keys, ...kpis.flatMap((id) => figureColumns(id, isCompared))];
  const rows = tables.flatMap((table) =>
    table.rows.map(({ key, name, cells }) => [
      ...(single ? [key, ...(isNamed(table) ? [name] : [])] : [table.by ?? '', key, name]),
      ...kpis.flatMap((id) => figureValues(cells[id], isCompared)),
    ]),
  );
  return [csvLine(header), ...rows.map(csvLine)];
}

function isNamed({ by }: ReportTable): boolean {
  return by === 'agent' || by === 'team';
}

function figureColumns(id: string, isCompared: boolean): string[] {
  const columns = [id, `${id}.n`, `${id}.low`, `${id}.high`];
  return isCompared ? [...columns, `${id}.before`, `${id}.difference`] : columns;
}

function figureValues(cell: Cell | undefined, isCompared: boolean): CsvValue[] {
  const [low = null, high = null] = cell?.interval ?? [];
  const values = [cell?.value ?? null, cell?.n ?? null, low, high];
  return isCompared ? [...values, cell?.before?.value ?? null, cell?.before?.difference ?? null] : values;
}
