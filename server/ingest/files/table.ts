import type { EventRule } from '../../../contract/event-limits.ts';

/** One row of a table: its cells, or why it could not be read. */
export type TableLine =
  | { line: number; cells: string[]; broken?: undefined }
  | { line: number; cells: string[]; broken: EventRule };

export type TableFormat =
  | { kind: 'csv'; encoding: string; delimiter: string }
  | { kind: 'xlsx'; sheet: string; sheets: string[] };

/** A table whose heading has been read; `rows` can be read as often as needed, from the first. */
export interface Table {
  format: TableFormat;
  /** Names of the columns: unique, none empty. */
  columns: string[];
  /**
   * Every row below the heading that is not empty, each as long as the heading. `line` is the row's line in the file,
   * of a row over several lines the last; of a sheet the row's number.
   */
  rows(): AsyncIterable<TableLine>;
  /** Bytes on disk, and how many of them the present reading has passed. */
  size: number;
  bytesRead(): number;
}

/** How a file is to be read where the person knows better than we do. */
export interface TableChoices {
  encoding?: string | undefined;
  delimiter?: string | undefined;
  sheet?: string | undefined;
}

/** Names for columns: trimmed, without braces (templates have them); one without a name is `#n`, the second of two equal ones `name #n`. */
export function columnNames(heading: readonly string[]): string[] {
  const taken = new Set<string>();
  return heading.map((cell, index) => {
    const name = cell
      .replace(/[\u200e\u200f\u061c\ufeff]/g, '')
      .replace(/[{}]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    const unique = name === '' || taken.has(name) ? `${name} #${index + 1}`.trim() : name;
    taken.add(unique);
    return unique;
  });
}
