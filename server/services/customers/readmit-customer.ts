import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { raiseErasedVersion } from '../../ingest/erased-people.ts';
import { noteInWorkspace } from '../access/audit.ts';
import type { ErasurePorts } from './ask-erasure.ts';
import { type Erasure, erasureColumns, erasureOf } from './erasure.ts';

/**
 * Takes a customer in again who came back of his own will: what happens from now on is stored with his words. What was erased
 * stays so, and so does every conversation begun before. Throws `notFound` for another workspace's erasure, `conflict` for one
 * that is not done.
 */
export async function readmitCustomer(erasureId: number, context: Context, { erased }: ErasurePorts): Promise<Erasure> {
  const { database, now } = context;
  const erasure = await database.transaction(async (trx) => {
    const row = await trx
      .selectFrom('erasures')
      .select(erasureColumns)
      .where('id', '=', erasureId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new RidaError('notFound');
    if (row.state !== 'done') throw new RidaError('conflict');
    await trx
      .updateTable('erased_customers')
      .set({ readmitted_at: now() })
      .where('customer_key', '=', row.customer_key)
      .where('readmitted_at', 'is', null)
      .execute();
    await raiseErasedVersion(trx);
    await noteInWorkspace(trx, context, 'customerReadmitted', `erasure:${erasureId}`, {});
    return row;
  });
  await erased.refresh();
  return erasureOf(erasure);
}
