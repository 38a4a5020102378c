import { expect, test } from 'vitest';
import { laneOf } from '../../core/events/streams.ts';
import { defaultRules } from '../../core/sessions/rules.ts';
import { readPolicy } from '../../core/sessions/policy.ts';
import { startFolding } from '../../server/ingest/folding/folding.ts';
import type { Step } from '../../server/ingest/folding/store-changes.ts';
import { freshEngines } from '../support/engines.ts';
import { appendEvents, expectedFacts, storedFacts } from '../support/fact-tables.ts';
import { epoch, makeEvent } from '../support/random-history.ts';

const written = { timers: { chat: { botInactivityMs: 1_000 } } };
const steps: Step[] = ['loaded', 'folded', 'committed'];

test.each(steps)('a pass that fails when it has %s leaves its replayed streams to be folded again', async (failing) => {
  const engines = await freshEngines();
  const { db, warehouse, log } = engines;
  // The clock goes on while somebody waits: what failed is tried again a second later.
  let time = epoch + 86_400_000;
  const now = () => (time += 1_000);
  let failures = 0;
  const atStep = async (step: Step) => {
    if (step === failing && failures++ === 0) throw new Error('the power went');
  };
  try {
    const events = Array.from({ length: 8 }, (_, index) =>
      makeEvent({
        type: 'message.sent',
        at: epoch + index * 60_000,
        index,
        body: { conversationId: `c${index % 2}`, author: index % 4 < 2 ? 'customer' : 'bot' },
      }),
    );
    const before = await startFolding({ db, warehouse, log, now, manual: true });
    before.offer(await appendEvents(warehouse, events, now()));
    await before.settled();
    await before.stop();
    const { workspaceId } = events[0] as (typeof events)[0];
    await db.insertInto('workspaces').values({ name: 'the first, number 1', secret: 's' }).execute();
    const dated = { valid_from: 0, set_at: 0, set_by: 'test', policy: JSON.stringify(written) };
    await db
      .insertInto('policies')
      .values({ workspace_id: workspaceId, ...dated })
      .execute();
    await db.insertInto('rule_versions').values({ workspace_id: workspaceId, version: 1 }).execute();
    for (const stream of ['conversation:c0', 'conversation:c1']) {
      const lane = laneOf(workspaceId, stream);
      await db.insertInto('replay_streams').values({ workspace_id: workspaceId, lane, stream, replay_id: 7 }).execute();
    }
    const folding = await startFolding({ db, warehouse, log, now, manual: true, atStep });
    await folding.settled();
    expect(failures).toBeGreaterThan(0);
    await folding.sweep();
    await folding.settled();
    await folding.stop();
    expect(await db.selectFrom('replay_streams').selectAll().execute()).toEqual([]);
    const rules = { ...defaultRules, policies: [{ validFrom: 0, policy: readPolicy(written) }] };
    expect(await storedFacts(warehouse)).toEqual(expectedFacts(events, time, rules));
    expect(await storedFacts(warehouse)).not.toEqual(expectedFacts(events, time));
  } finally {
    await engines.close();
  }
});
