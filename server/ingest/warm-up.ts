import type { Warehouse } from '../warehouse/warehouse.ts';
import { digestsRemembered, type RecentDigests } from './recent-digests.ts';

const minuteMs = 60_000;
/** How far back the newest events are looked for, in steps, so that a long log is not read whole. */
const lookBacksMs = [10 * minuteMs, 60 * minuteMs, 1_440 * minuteMs, 44_640 * minuteMs, Number.POSITIVE_INFINITY];
const digestsPerPage = 100_000;

/**
 * Teaches `recent` the digests of the newest events in the log, in pages of 100,000. Runs beside the
 * service: until it is done a repeat from before the start counts as accepted and changes nothing.
 * Stops between pages when `signal` is aborted; throws when the engine fails.
 */
export async function warmUp(
  warehouse: Warehouse,
  recent: RecentDigests,
  now: number,
  signal: AbortSignal,
  wanted = digestsRemembered,
): Promise<void> {
  const { since, count } = await newestEvents(warehouse, now, wanted);
  const pages = Math.ceil(count / digestsPerPage);
  for (let page = 0; page < pages && !signal.aborted; page++) {
    for (const [digest, importId] of await digestsOf(warehouse, since, page, pages)) recent.add(digest, importId);
  }
}

/**
 * The newest receipt in the log (epoch ms, 0 for an empty one), so that receipt times go on from there
 * although the clock was set back. A time over a day ahead of the clock was never right and is not kept.
 */
export async function latestReceipt(warehouse: Warehouse, now: number): Promise<number> {
  const [[received] = [0]] = await warehouse.rows<[number]>(
    'append',
    `SELECT toUnixTimestamp64Milli(max(received)) FROM events
     WHERE received < fromUnixTimestamp64Milli({until:Int64}, 'UTC')`,
    { until: now + 1_440 * minuteMs },
  );
  return received;
}

async function newestEvents(
  warehouse: Warehouse,
  now: number,
  wanted: number,
): Promise<{ since: number; count: number }> {
  for (const lookBackMs of lookBacksMs) {
    const since = Math.max(0, now - lookBackMs);
    const [[count] = [0]] = await warehouse.rows<[number]>(
      'report',
      `SELECT count() FROM events WHERE received >= ${instant}`,
      { since },
    );
    if (count > wanted) return { since: await receiptOfNthNewest(warehouse, since, wanted), count: wanted };
    if (lookBackMs === Number.POSITIVE_INFINITY) return { since, count };
  }
  return { since: 0, count: 0 };
}

const instant = "fromUnixTimestamp64Milli({since:Int64}, 'UTC')";

async function receiptOfNthNewest(warehouse: Warehouse, since: number, nth: number): Promise<number> {
  const [[received] = [0]] = await warehouse.rows<[number]>(
    'report',
    `SELECT toUnixTimestamp64Milli(min(received)) FROM (
       SELECT received FROM events WHERE received >= ${instant} ORDER BY received DESC LIMIT {nth:UInt64})`,
    { since, nth },
  );
  return received;
}

/** One page in one row: any share of the digests is as good as another, for their order does not matter. */
async function digestsOf(
  warehouse: Warehouse,
  since: number,
  page: number,
  pages: number,
): Promise<[digest: string, importId: number][]> {
  const [[digests] = ['']] = await warehouse.rows<[string]>(
    'report',
    `SELECT arrayStringConcat(groupArray(concat(leftPad(lower(hex(digest)), 16, '0'), leftPad(lower(hex(import_id)), 8, '0'))))
     FROM events
     WHERE received >= ${instant} AND digest % {pages:UInt64} = {page:UInt64}`,
    { since, pages, page },
  );
  const found = digests.match(/.{24}/g) ?? [];
  return found.map((each) => [each.slice(0, 16), Number.parseInt(each.slice(16), 16)]);
}
