import { idsOf, personOf } from '../../../core/people/joins.ts';
import type { Context } from '../../context.ts';
import { readJoins } from '../../database/joins.ts';
import { type ErasedPeople, raiseErasedVersion } from '../../ingest/erased-people.ts';
import { customerKeyOf } from '../../ingest/keys.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { type Erasure, erasureColumns, erasureOf, type ErasureRow } from './erasure.ts';
import { sealId } from './person.ts';

/** What services that erase need beside the context. */
export interface ErasurePorts {
  erased: Pick<ErasedPeople, 'refresh'>;
}

/**
 * Asks for a customer's erasure. From the answer on nothing that is sent of him is stored with his words in this process, and
 * within a second in every other; what there is goes next (run-erasures.ts). An id that nobody ever sent is erased
 * too: it may stand in what could not be read. While one waits, asking again gives the same. Ids that are joined with his
 * are his: each gets an erasure of its own.
 */
export async function askErasure(customerId: string, context: Context, { erased }: ErasurePorts): Promise<Erasure> {
  const { database, workspace } = context;
  const customerKey = customerKeyOf(workspace.secret, customerId);
  const erasure = await database.transaction(async (trx) => {
    const joins = await readJoins(trx);
    const keys = idsOf(joins, 'customer', personOf(joins, 'customer', customerKey));
    for (const key of keys.filter((each) => each !== customerKey)) await eraseKey(key, null, trx, context);
    const row = await eraseKey(customerKey, customerId, trx, context);
    await raiseErasedVersion(trx);
    return row;
  });
  await erased.refresh();
  return erasureOf(erasure);
}

async function eraseKey(
  customerKey: string,
  customerId: string | null,
  trx: Context['database'],
  context: Context,
): Promise<ErasureRow> {
  const { workspace, actor, now } = context;
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
      sealed_id: customerId === null ? null : sealId(workspace.secret, customerId),
      asked_at: now(),
      asked_by: `${actor.kind}:${actor.id}`,
    })
    .returning(erasureColumns)
    .executeTakeFirstOrThrow();
  await noteInWorkspace(trx, context, 'customerErased', `erasure:${row.id}`, {});
  return row;
}
