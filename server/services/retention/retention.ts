import type { Kysely } from 'kysely';
import { defaultRetention, type RetentionPeriods } from '../../../core/people/retention.ts';
import type { Context } from '../../context.ts';
import type { Schema } from '../../database/schema.ts';
import { noteInWorkspace } from '../access/audit.ts';

/** How long the workspace keeps what it holds of people; the defaults where nobody said otherwise. */
export async function readRetention({ database }: Pick<Context, 'database'>): Promise<RetentionPeriods> {
  const row = await database.selectFrom('retention').select('periods').executeTakeFirst();
  return { ...defaultRetention, ...row?.periods };
}

/** Sets all periods; the next night removes what is over them. Audited. */
export async function setRetention(periods: RetentionPeriods, context: Context): Promise<RetentionPeriods> {
  await context.database.transaction(async (trx) => {
    const json = JSON.stringify(periods);
    await trx
      .insertInto('retention')
      .values({ periods: json })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ periods: json }))
      .execute();
    await noteInWorkspace(trx, context, 'retentionChanged', 'retention', { ...periods });
  });
  return periods;
}

/** The same for every workspace at once, by its number; those that set nothing are not in it. */
export async function readAllRetention(db: Kysely<Schema>): Promise<Map<number, RetentionPeriods>> {
  const rows = await db.selectFrom('retention').select(['workspace_id', 'periods']).execute();
  return new Map(rows.map(({ workspace_id, periods }) => [workspace_id, { ...defaultRetention, ...periods }]));
}
