import type { Meaning } from '../meanings.ts';
import type { KnownColumn, KnownColumns, SentTime } from './columns.ts';

/** How a column of dates is read, by all its cells together; undefined where the table has none of these columns. */
export function timeOf(columns: KnownColumns, ...meanings: Meaning[]): SentTime | undefined {
  const column = columns.take(...meanings);
  if (column === undefined) return undefined;
  const reading = { format: 'auto', ...settled(column, columns) };
  const clock = meanings.includes('at') ? columns.name('time') : undefined;
  if (clock === undefined) return { column: column.name, ...reading };
  return { template: `{${column.name}} {${clock}}`, ...reading };
}

function settled({ name, profile }: KnownColumn, columns: KnownColumns): Pick<SentTime, 'calendar' | 'order'> {
  const { filled, dates } = profile;
  const { calendars, orders, openOrders, readable } = dates;
  if (readable < filled) columns.note('datesUnreadable', name, readable === 0, filled - readable);
  if (calendars.size > 1) columns.note('calendarsMixed', name, false);
  if (orders.size > 1) columns.note('dateOrdersMixed', name, true);
  if (orders.size === 0 && openOrders > 0) columns.note('dateOrderOpen', name, true, openOrders);
  const [calendar] = calendars;
  const [order] = orders;
  return {
    ...(calendars.size === 1 && calendar !== undefined && { calendar }),
    ...(orders.size === 1 && order !== undefined && { order }),
  };
}
