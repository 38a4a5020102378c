import type { JoinKind, Joins } from '../../core/people/joins.ts';
import type { ScopedDatabase } from './scoped.ts';

/** The ids of the workspace that are joined. */
export async function readJoins(database: ScopedDatabase): Promise<Joins> {
  const rows = await database.selectFrom('joins').select(['kind', 'alias', 'into_id as into']).execute();
  const of = (wanted: JoinKind) =>
    new Map(rows.filter(({ kind }) => kind === wanted).map(({ alias, into }) => [alias, into]));
  return { agent: of('agent'), customer: of('customer') };
}
