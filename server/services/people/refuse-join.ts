import type { JoinKind } from '../../../core/people/joins.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';

/** Notes that two ids are not one person's: they are not proposed again. */
export async function refuseJoin(kind: JoinKind, ids: readonly [string, string], context: Context): Promise<void> {
  const [one, other] = ids.toSorted() as [string, string];
  const { actor, now } = context;
  await context.database.transaction(async (trx) => {
    await trx
      .insertInto('join_refusals')
      .values({ kind, one, other, refused_at: now(), refused_by: `${actor.kind}:${actor.id}` })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await noteInWorkspace(trx, context, 'joinRefused', `${kind}:${one}`, { other: `${kind}:${other}` });
  });
}
