import { learnedWeeks } from '../../../core/sources/habit.ts';
import { hoursPerWeek, msPerHour } from '../../../core/sources/week-hours.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { heardInRow } from './heard.ts';

/** When a source was last heard, and what it sent in the running hour and the one before; no back-fills. */
export interface LastHeard {
  source: string;
  /** Epoch ms. */
  lastHeardAt: number;
  recent: { received: number; refused: number };
}

/** A source that has been silent for longer than it takes to learn one changes no more. */
const rememberedHours = 2 * learnedWeeks * hoursPerWeek;
const sourcesPerPage = 10_000;

/** The sources of all workspaces that were heard in the last sixteen weeks, by workspace. */
export async function readLastHeard(warehouse: Warehouse, now: number): Promise<Map<number, LastHeard[]>> {
  const found = new Map<number, LastHeard[]>();
  let after: [number, string] = [0, ''];
  for (;;) {
    const page = await readPage(warehouse, Math.floor(now / msPerHour), after);
    for (const [workspaceId, source, lastHeardAt, received, refused] of page) {
      const known = found.get(workspaceId) ?? [];
      known.push({ source, lastHeardAt, recent: { received, refused } });
      found.set(workspaceId, known);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < sourcesPerPage) return found;
    after = [last[0], last[1]];
  }
}

type Row = [workspaceId: number, source: string, lastHeardAt: number, received: number, refused: number];

function readPage(warehouse: Warehouse, hour: number, [workspaceId, source]: [number, string]): Promise<Row[]> {
  return warehouse.rows<Row>(
    'report',
    `SELECT workspace_id, source, toUnixTimestamp64Milli(maxIf(last_received, heard > 0)),
       sumIf(heard, isRecent), sumIf(heardRefused, isRecent)
     FROM (SELECT workspace_id, source, last_received, hour >= toDateTime({recentFrom:Int64}, 'UTC') AS isRecent,
             ${heardInRow}
           FROM ingest_counts
           WHERE hour >= toDateTime({from:Int64}, 'UTC')
             AND (workspace_id, source) > ({workspaceId:UInt32}, {source:String}))
     GROUP BY workspace_id, source HAVING max(heard) > 0
     ORDER BY workspace_id, source LIMIT {limit:UInt32}`,
    {
      recentFrom: (hour - 1) * 3_600,
      from: (hour - rememberedHours) * 3_600,
      workspaceId,
      source,
      limit: sourcesPerPage,
    },
  );
}
