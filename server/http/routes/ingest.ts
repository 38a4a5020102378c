import * as routes from '../../../contract/routes/ingest.ts';
import { summariseSources } from '../../services/sources/summary.ts';
import { handler } from '../handler.ts';

export const ingestDoors = [
  handler(routes.summariseIngest, async ({ query }, context) => {
    const { period, sources, hours, nextCursor } = await summariseSources(query, context);
    return {
      period: { from: iso(period.from), to: iso(period.to) },
      sources: sources.map((each) => ({
        ...each,
        lastEventAt: each.lastEventAt === null ? null : iso(each.lastEventAt),
        lastReceivedAt: iso(each.lastReceivedAt),
      })),
      hours: hours.map((each) => ({ ...each, hour: iso(each.hour) })),
      nextCursor,
    };
  }),
  handler(routes.readFoldLag, async (_input, { now, asOf }, { folding }) => {
    const { streams } = folding.lag();
    return { streams, oldestMs: Math.max(0, now() - (await asOf())) };
  }),
];

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
