import type { Context } from '../../context.ts';

export interface LastEvent {
  source: string;
  /** Epoch ms; null where nothing was ever accepted. */
  lastEventAt: number | null;
  lastReceivedAt: number;
}

const mostSources = 1_000;

/** The newest event of each source and when something last came from it: how fresh a figure can be. */
export async function readLastEvents({ warehouse }: Context): Promise<LastEvent[]> {
  const rows = await warehouse.rows<[string, number, number]>(
    `SELECT source, toUnixTimestamp64Milli(max(last_at)), toUnixTimestamp64Milli(max(last_received))
     FROM ingest_counts
     GROUP BY source ORDER BY source LIMIT {limit:UInt32}`,
    { limit: mostSources },
  );
  return rows.map(([source, lastAt, lastReceivedAt]) => ({
    source,
    lastEventAt: lastAt === 0 ? null : lastAt,
    lastReceivedAt,
  }));
}
