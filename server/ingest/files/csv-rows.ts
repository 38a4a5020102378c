import type { TableLimits } from './table-limits.ts';
import type { TableLine } from './table.ts';

/** Where reading stands within a cell. */
const atStart = 0;
const plain = 1;
const quoted = 2;
const afterQuote = 3;
/** A row that is too long: nothing is kept until its line ends. */
const skipping = 4;

/**
 * Splits the text of a CSV file into rows, whatever pieces it comes in. A quote opens a cell only as its first sign;
 * anywhere else it is a sign like any other. A quote that is never closed costs one line and not the rest of the file:
 * whatever turns out wrong over several lines is refused as its first line, and what follows it is read again.
 */
export class CsvRows {
  readonly #delimiter: string;
  readonly #limits: Pick<TableLimits, 'row' | 'columns'>;
  /** Cells that a row should have; null until the heading is known. */
  #width: number | null = null;
  #text = '';
  #place = 0;
  /** Of the row in hand. */
  #start = 0;
  #cellStart = 0;
  #cell = '';
  #cells: string[] = [];
  #state = atStart;
  #junk = false;
  #line = 1;
  #startLine = 1;

  constructor(delimiter: string, limits: Pick<TableLimits, 'row' | 'columns'>) {
    this.#delimiter = delimiter;
    this.#limits = limits;
  }

  /** How many cells rows have from now on. */
  expect(width: number): void {
    this.#width = width;
  }

  /** The rows that this piece ends; of the last row a line break may still be missing. */
  *push(piece: string): Generator<TableLine> {
    this.#text = this.#text.slice(this.#start) + piece;
    this.#place -= this.#start;
    this.#cellStart -= this.#start;
    this.#start = 0;
    yield* this.#read(false);
  }

  /** The last row, where the file does not end with a line break. */
  *end(): Generator<TableLine> {
    yield* this.#read(true);
    while (this.#state === quoted) {
      yield this.#firstLineOnly('unclosedQuote');
      yield* this.#read(true);
    }
    if (this.#state === skipping || this.#start >= this.#text.length) return;
    const row = this.#endRow(this.#text.length, 0);
    if (row === null) return;
    yield row;
    // A row over several lines that turned out wrong is read again from its second.
    if (this.#start < this.#text.length) yield* this.end();
  }

  *#read(ended: boolean): Generator<TableLine> {
    // The last signs may be the first of a delimiter, of a line break or of a pair of quotes.
    const keep = ended ? 0 : Math.max(1, this.#delimiter.length);
    while (this.#place < this.#text.length - keep) {
      const row = this.#step();
      if (row !== null) yield row;
    }
  }

  /** Goes one sign on; the row that ends there, or null. */
  #step(): TableLine | null {
    const text = this.#text;
    const code = text.charCodeAt(this.#place);
    if (this.#state === skipping) return this.#skip();
    if (this.#place - this.#start > this.#limits.row) return this.#tooLong();
    if (code === quote) return this.#quote();
    if (this.#state === quoted) {
      if (code === lineFeed) this.#line++;
      this.#place++;
      return null;
    }
    if (code === lineFeed || code === carriageReturn) {
      const pair = code === carriageReturn && text.charCodeAt(this.#place + 1) === lineFeed;
      return this.#endRow(this.#place, pair ? 2 : 1);
    }
    if (text.startsWith(this.#delimiter, this.#place)) this.#endCell();
    else {
      if (this.#state === atStart) this.#state = plain;
      else if (this.#state === afterQuote && !isSpace(code)) this.#junk = true;
      this.#place++;
    }
    return null;
  }

  #quote(): null {
    if (this.#state === atStart) {
      this.#state = quoted;
      this.#cellStart = this.#place + 1;
    } else if (this.#state === quoted) {
      if (this.#text.charCodeAt(this.#place + 1) === quote) this.#place++;
      else {
        this.#cell = this.#text.slice(this.#cellStart, this.#place).replaceAll('""', '"');
        this.#state = afterQuote;
      }
    } else if (this.#state === afterQuote) this.#junk = true;
    this.#place++;
    return null;
  }

  #endCell(): void {
    this.#takeCell(this.#place);
    this.#place += this.#delimiter.length;
    this.#cellStart = this.#place;
    this.#state = atStart;
  }

  #takeCell(end: number): void {
    // Of a row with far too many cells the number matters and the cells do not.
    if (this.#cells.length > this.#limits.columns) return;
    this.#cells.push(this.#state === afterQuote ? this.#cell : this.#text.slice(this.#cellStart, end));
  }

  #endRow(end: number, breakLength: number): TableLine | null {
    const [startLine, line] = [this.#startLine, this.#line];
    this.#takeCell(end);
    const cells = this.#cells;
    const isEmpty = cells.every((cell) => cell.trim() === '');
    const isBroken = this.#junk || (this.#width !== null && !isEmpty && cells.length !== this.#width);
    if (isBroken && line > startLine) return this.#firstLineOnly(this.#junk ? 'unclosedQuote' : 'row');
    this.#begin(end + breakLength, line + 1);
    if (isEmpty) return null;
    return isBroken ? { line, cells, broken: 'row' } : { line, cells };
  }

  /** Refuses the first line of the row in hand, and begins anew after it. */
  #firstLineOnly(broken: 'unclosedQuote' | 'row'): TableLine {
    const found = this.#text.indexOf('\n', this.#start);
    const end = found < 0 ? this.#text.length : found;
    const raw = this.#text.slice(this.#start, end).replace(/\r$/, '');
    const line = this.#startLine;
    this.#begin(found < 0 ? end : end + 1, line + 1);
    return { line, cells: raw.split(this.#delimiter).slice(0, this.#width ?? undefined), broken };
  }

  /** A row beyond the limit: most often a quote that is not closed; else the row is really that long. */
  #tooLong(): TableLine {
    if (this.#line > this.#startLine) return this.#firstLineOnly('unclosedQuote');
    const cells = this.#cells.map((cell) => cell.slice(0, shownOfLong));
    const line = this.#line;
    this.#begin(this.#place, line);
    this.#state = skipping;
    return { line, cells, broken: 'rowTooLong' };
  }

  #skip(): null {
    const found = this.#text.indexOf('\n', this.#place);
    if (found >= 0) this.#begin(found + 1, this.#line + 1);
    else {
      this.#place = this.#text.length;
      this.#start = this.#place;
    }
    return null;
  }

  #begin(place: number, line: number): void {
    this.#place = place;
    this.#start = place;
    this.#cellStart = place;
    this.#cells = [];
    this.#state = atStart;
    this.#junk = false;
    this.#line = line;
    this.#startLine = line;
  }
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const shownOfLong = 1_000;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xa0;
}
