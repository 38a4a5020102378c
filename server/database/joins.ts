import { type JoinKind, type Joins, noJoins } from '../../core/people/joins.ts';
import type { ScopedDatabase } from './scoped.ts';

/** The ids of the workspace that are joined; of one kind alone where one is named. */
export async function readJoins(database: ScopedDatabase, kind?: JoinKind): Promise<Joins> {
  let query = database.selectFrom('joins').select(['kind', 'alias', 'into_id as into']);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  const rows = await query.execute();
  if (rows.length === 0) return noJoins;
  const of = (wanted: JoinKind) =>
    new Map(rows.filter((row) => row.kind === wanted).map(({ alias, into }) => [alias, into]));
  return { agent: of('agent'), customer: of('customer') };
}
