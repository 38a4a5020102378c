import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { changeRules } from './change-rules.ts';

/**
 * Folds the log again from an instant (epoch ms) on, by the rules as they are: for facts that a newer Rida
 * reads out of old events. Returns the replay's id.
 */
export async function startReplay(since: number, context: Context): Promise<number> {
  return context.database.transaction(async (trx) => {
    const asked = { reason: 'all', subject: '', since: Math.min(since, context.now()) } as const;
    const replayId = await changeRules(trx, asked, context);
    if (replayId === null) throw new Error('a replay of the past is always asked for');
    await noteInWorkspace(trx, context, 'replayStarted', `replay:${replayId}`, { since: asked.since });
    return replayId;
  });
}
