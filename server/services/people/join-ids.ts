import { RidaError } from '../../../core/errors.ts';
import { idsOf, type JoinKind, type Joins, mayJoin, personOf } from '../../../core/people/joins.ts';
import { presenceStream } from '../../../core/events/streams.ts';
import type { Context } from '../../context.ts';
import { readJoins } from '../../database/joins.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { changeRules } from '../sessions/change-rules.ts';

/** Two ids of one person; of a customer both are keys. */
export interface Pair {
  kind: JoinKind;
  id: string;
  into: string;
}

/** Joins are held in memory by every folder. */
const mostJoins = 100_000;

/**
 * Joins an id into another: both are one person's from the first event on, and facts follow by replay. Returns the
 * replay's id. Throws RidaError('cannotJoin') where it is joined already or would lead back to itself.
 */
export async function joinIds({ kind, id, into }: Pair, context: Context): Promise<number | null> {
  const { actor, now } = context;
  return context.database.transaction(async (trx) => {
    const joins = await lockedJoins(trx);
    if (!mayJoin(joins, kind, id, into)) throw new RidaError('cannotJoin');
    if (joins.agent.size + joins.customer.size >= mostJoins) throw new RidaError('limitReached', { max: mostJoins });
    await trx
      .insertInto('joins')
      .values({ kind, alias: id, into_id: into, joined_at: now(), joined_by: `${actor.kind}:${actor.id}` })
      .execute();
    await noteInWorkspace(trx, context, 'idsJoined', `${kind}:${id}`, { into: `${kind}:${into}` });
    return refold({ kind, id, into }, joins, trx, context);
  });
}

/** Parts an id from the one it was joined into. Returns the replay's id. Throws RidaError('notFound'). */
export async function partIds(kind: JoinKind, id: string, context: Context): Promise<number | null> {
  return context.database.transaction(async (trx) => {
    const joins = await lockedJoins(trx);
    const into = joins[kind].get(id);
    if (into === undefined) throw new RidaError('notFound');
    await trx.deleteFrom('joins').where('kind', '=', kind).where('alias', '=', id).execute();
    await noteInWorkspace(trx, context, 'idsParted', `${kind}:${id}`, { from: `${kind}:${into}` });
    return refold({ kind, id, into }, joins, trx, context);
  });
}

/** One change of joins at a time: two together could close a circle. */
async function lockedJoins(trx: Context['database']): Promise<Joins> {
  await trx
    .insertInto('rule_versions')
    .values({ version: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx.selectFrom('rule_versions').select('version').forUpdate().execute();
  return readJoins(trx);
}

/** What holds the id that moves, or one that was joined into it; of agents also the days of the person it moves to. */
function refold({ kind, id, into }: Pair, joins: Joins, trx: Context['database'], context: Context) {
  const person = personOf(joins, kind, into);
  const field = kind === 'agent' ? 'agentId' : 'customerKey';
  return changeRules(
    trx,
    {
      reason: 'people',
      subject: `${kind}:${id}`,
      since: 0,
      only: {
        needles: idsOf(joins, kind, id).map((each) => `"${field}":${JSON.stringify(each)}`),
        prefixes: kind === 'agent' ? [presenceStream(person, '')] : [],
      },
    },
    context,
  );
}
