import { Temporal } from 'temporal-polyfill/full';
import { RidaError } from '../errors.ts';
import type { Period } from './units.ts';

/** What the warehouse can hold and a calendar can count: 1970 up to 2200. */
const earliest = 0;
const latest = Date.UTC(2200, 0, 1);

/**
 * Reads a period as people and programs write it: `from` and `to` each a date (`2021-01-01`: its first
 * moment in the workspace's zone) or an ISO 8601 instant with an offset. Half-open: the first quarter
 * of 2021 is 2021-01-01 to 2021-04-01.
 * Throws RidaError('invalidRequest', { field, rule }) for anything else, for times outside 1970–2200, or
 * where `to` is not after `from`.
 */
export function parsePeriod(text: { from: string; to: string }, zone: string): Period {
  const period = { from: parseMoment('from', text.from, zone), to: parseMoment('to', text.to, zone) };
  if (period.to <= period.from) throw new RidaError('invalidRequest', { field: 'to', rule: 'not_after_from' });
  return period;
}

function parseMoment(field: string, text: string, zone: string): number {
  const moment = readMoment(text, zone);
  if (moment === null) throw new RidaError('invalidRequest', { field, rule: 'not_a_time' });
  if (moment < earliest || moment > latest) throw new RidaError('invalidRequest', { field, rule: 'out_of_range' });
  return moment;
}

function readMoment(text: string, zone: string): number | null {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? Temporal.PlainDate.from(text).toZonedDateTime(zone).epochMilliseconds
      : Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}
