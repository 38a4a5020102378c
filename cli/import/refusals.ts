import { closeSync, openSync, writeSync } from 'node:fs';
import type { Refusal } from '../../contract/refusal.ts';
import { csvLine } from '../../core/language/csv.ts';
import { message } from '../../locales/messages.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface RefusedLine {
  line: number;
  code: string;
  /** Why, in the person's language. */
  reason: string;
  /** The line, row or event as it stood there. */
  raw: string;
  /** The cells of a table's row. */
  cells: readonly string[] | null;
}

/** Why an event is refused that never left this machine; the service words its own refusals alike. */
export function wordRefusal({ code, params }: Refusal, { locale }: Terminal): string {
  return message(locale, `errors.${code}.detail`, params);
}

/** Tells of refused lines: the first on the terminal, all of them in a file where one was asked for. */
export interface RefusalReport {
  add(refused: RefusedLine): void;
  /** Writes what was added so far: all that is known of these lines. */
  flush(): void;
  close(): void;
}

export interface RefusalReportOptions {
  /** Ending in `.csv`: the rows of a table with their reasons; else one JSON a line. */
  file: string | undefined;
  /** How many lines reach the terminal. */
  shown: number;
  /** Of the table. */
  columns: readonly string[];
  /** Continues the file instead of starting it anew. */
  resumed?: boolean;
}

export function openRefusalReport(terminal: Terminal, options: RefusalReportOptions): RefusalReport {
  const { file, shown, columns, resumed = false } = options;
  const descriptor = file === undefined ? null : openSync(file, resumed ? 'a' : 'w');
  const write = (text: string): void => void (descriptor !== null && writeSync(descriptor, text));
  const isCsv = /\.csv$/i.test(file ?? '');
  if (isCsv && !resumed) write(`\ufeff${csvLine(headingOf(columns, terminal))}\r\n`);
  let count = 0;
  let rows: RefusedLine[] = [];
  const flush = (): void => {
    for (const line of isCsv ? asCsv(rows, columns) : rows.map(asJson)) write(line);
    rows = [];
  };
  return {
    add(refused) {
      count++;
      if (count <= shown)
        terminal.say('cli.import.refusedLine', { line: terminal.number(refused.line), reason: refused.reason });
      if (count === shown + 1) terminal.say('cli.import.moreRefused');
      if (descriptor !== null) rows.push(refused);
    },
    flush,
    close() {
      flush();
      if (descriptor !== null) closeSync(descriptor);
    },
  };
}

function headingOf(columns: readonly string[], terminal: Terminal): string[] {
  return [...columns, terminal.text('imports.refused.line'), terminal.text('imports.refused.reason')];
}

function asJson({ line, code, reason, raw }: RefusedLine): string {
  return `${JSON.stringify({ line, code, reason, raw })}\n`;
}

/** A line a row, whatever was refused of it, so that the corrected file brings each once. */
function* asCsv(refused: readonly RefusedLine[], columns: readonly string[]): Generator<string> {
  for (const [line, all] of Map.groupBy(refused, (each) => each.line)) {
    const cells = all[0]?.cells ?? [all[0]?.raw ?? ''];
    const reasons = [...new Set(all.map(({ reason }) => reason))].join(' ');
    yield `${csvLine([...columns.map((_, i) => cells[i] ?? ''), line, reasons])}\r\n`;
  }
}
