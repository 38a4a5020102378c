import { type HeardHour, learnedWeeks } from '../../../core/sources/habit.ts';
import { hoursPerWeek, msPerHour } from '../../../core/sources/week-hours.ts';
import type { ScopedWarehouse } from '../../warehouse/warehouse.ts';

/** When and how a source was heard: what it sent itself, without back-fills and replays. */
export interface Heard {
  /** Epoch ms. */
  lastHeardAt: number;
  /** The eight weeks that end when it was last heard, ascending. */
  hours: HeardHour[];
}

/** Columns of a row of counts: what was no back-fill in it. */
export const heardInRow = `toInt64(accepted + duplicate + refused) - toInt64(history) AS heard,
  toInt64(refused) - toInt64(history_refused) AS heardRefused`;

/** How the workspace's sources were heard, by source; one that only ever sent back-fills is not in the map. */
export async function readHeard(warehouse: ScopedWarehouse, sources: readonly string[]): Promise<Map<string, Heard>> {
  if (sources.length === 0) return new Map();
  const rows = await warehouse.rows<[string, number, [number, number, number][]]>(
    `SELECT source, toUnixTimestamp64Milli(max(last)),
       arrayFilter(each -> each.1 > intDiv(toUnixTimestamp(max(hour)), 3600) - {habitHours:UInt32},
         arraySort(groupArray((intDiv(toUnixTimestamp(hour), 3600), sent, sentRefused))))
     FROM (SELECT source, hour, sum(heard) AS sent, sum(heardRefused) AS sentRefused, max(last_received) AS last
           FROM (SELECT source, hour, last_received, ${heardInRow}
                 FROM ingest_counts
                 WHERE workspace_id = {workspaceId:UInt32} AND source IN {sources:Array(String)})
           GROUP BY source, hour HAVING sent > 0)
     GROUP BY source`,
    { workspaceId: warehouse.workspaceId, sources, habitHours: learnedWeeks * hoursPerWeek },
  );
  return new Map(
    rows.map(([source, lastHeardAt, hours]) => [
      source,
      { lastHeardAt, hours: hours.map(([hour, received, refused]) => ({ hour, received, refused })) },
    ]),
  );
}

/** What was heard in the running hour and the one before. */
export function recentIn({ hours }: Heard, now: number): { received: number; refused: number } {
  const recent = hours.filter(({ hour }) => hour >= Math.floor(now / msPerHour) - 1);
  return {
    received: recent.reduce((sum, each) => sum + each.received, 0),
    refused: recent.reduce((sum, each) => sum + each.refused, 0),
  };
}
