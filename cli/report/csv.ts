import type { Cell } from '../../contract/cell.ts';
import { csvLine, type CsvValue } from '../../core/language/csv.ts';
import { keyName, nameName, type Report, type ReportTable } from './ask-report.ts';

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
