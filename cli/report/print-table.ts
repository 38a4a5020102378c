import type { z } from 'zod';
import type { listKpis } from '../../contract/routes/kpis.ts';
import { layOutTable, type TableColumn } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Cells, Report, ReportTable } from './ask-report.ts';
import type { ReportOptions } from './options.ts';
import { wordCell, wordKey } from './words.ts';

type Kpis = z.output<typeof listKpis.answer>['kpis'];

/** A report for reading on a terminal: period, tables, distribution, and how fresh it is. */
export function reportAsText(
  report: Report,
  kpis: Kpis,
  options: ReportOptions,
  { terminal, workspace, width }: { terminal: Terminal; workspace: string; width: number },
): string[] {
  const ordered = report.kpis.flatMap((id) => kpis.filter((kpi) => kpi.id === id));
  return [
    terminal.text(`cli.report.titles.${options.name === 'satisfaction' ? 'satisfaction' : 'agentPerformance'}`, {
      workspace,
    }),
    ...periodLines(report, terminal),
    ...report.tables.flatMap((table) => [
      '',
      ...tableLines(table, ordered, options.calendar ?? 'gregory', terminal, width),
    ]),
    ...distributionLines(report, terminal, width),
    '',
    ...freshness(report, terminal),
  ];
}

function periodLines({ about }: Report, terminal: Terminal): string[] {
  const { from, to, zone } = about.period;
  const stretch = (start: string, end: string) => ({
    from: terminal.time(Date.parse(start), zone),
    to: terminal.time(Date.parse(end), zone),
    zone,
  });
  const lines = [terminal.text('cli.report.period', stretch(from, to))];
  if (about.comparedWith)
    lines.push(terminal.text('cli.report.comparedWith', stretch(about.comparedWith.from, about.comparedWith.to)));
  return lines;
}

function tableLines(
  { by, rows, totals }: ReportTable,
  kpis: Kpis,
  calendar: string,
  terminal: Terminal,
  width: number,
): string[] {
  const all = totals === null ? rows.map(({ cells }) => cells) : [...rows.map(({ cells }) => cells), totals];
  // figures with nothing to tell are named below instead of filling the screen
  const values = (id: string) => all.map((cells) => cells[id]?.value ?? null);
  const unmeasured = kpis.filter(({ id }) => values(id).every((value) => value === null));
  const zero = kpis.filter(({ id, unit }) => unit === 'count' && values(id).every((value) => value === 0));
  const full = kpis.filter((kpi) => !unmeasured.includes(kpi) && !zero.includes(kpi));
  const figures = (cells: Cells) => full.map(({ id }) => (cells[id] ? wordCell(cells[id], terminal) : ''));
  const columns: TableColumn[] = [
    { title: terminal.text(`cli.report.by.${by ?? 'agent'}`), align: 'start' },
    ...full.map(({ title }): TableColumn => ({ title, align: 'end' })),
  ];
  const lines = rows.map((row) => [wordKey(row, by, calendar, terminal), ...figures(row.cells)]);
  if (totals !== null) lines.push([terminal.text('cli.report.total'), ...figures(totals)]);
  return [
    ...layOutTable(columns, lines, width),
    ...namedBelow('cli.report.zeroEverywhere', zero, terminal),
    ...namedBelow('cli.report.withoutValue', unmeasured, terminal),
  ];
}

function namedBelow(
  key: 'cli.report.zeroEverywhere' | 'cli.report.withoutValue',
  kpis: Kpis,
  terminal: Terminal,
): string[] {
  const titles = new Intl.ListFormat(terminal.locale).format(kpis.map(({ title }) => title));
  return kpis.length === 0 ? [] : [terminal.text(key, { titles })];
}

function distributionLines({ distribution }: Report, terminal: Terminal, width: number): string[] {
  if (distribution === null || distribution.length === 0) return [];
  const columns: TableColumn[] = [
    { title: terminal.text('cli.report.answer'), align: 'start' },
    { title: terminal.text('cli.report.count'), align: 'end' },
    { title: terminal.text('cli.report.share'), align: 'end' },
  ];
  const rows = distribution.map(({ scale, ratingValue, ratings, share }) => [
    `${scale} ${terminal.number(ratingValue)}`,
    wordCell(ratings, terminal),
    wordCell(share, terminal),
  ]);
  return ['', ...layOutTable(columns, rows, width)];
}

function freshness({ about }: Report, terminal: Terminal): string[] {
  const time = (instant: string | null) =>
    instant === null ? '—' : terminal.time(Date.parse(instant), about.period.zone);
  return [
    terminal.text('cli.report.asOf', { at: time(about.asOf) }),
    ...about.lastEventBySource.map(({ source, lastEventAt }) =>
      terminal.text('cli.report.lastEvent', { source, at: time(lastEventAt) }),
    ),
    terminal.text('cli.report.legend'),
  ];
}
