import type { z } from 'zod';
import { listSatisfactionRows } from '../../../contract/routes/ratings.ts';
import { readCustomerService } from '../../../contract/routes/conversations.ts';
import type { Api } from '../../connection/api.ts';
import { layOutTable } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { csvLine } from '../../../core/language/csv.ts';
import type { ReportOptions } from '../options.ts';
import { ratingColumns, type RowColumn, serviceColumns } from './columns.ts';

/** Rows that are asked for at once. */
const pageRows = 500;
/** Rows that a table shows unless more are asked for. */
const tableRows = 50;

type RowsAnswer<Row> = {
  period: { from: string; to: string; zone: string };
  n: number;
  rows: Row[];
  nextCursor: string | null;
};

interface RowReport<Row, Answer extends RowsAnswer<Row>> {
  path: string;
  parse(sent: unknown): Answer;
  columns: readonly RowColumn<Row>[];
  title: 'customerService' | 'satisfactionRows';
}

type ServiceAnswer = z.output<typeof readCustomerService.answer>;
type RatingsAnswer = z.output<typeof listSatisfactionRows.answer>;

const service: RowReport<ServiceAnswer['rows'][number], ServiceAnswer> = {
  path: '/reports/customer-service',
  parse: (sent) => readCustomerService.answer.parse(sent),
  columns: serviceColumns,
  title: 'customerService',
};

const satisfaction: RowReport<RatingsAnswer['rows'][number], RatingsAnswer> = {
  path: '/reports/satisfaction/rows',
  parse: (sent) => listSatisfactionRows.answer.parse(sent),
  columns: ratingColumns,
  title: 'satisfactionRows',
};

/** Prints a report that has rows: CSV line by line as pages come, JSON as one answer, or a table of the first. */
export async function printRows(
  options: ReportOptions,
  api: Api,
  place: { terminal: Terminal; workspace: string; width: number },
): Promise<void> {
  if (options.name === 'customer-service') return print(service, options, api, place);
  return print(satisfaction, options, api, place);
}

async function print<Row, Answer extends RowsAnswer<Row>>(
  report: RowReport<Row, Answer>,
  options: ReportOptions,
  api: Api,
  { terminal, workspace, width }: { terminal: Terminal; workspace: string; width: number },
): Promise<void> {
  const titles = report.columns.map(({ id }) => terminal.text(`cli.report.rows.columns.${id}`));
  const rows: Row[] = [];
  let about: Answer | null = null;
  for await (const page of pages(report, options, api)) {
    if (options.format === 'csv') {
      if (about === null) terminal.print(`${options.bom ? '\ufeff' : ''}${csvLine(titles)}`);
      for (const row of page.rows) terminal.print(csvLine(valuesOf(row, report, terminal, page.period.zone)));
    } else rows.push(...page.rows);
    about ??= page;
  }
  if (about === null || options.format === 'csv') return;
  const { n, period } = about;
  if (options.format === 'json') {
    terminal.print(JSON.stringify({ ...about, rows, nextCursor: undefined }, null, 2));
    return;
  }
  const time = (instant: string) => terminal.time(Date.parse(instant), period.zone);
  terminal.print(terminal.text(`cli.report.titles.${report.title}`, { workspace }));
  terminal.print(
    terminal.text('cli.report.period', { from: time(period.from), to: time(period.to), zone: period.zone }),
  );
  terminal.print('');
  const lines = rows.map((row) => valuesOf(row, report, terminal, period.zone).map((value) => worded(value, terminal)));
  const columns = titles.map((title) => ({ title, align: 'start' as const }));
  for (const line of layOutTable(columns, lines, width)) terminal.print(line);
  terminal.print(terminal.text('cli.report.rows.count', { n, shown: rows.length }));
}

/** Pages until the end, or until as many rows as were asked for. */
async function* pages<Row, Answer extends RowsAnswer<Row>>(
  { path, parse }: RowReport<Row, Answer>,
  options: ReportOptions,
  api: Api,
): AsyncGenerator<Answer> {
  const { from, to, filters, q, workspaceId, format } = options;
  let left = options.limit ?? (format === 'table' ? tableRows : Number.POSITIVE_INFINITY);
  let cursor: string | null | undefined;
  while (left > 0 && cursor !== null) {
    const limit = String(Math.min(left, pageRows));
    const page = parse(await api.ask(path, { query: { from, to, ...filters, q, limit, cursor }, workspaceId }));
    yield page;
    left -= page.rows.length;
    cursor = page.nextCursor;
  }
}

function valuesOf<Row, Answer extends RowsAnswer<Row>>(
  row: Row,
  { columns }: RowReport<Row, Answer>,
  terminal: Terminal,
  zone: string,
) {
  return columns.map((column) => column.value(row, terminal, zone));
}

/** A line break in somebody's words would tear the table. */
function worded(value: string | number | null, terminal: Terminal): string {
  if (value === null) return '—';
  return typeof value === 'number' ? terminal.number(value) : value.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '');
}
