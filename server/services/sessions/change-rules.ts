import type { ReplayChoice, ReplayReason } from '../../database/schema.ts';
import type { Context } from '../../context.ts';

/** A change of what facts depend on. */
export interface RuleChange {
  reason: ReplayReason;
  /** What was changed, for people: the start of a policy, the name of a schedule. */
  subject: string;
  /** Facts before this instant (epoch ms) cannot differ. */
  since: number;
  /** Streams that can differ, where not all that have events since then can. */
  only?: ReplayChoice;
}

/**
 * Notes that a workspace's rules have changed, in the transaction that changes them: folders use the new ones
 * from then on, and where the change reaches into the past its facts are folded again. Returns the
 * replay, or null where nothing that was folded can differ.
 */
export async function changeRules(
  trx: Context['database'],
  { only, ...change }: RuleChange,
  { actor, now }: Context,
): Promise<number | null> {
  await trx
    .insertInto('rule_versions')
    .values({ version: 1 })
    .onConflict((conflict) =>
      conflict.column('workspace_id').doUpdateSet((eb) => ({ version: eb('rule_versions.version', '+', 1) })),
    )
    .execute();
  if (change.since > now()) return null;
  const { id } = await trx
    .insertInto('replays')
    .values({
      ...change,
      ...(only !== undefined && { chosen: JSON.stringify(only) }),
      asked_at: now(),
      asked_by: `${actor.kind}:${actor.id}`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
