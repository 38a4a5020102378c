import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readMe } from '../contract/routes/access.ts';
import { listKpis } from '../contract/routes/kpis.ts';
import { readRunFile } from '../server/run-file.ts';
import { readSettings } from '../server/settings.ts';
import { type Connection, connect } from './connection/connect.ts';
import { askReport } from './report/ask-report.ts';
import { reportAsCsv } from './report/csv.ts';
import { isRowReport, type ReportOptions, readReportOptions } from './report/options.ts';
import { reportAsText } from './report/print-table.ts';
import { printRows } from './report/rows/print-rows.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';

/**
 * `rida report agent-performance|satisfaction|customer-service|satisfaction-rows`: prints a report. Exit code 0: printed; 1: it could not be
 * had, for want of a workspace for instance; 2: wrongly asked.
 */
export async function run(args: string[]): Promise<number> {
  const options = readReportOptions(args);
  const terminal = openTerminal(options.language);
  if (isNothingHere()) {
    terminal.say('cli.report.nothingHere');
    return 1;
  }
  const connection = await connect(terminal);
  try {
    return await printReport(options, connection, terminal);
  } finally {
    await connection.close();
  }
}

/** No service and no data: starting engines would only make an empty directory. */
function isNothingHere(): boolean {
  const { dataDir, databaseUrl } = readSettings();
  return (
    !process.env['RIDA_URL'] &&
    databaseUrl === undefined &&
    readRunFile(dataDir) === null &&
    !existsSync(join(dataDir, 'lock'))
  );
}

async function printReport(options: ReportOptions, { api }: Connection, terminal: Terminal): Promise<number> {
  const { workspace } = readMe.answer.parse(await api.ask('/me', { workspaceId: options.workspaceId }));
  if (workspace === null) {
    terminal.say('cli.report.nothingHere');
    return 1;
  }
  const place = { terminal, workspace: workspace.name, width: process.stdout.columns ?? 120 };
  if (isRowReport(options.name)) {
    await printRows(options, api, place);
    return 0;
  }
  const report = await askReport(api, options);
  if (options.format === 'json') {
    terminal.print(JSON.stringify(report.answer, null, 2));
  } else if (options.format === 'csv') {
    const [header = '', ...rows] = reportAsCsv(report);
    for (const line of [`${options.bom ? '\ufeff' : ''}${header}`, ...rows]) terminal.print(line);
  } else {
    const { kpis } = listKpis.answer.parse(await api.ask('/kpis', { workspaceId: options.workspaceId }));
    for (const line of reportAsText(report, kpis, options, place)) terminal.print(line);
  }
  return 0;
}
