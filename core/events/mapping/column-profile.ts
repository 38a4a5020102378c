import { readRating } from '../../surveys/read-rating.ts';
import { type ScaleId, scaleIds } from '../../surveys/scales.ts';
import { readDuration } from './durations.ts';
import type { WrittenCalendar } from './month-names.ts';
import { type DateOrder, orderOf, takeApart } from './written-times.ts';

/** Different texts of a column that are remembered. */
const mostDistinct = 60;
/** A column of which so many first cells hold no date holds none. */
const cellsTried = 100;

export interface DateProfile {
  /** Cells that could be a date. */
  readable: number;
  calendars: ReadonlySet<WrittenCalendar>;
  /** What cells with the year last prove of the order; cells that prove nothing are counted. */
  orders: ReadonlySet<DateOrder>;
  openOrders: number;
}

/** What the cells of a column look like, from all of them together. */
export interface ColumnProfile {
  filled: number;
  dates: DateProfile;
  durations: number;
  /** Cells with a comma before one or two digits, and those with a point there. */
  commas: number;
  points: number;
  /** The different texts, the first sixty; `more` where there are others. */
  distinct: readonly string[];
  more: boolean;
  /** Rating scales that every one of the filled cells is an answer of. */
  scales: readonly ScaleId[];
}

/** Gathers the profile of one column, cell by cell. */
export class ColumnProfiler {
  readonly #empty: ReadonlySet<string>;
  readonly #calendars = new Set<WrittenCalendar>();
  readonly #orders = new Set<DateOrder>();
  readonly #distinct = new Set<string>();
  #scales: readonly ScaleId[] = scaleIds.filter((scale) => scale !== 'custom');
  #filled = 0;
  #dates = 0;
  #openOrders = 0;
  #durations = 0;
  #commas = 0;
  #points = 0;
  #more = false;

  constructor(empty: readonly string[]) {
    this.#empty = new Set(empty);
  }

  add(cell: string): void {
    const text = cell.trim();
    if (text === '' || this.#empty.has(text)) return;
    this.#filled++;
    this.#addDistinct(text);
    if (this.#filled <= cellsTried || this.#dates > 0) this.#addDate(text);
    if (this.#filled <= cellsTried || this.#durations > 0) this.#addDuration(text);
  }

  profile(): ColumnProfile {
    return {
      filled: this.#filled,
      dates: {
        readable: this.#dates,
        calendars: this.#calendars,
        orders: this.#orders,
        openOrders: this.#openOrders,
      },
      durations: this.#durations,
      commas: this.#commas,
      points: this.#points,
      distinct: [...this.#distinct],
      more: this.#more,
      scales: this.#filled === 0 ? [] : this.#scales,
    };
  }

  #addDistinct(text: string): void {
    if (this.#distinct.has(text)) return;
    this.#scales = this.#scales.filter((scale) => readRating(scale, text) !== null);
    if (this.#distinct.size < mostDistinct) this.#distinct.add(text.slice(0, 200));
    else this.#more = true;
  }

  #addDate(text: string): void {
    const date = takeApart(text)?.date;
    if (date === undefined) return;
    this.#dates++;
    if (date.form === 'instant') return;
    this.#calendars.add(date.calendar);
    if (date.form !== 'yearLast' || date.calendar !== 'gregory' || date.first === date.second) return;
    const order = orderOf(date);
    if (order === null) this.#openOrders++;
    else this.#orders.add(order);
  }

  #addDuration(text: string): void {
    if (readDuration(text, '.') !== null || readDuration(text, ',') !== null) this.#durations++;
    if (/^\d+,\d{1,2}$/.test(text)) this.#commas++;
    if (/^\d+\.\d+$/.test(text)) this.#points++;
  }
}
