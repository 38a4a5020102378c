import { type ColumnKind } from '../../core/sessions/columns.ts';
import { factColumns, factNames } from '../../core/sessions/facts.ts';
import type { FactRows } from './oracle.ts';
import { type History, firstAt, gridMs } from './random-facts.ts';

/** A stretch of time that a random history is put into: 96 steps from `from`. */
export interface Window {
  zone: string;
  from: number;
  stepMs: number;
}

const minutes = 60_000;
const hours = 60 * minutes;
const days = 24 * hours;

function window(zone: string, from: string, stepMs: number): Window {
  return { zone, from: Date.parse(from), stepMs };
}

/** Around changes of the clocks in steps of half an hour; ends of months and years of three calendars in longer ones. */
export const windows: readonly [Window, ...Window[]] = [
  // Midnight is skipped; the last hour of a Thursday comes twice.
  window('Africa/Cairo', '2026-04-23T00:00Z', 30 * minutes),
  window('Africa/Cairo', '2026-10-28T18:00Z', 30 * minutes),
  // The last summer time of Iran.
  window('Asia/Tehran', '2022-03-20T18:00Z', 30 * minutes),
  window('Asia/Tehran', '2022-09-20T18:00Z', 30 * minutes),
  // The clocks move by half an hour.
  window('Australia/Lord_Howe', '2026-04-04T00:00Z', 30 * minutes),
  window('Australia/Lord_Howe', '2026-10-03T00:00Z', 30 * minutes),
  window('Asia/Riyadh', '2026-01-30T00:00Z', 8 * hours),
  window('Asia/Tehran', '2026-03-05T00:00Z', 8 * hours),
  // A leap year of Iran, and more than a year of the moon.
  window('Asia/Tehran', '2024-12-01T00:00Z', 4 * days),
];

/** An instant of the grid at its place in a window; within a step what is over is kept, in proportion. */
export function placedIn({ from, stepMs }: Window, at: number): number {
  return from + Math.floor(((at - firstAt) * stepMs) / gridMs);
}

/** A history with all its instants in a window. */
export function historyIn(window: Window, { current, replaced }: History): History {
  return { current: rowsIn(window, current), replaced: rowsIn(window, replaced) };
}

function rowsIn(window: Window, rows: FactRows): FactRows {
  const moved = factNames.map((fact) => {
    const columns: Readonly<Record<string, ColumnKind>> = factColumns[fact];
    const instants = Object.keys(columns).filter((column) => columns[column]?.startsWith('instant'));
    const place = (row: Record<string, unknown>) =>
      instants.map((column) => [column, typeof row[column] === 'number' ? placedIn(window, row[column]) : null]);
    const ofFact: Record<string, unknown>[] = rows[fact];
    return [fact, ofFact.map((row) => ({ ...row, ...Object.fromEntries(place(row)) }))];
  });
  return Object.fromEntries(moved) as FactRows;
}
