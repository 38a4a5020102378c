import { RidaError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from './audit.ts';

/** Ends a key at once. Throws `notFound` for one that is revoked already or another workspace's. */
export async function revokeApiKey(keyId: number, context: Context): Promise<void> {
  await context.database.transaction(async (trx) => {
    const revoked = await trx
      .updateTable('api_keys')
      .set({ revoked_at: context.now() })
      .where('id', '=', keyId)
      .where('revoked_at', 'is', null)
      .returning('name')
      .executeTakeFirst();
    if (!revoked) throw new RidaError('notFound');
    await noteInWorkspace(trx, context, 'apiKeyRevoked', `apiKey:${keyId}`, { name: revoked.name });
  });
}
