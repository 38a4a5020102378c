import type { Context } from '../../context.ts';
import { type ErasedPeople, raiseErasedVersion } from '../../ingest/erased-people.ts';
import { customerKeyOf } from '../../ingest/keys.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { type Erasure, erasureColumns, erasureOf } from './erasure.ts';
import { sealId } from './person.ts';

/** What services that erase need beside the context. */
export interface ErasurePorts {
  erased: Pick<ErasedPeople, 'refresh'>;
}

/**
 * Asks for a customer's erasure. From the answer on nothing that is sent of him is stored with his words in this process, and
 * within a second in every other; what there is goes next (run-erasures.ts). An id that nobody ever sent is erased
 * too: it may stand in what could not be read. While one waits, asking again gives the same.
 */
export async function askErasure(customerId: string, context: Context, { erased }: ErasurePorts): Promise<Erasure> {
  const { database, workspace, actor, now } = context;
  const customerKey = customerKeyOf(workspace.secret, customerId);
  const erasure = await database.transaction(async (trx) => {
    const waiting = await trx
      .selectFrom('erasures')
      .select(erasureColumns)
      .where('customer_key', '=', customerKey)
      .where('state', '!=', 'done')
      .executeTakeFirst();
    if (waiting) return waiting;
    await trx
      .insertInto('erased_customers')
      .values({ customer_key: customerKey, readmitted_at: null })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'customer_key']).doUpdateSet({ readmitted_at: null }))
      .execute();
    const row = await trx
      .insertInto('erasures')
      .values({
        customer_key: customerKey,
        sealed_id: sealId(workspace.secret, customerId),
        asked_at: now(),
        asked_by: `${actor.kind}:${actor.id}`,
      })
      .returning(erasureColumns)
      .executeTakeFirstOrThrow();
    await raiseErasedVersion(trx);
    await noteInWorkspace(trx, context, 'customerErased', `erasure:${row.id}`, {});
    return row;
  });
  await erased.refresh();
  return erasureOf(erasure);
}
