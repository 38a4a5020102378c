import { z } from 'zod';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../cursors.ts';

export interface SummaryQuery {
  /** Epoch ms; widened to whole UTC hours. By default the last 24 hours, the running one included. */
  from?: number | undefined;
  to?: number | undefined;
  source?: string | undefined;
  cursor?: string | undefined;
}

export interface Counts {
  /** accepted + duplicate + refused, always. */
  received: number;
  accepted: number;
  duplicate: number;
  refused: number;
  /** Of those accepted: older than 24 hours at receipt, and no back-fill. */
  late: number;
}

export interface IngestSummary {
  period: { from: number; to: number };
  /** Times are epoch ms; `lastEventAt` is null where nothing was ever accepted. */
  sources: ({ source: string; lastEventAt: number | null; lastReceivedAt: number } & Counts)[];
  hours: ({ hour: number; source: string } & Counts)[];
  nextCursor: string | null;
}

const msPerHour = 3_600_000;
const hoursPerPage = 1_000;
const mostSources = 1_000;

/**
 * What each source sent, exact, per UTC hour of receipt: newest hour first, a page at a time.
 * Throws RidaError('invalidRequest') for a foreign cursor.
 */
export async function summariseSources(query: SummaryQuery, context: Context): Promise<IngestSummary> {
  const period = wholeHours(query, context.now());
  const hours = await readHours(query, period, context);
  const { rows, nextCursor } = pageOf(hours, hoursPerPage, ({ hour, source }) => [hour, source]);
  return {
    period,
    sources: await countSources(query.source, period, context),
    hours: rows,
    nextCursor,
  };
}

/** The period of a question about sources, in whole UTC hours; by default the last 24, the running one included. */
export function wholeHours({ from, to }: Pick<SummaryQuery, 'from' | 'to'>, now: number): { from: number; to: number } {
  const end = Math.ceil((to ?? now + 1) / msPerHour) * msPerHour;
  return { from: Math.floor((from ?? end - 24 * msPerHour) / msPerHour) * msPerHour, to: end };
}

const sums = 'sum(accepted), sum(duplicate), sum(refused), sum(late)';
type Sums = [accepted: number, duplicate: number, refused: number, late: number];

function countsOf([accepted, duplicate, refused, late]: Sums): Counts {
  return { received: accepted + duplicate + refused, accepted, duplicate, refused, late };
}

const hourPlace = z.tuple([z.int().min(0).max(4_102_444_800_000), z.string().max(200)]);

async function readHours(
  { source, cursor }: SummaryQuery,
  period: { from: number; to: number },
  { warehouse }: Context,
): Promise<IngestSummary['hours']> {
  const [cursorHour, cursorSource] = cursor === undefined ? [0, ''] : readCursor(cursor, hourPlace);
  const rows = await warehouse.rows<[number, string, ...Sums]>(
    `SELECT toUnixTimestamp(hour), source, ${sums} FROM ingest_counts
     WHERE hour >= toDateTime({from:Int64}, 'UTC') AND hour < toDateTime({to:Int64}, 'UTC')
       ${source === undefined ? '' : 'AND source = {source:String}'}
       ${cursor === undefined ? '' : "AND (hour, source) < (toDateTime({cursorHour:Int64}, 'UTC'), {cursorSource:String})"}
     GROUP BY hour, source
     ORDER BY hour DESC, source DESC
     LIMIT {limit:UInt32}`,
    {
      ...inSeconds(period),
      source: source ?? '',
      cursorHour: cursorHour / 1000,
      cursorSource,
      limit: hoursPerPage + 1,
    },
  );
  return rows.map(([hour, name, ...counts]) => ({ hour: hour * 1000, source: name, ...countsOf(counts) }));
}

/** What each source sent in a period of whole hours, and when it was last heard at all. */
export async function countSources(
  source: string | undefined,
  period: { from: number; to: number },
  { warehouse }: Context,
): Promise<IngestSummary['sources']> {
  const rows = await warehouse.rows<[string, number, number, ...Sums]>(
    `SELECT source, toUnixTimestamp64Milli(max(last_at)), toUnixTimestamp64Milli(max(last_received)),
       sumIf(accepted, inside), sumIf(duplicate, inside), sumIf(refused, inside), sumIf(late, inside)
     FROM (SELECT *, hour >= toDateTime({from:Int64}, 'UTC') AND hour < toDateTime({to:Int64}, 'UTC') AS inside
           FROM ingest_counts)
     ${source === undefined ? '' : 'WHERE source = {source:String}'}
     GROUP BY source ORDER BY source LIMIT {limit:UInt32}`,
    { ...inSeconds(period), source: source ?? '', limit: mostSources },
  );
  return rows.map(([name, lastAt, lastReceived, ...counts]) => ({
    source: name,
    ...countsOf(counts),
    lastEventAt: lastAt === 0 ? null : lastAt,
    lastReceivedAt: lastReceived,
  }));
}

/** The same by hour, oldest first, by source; a source's hours without a delivery are left out. */
export async function countHours(
  source: string | undefined,
  period: { from: number; to: number },
  { warehouse }: Context,
): Promise<Map<string, ({ hour: number } & Counts)[]>> {
  const rows = await warehouse.rows<[string, [number, ...Sums][]]>(
    `SELECT source, arraySort(groupArray(counts))
     FROM (SELECT source, (toUnixTimestamp(hour), ${sums}) AS counts
           FROM ingest_counts
           WHERE hour >= toDateTime({from:Int64}, 'UTC') AND hour < toDateTime({to:Int64}, 'UTC')
             ${source === undefined ? '' : 'AND source = {source:String}'}
           GROUP BY source, hour)
     GROUP BY source ORDER BY source LIMIT {limit:UInt32}`,
    { ...inSeconds(period), source: source ?? '', limit: mostSources },
  );
  return new Map(
    rows.map(([name, hours]) => [name, hours.map(([at, ...counts]) => ({ hour: at * 1000, ...countsOf(counts) }))]),
  );
}

function inSeconds({ from, to }: { from: number; to: number }): { from: number; to: number } {
  return { from: from / 1000, to: to / 1000 };
}
