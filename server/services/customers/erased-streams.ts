import type { Context } from '../../context.ts';
import { streamKeyOf } from '../../ingest/keys.ts';

/**
 * Which of these streams were an erased customer's: where one of them has no words, they were removed and not merely never
 * sent. Of none asked for: none.
 */
export async function erasedAmong(
  streams: readonly string[],
  { database, workspace }: Pick<Context, 'database' | 'workspace'>,
): Promise<ReadonlySet<string>> {
  const byKey = new Map(streams.map((stream) => [streamKeyOf(workspace.secret, stream), stream]));
  if (byKey.size === 0) return new Set();
  const rows = await database
    .selectFrom('erased_streams')
    .select('stream_key')
    .where('stream_key', 'in', [...byKey.keys()])
    .execute();
  return new Set(rows.flatMap(({ stream_key }) => byKey.get(stream_key) ?? []));
}
