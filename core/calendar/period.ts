import { Temporal } from 'temporal-polyfill/full';
import { RidaError } from '../errors.ts';
import { readInstant } from '../events/instants.ts';
import { latinDigits } from '../language/digits.ts';
import { type CalendarSettings, type Period, unitStart, unitStartAfter } from './units.ts';

/** A period as people and programs write it. */
export interface WrittenPeriod {
  from?: string | undefined;
  to?: string | undefined;
}

/** What the warehouse can hold and a calendar can count: 1970 up to 2200. */
const earliest = 0;
const latest = Date.UTC(2200, 0, 1);

/**
 * Reads a period: `from` and `to` each a date in the workspace's zone, both days included (the first quarter
 * of 2021 is 2021-01-01 to 2021-03-31), or an ISO 8601 instant with an offset, the end not included.
 * Without `to` it ends at `now`; without `from` it begins with the month of its end; without both it is
 * the month of `now`, whole.
 * Throws RidaError('invalidRequest', { field, rule }) for what is no time, for times outside 1970–2200, or
 * where `to` is not after `from`.
 */
export function parsePeriod(written: WrittenPeriod, now: number, settings: CalendarSettings): Period {
  const period = periodOf(written, now, settings);
  if (period.to <= period.from) throw new RidaError('invalidRequest', { field: 'to', rule: 'not_after_from' });
  return period;
}

function periodOf(written: WrittenPeriod, now: number, settings: CalendarSettings): Period {
  if (written.from === undefined && written.to === undefined) {
    return { from: unitStart(now, 'month', settings), to: unitStartAfter(now, 1, 'month', settings) };
  }
  const to = written.to === undefined ? now : parseMoment('to', written.to, settings.zone, 1);
  const from =
    written.from === undefined
      ? unitStart(to - 1, 'month', settings)
      : parseMoment('from', written.from, settings.zone, 0);
  return { from, to };
}

/** A date stands for its first moment, or that of the day `daysAfter` it. */
function parseMoment(field: string, text: string, zone: string, daysAfter: number): number {
  const moment = readDay(latinDigits(text.trim()), zone, daysAfter) ?? readInstant(text);
  if (moment === null) throw new RidaError('invalidRequest', { field, rule: 'not_a_time' });
  if (moment < earliest || moment > latest) throw new RidaError('invalidRequest', { field, rule: 'out_of_range' });
  return moment;
}

/** First moment of the day some days after a date, in the zone; null for what is no date. */
function readDay(text: string, zone: string, daysAfter: number): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text).add({ days: daysAfter }).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}
