import type { Cell } from '../../contract/cell.ts';
import { channels } from '../../core/events/types.ts';
import { numberTagOf } from '../../core/language/locales.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ReportRow } from './ask-report.ts';
import { type Bucket, isBucket, type ReportOptions } from './options.ts';

export const noValue = '—';

/** A figure as a person reads it: value, rows behind it, interval, difference; `—` where there is none. */
export function wordCell(cell: Cell, terminal: Terminal): string {
  if (cell.value === null) return noValue;
  const format = formatFor(cell.unit, cell.value, terminal);
  const parts = [format.full(cell.value)];
  if (cell.unit !== 'count') parts.push(`(${terminal.number(cell.n)})`);
  if (cell.interval) parts.push(`[${cell.interval.map(format.bare).join('–')}]`);
  const difference = cell.before?.difference;
  if (difference !== undefined && difference !== null)
    parts.push(`${difference < 0 ? '−' : '+'}${format.full(Math.abs(difference))}`);
  return parts.join(' ');
}

interface Format {
  full(value: number): string;
  /** Without the unit, for an interval beside the value. */
  bare(value: number): string;
}

type Scaled = {
  factor: number;
  digits: number;
  key?: 'seconds' | 'minutes' | 'hours' | 'days' | 'percent' | 'perHour';
};

function formatFor(unit: Cell['unit'], value: number, terminal: Terminal): Format {
  const { factor, digits, key } = scaleFor(unit, value);
  const numbers = new Intl.NumberFormat(numberTagOf(terminal.locale), { maximumFractionDigits: digits });
  const bare = (raw: number) => numbers.format(raw * factor);
  return {
    bare,
    full: (raw) => (key === undefined ? bare(raw) : terminal.text(`cli.report.units.${key}`, { value: bare(raw) })),
  };
}

const minute = 60;
const hour = 3600;
const day = 86_400;

/** Long times are read in longer units; an interval is in the unit of its value. */
function scaleFor(unit: Cell['unit'], value: number): Scaled {
  switch (unit) {
    case 'seconds': {
      const seconds = Math.abs(value);
      if (seconds < 10 * minute) return { factor: 1, digits: 2, key: 'seconds' };
      if (seconds < 3 * hour) return { factor: 1 / minute, digits: 1, key: 'minutes' };
      if (seconds < 3 * day) return { factor: 1 / hour, digits: 1, key: 'hours' };
      return { factor: 1 / day, digits: 1, key: 'days' };
    }
    case 'hours':
      return { factor: 1, digits: 1, key: 'hours' };
    case 'share':
      return { factor: 100, digits: 2, key: 'percent' };
    case 'perHour':
      return { factor: 1, digits: 2, key: 'perHour' };
    case 'count':
      return { factor: 1, digits: 0 };
    case 'score':
    case 'points':
    case 'times':
      return { factor: 1, digits: 2 };
    case 'rating':
      return { factor: 1, digits: 4 };
  }
}

/** What a row is about, by name. */
export function wordKey(
  { key, name }: ReportRow,
  by: ReportOptions['by'],
  calendar: string,
  terminal: Terminal,
): string {
  if (key === '') return terminal.text(by === 'agent' ? 'cli.report.notAssigned' : 'cli.report.none');
  if (by === 'channel') {
    const channel = channels.find((one) => one === key);
    return channel === undefined ? key : terminal.text(`cli.channels.${channel}`);
  }
  return isBucket(by) ? wordDay(key, by, calendar, terminal) : (name ?? key);
}

function wordDay(date: string, by: Bucket, calendar: string, { locale }: Terminal): string {
  const at = Date.parse(date);
  const tag = numberTagOf(locale);
  if (by !== 'month')
    return new Intl.DateTimeFormat(tag, { dateStyle: 'medium', calendar, timeZone: 'UTC' }).format(at);
  // put together by hand: ICU writes a Persian month after its year
  const parts = new Intl.DateTimeFormat(tag, {
    year: 'numeric',
    month: 'long',
    calendar,
    timeZone: 'UTC',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('month')} ${part('year')}`;
}
