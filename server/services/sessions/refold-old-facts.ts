import type { Kysely } from 'kysely';
import { factsVersion } from '../../../core/sessions/facts-version.ts';
import type { Schema } from '../../database/schema.ts';

/**
 * Asks for a replay of every workspace whose facts an older fold has made, so that figures of old events are what
 * new ones of the same would be. Returns how many there are; each is asked for once.
 */
export async function refoldOldFacts(db: Kysely<Schema>, now: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const old = await trx
      .updateTable('workspaces')
      .set({ facts_version: factsVersion })
      .where('facts_version', '<', factsVersion)
      .returning('id')
      .execute();
    if (old.length > 0) {
      const asked = { reason: 'upgrade', subject: String(factsVersion), since: 0, asked_at: now } as const;
      await trx
        .insertInto('replays')
        .values(old.map(({ id }) => ({ workspace_id: id, ...asked, asked_by: 'local:local' })))
        .execute();
    }
    return old.length;
  });
}
