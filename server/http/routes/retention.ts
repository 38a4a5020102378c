import * as routes from '../../../contract/routes/retention.ts';
import { listRetentionRuns } from '../../services/retention/list-retention-runs.ts';
import { previewRetention } from '../../services/retention/preview-retention.ts';
import { readRetention, setRetention } from '../../services/retention/retention.ts';
import { handler } from '../handler.ts';
import { iso } from '../instants.ts';

export const retentionDoors = [
  handler(routes.readRetention, async (_input, context) => readRetention(context)),
  handler(routes.setRetention, async ({ body }, context) => setRetention(body, context)),
  handler(routes.previewRetention, async ({ body }, context) => ({
    classes: (await previewRetention(body.periods, context)).map((due) => ({ ...due, before: iso(due.before) })),
  })),
  handler(routes.listRetentionRuns, async ({ query }, context) => {
    const { runs, nextCursor } = await listRetentionRuns(query, context);
    return { runs: runs.map((run) => ({ ...run, at: iso(run.at) })), nextCursor };
  }),
];
