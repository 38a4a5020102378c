import { RidaError } from '../../../core/errors.ts';
import { serialText } from '../../../core/events/mapping/serials.ts';
import type { TableLimits } from './table-limits.ts';
import { type Book, isTrue, RichText } from './xlsx-book.ts';
import type { XmlHandler } from './xml.ts';

export interface SheetRow {
  /** Its number in the sheet, from 1. */
  line: number;
  /** As long as its last cell that holds something. */
  cells: string[];
}

/**
 * Gathers the rows of a sheet's XML. Of a formula the value that was stored with it counts and nothing is computed.
 * Dates come as `2026-11-25T10:30:00`, times and durations as `26:05:00`, true and false as such, errors as `#N/A`.
 */
export class SheetRows implements XmlHandler {
  /** Rows that have ended; whoever reads takes them out. */
  readonly ready: SheetRow[] = [];
  readonly #book: Book;
  readonly #limits: TableLimits;
  readonly #inline: RichText;
  #line = 0;
  #cells: string[] = [];
  #column = -1;
  #type = 'n';
  #style = 0;
  #value = '';
  #inValue = false;

  constructor(book: Book, limits: TableLimits) {
    this.#book = book;
    this.#limits = limits;
    this.#inline = new RichText(limits.cell);
  }

  open(element: string, attribute: (name: string) => string | undefined): void {
    if (element === 'row') this.#beginRow(attribute('r'));
    else if (element === 'c') this.#beginCell(attribute('r'), attribute('t'), attribute('s'));
    else if (element === 'v') this.#inValue = true;
    else this.#inline.open(element);
  }

  text(piece: string): void {
    if (!this.#inValue) return this.#inline.add(piece);
    this.#value += piece;
    if (this.#value.length > this.#limits.cell) {
      throw new RidaError('cellTooLong', { line: this.#line, limit: this.#limits.cell });
    }
  }

  close(element: string): void {
    if (element === 'v') this.#inValue = false;
    else if (element === 'c') this.#endCell();
    else if (element === 'row') this.#endRow();
    else this.#inline.close(element);
  }

  #beginRow(number: string | undefined): void {
    const line = number === undefined ? this.#line + 1 : Number(number);
    if (!Number.isSafeInteger(line) || line < 1) throw new RidaError('fileDamaged');
    this.#line = line;
    this.#cells = [];
    this.#column = -1;
  }

  #beginCell(reference: string | undefined, type = 'n', style = '0'): void {
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    this.#type = type;
    this.#style = Number(style);
    this.#value = '';
    this.#inline.begin();
  }

  #endCell(): void {
    const text = this.#cellText();
    if (text === '') return;
    // Only what holds something counts: sheets are often formatted far beyond their table.
    if (this.#column >= this.#limits.columns) throw new RidaError('tooManyColumns', { limit: this.#limits.columns });
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #endRow(): void {
    if (this.#cells.some((cell) => cell.trim() !== '')) this.ready.push({ line: this.#line, cells: this.#cells });
    this.#cells = [];
  }

  #cellText(): string {
    switch (this.#type) {
      case 's':
        return this.#value === '' ? '' : (this.#book.sharedTexts[Number(this.#value)] ?? damaged());
      case 'inlineStr':
        return this.#inline.value;
      case 'b':
        return this.#value === '' ? '' : String(isTrue(this.#value));
      case 'n':
        return this.#numberText();
      default:
        return this.#value;
    }
  }

  #numberText(): string {
    if (this.#value.trim() === '') return '';
    const number = Number(this.#value);
    if (!Number.isFinite(number)) return this.#value;
    const kind = this.#book.styles[this.#style] ?? 'number';
    return serialText(number, kind, this.#book.date1904) ?? plainNumber(number);
  }
}

/** Never 1e+21, which no reader of numbers takes; 0.1 + 0.2 as a person sees it. */
function plainNumber(number: number): string {
  const rounded = Number(number.toPrecision(15));
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e21 ? BigInt(rounded).toString() : String(rounded);
}

function columnOf(reference: string): number {
  const [letters = ''] = /^[A-Z]{1,3}/.exec(reference) ?? [];
  if (letters === '') throw new RidaError('fileDamaged');
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function damaged(): never {
  throw new RidaError('fileDamaged');
}
