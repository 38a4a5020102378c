import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { IngestReceipt } from '../../ingest/types.ts';
import type { IngestPorts } from '../events/receive.ts';
import { receiveText } from '../events/receive-text.ts';
import { findImport } from './imports.ts';

/**
 * Takes in events of an open import and adds them to its counts. Throws `notFound`, `importNotOpen`, and what
 * `receiveText` throws.
 */
export async function receiveForImport(
  importId: number,
  sent: { text: string; mediaType: string },
  context: Context,
  ports: IngestPorts,
  ticket: number,
): Promise<IngestReceipt> {
  const { state } = await findImport(importId, context);
  if (state !== 'sending') throw new RidaError('importNotOpen');
  const receipt = await receiveText(sent, context, ports, { ticket, importId });
  const { accepted, duplicate, rejected } = receipt;
  await context.database
    .updateTable('imports')
    .set((eb) => ({
      accepted: eb('accepted', '+', accepted),
      duplicate: eb('duplicate', '+', duplicate),
      refused: eb('refused', '+', rejected.length),
    }))
    .where('id', '=', importId)
    .execute();
  return receipt;
}
