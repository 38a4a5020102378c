import * as routes from '../../../contract/routes/sessions.ts';
import { listPolicies } from '../../services/sessions/policies.ts';
import { previewPolicy } from '../../services/sessions/preview-policy.ts';
import { removePolicy } from '../../services/sessions/remove-policy.ts';
import { listReplays, readReplay, type Replay } from '../../services/sessions/replays.ts';
import { setPolicy } from '../../services/sessions/set-policy.ts';
import { startReplay } from '../../services/sessions/start-replay.ts';
import { handler } from '../handler.ts';
import { iso } from '../instants.ts';

export const sessionDoors = [
  handler(routes.listPolicies, async (_input, context) => {
    const { policies, ...rest } = await listPolicies(context);
    const shown = policies.map(({ validFrom, setAt, setBy, policy }) => ({
      validFrom: iso(validFrom),
      setAt: iso(setAt),
      setBy,
      policy,
    }));
    return { ...rest, policies: shown };
  }),
  handler(routes.setPolicy, async ({ body }, context) => ({
    replayId: await setPolicy(body.validFrom, body.policy, context),
  })),
  handler(routes.removePolicy, async ({ params }, context) => ({
    replayId: await removePolicy(params.validFrom, context),
  })),
  handler(routes.previewPolicy, ({ body }, context) => previewPolicy(body, context)),
  handler(routes.listReplays, async (_input, context) => ({ replays: (await listReplays(context)).map(shown) })),
  handler(routes.readReplay, async ({ params }, context) => shown(await readReplay(params.replayId, context))),
  handler(routes.startReplay, async ({ body }, context) => ({ replayId: await startReplay(body.since ?? 0, context) })),
];

function shown({ since, askedAt, finishedAt, ...replay }: Replay) {
  return {
    ...replay,
    since: iso(since),
    askedAt: iso(askedAt),
    finishedAt: finishedAt === null ? null : iso(finishedAt),
  };
}
