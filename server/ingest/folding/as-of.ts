import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import type { Folding } from './folding.ts';

/** A lane, and the instant up to which every event of it that was confirmed is in the facts. */
export interface LaneAsOf {
  lane: number;
  asOf: number;
}

/** Says how complete the facts of our lanes are. It never goes back: what a new holder folds again is in them. */
export async function storeAsOf(db: Kysely<Schema>, holder: string, lanes: readonly LaneAsOf[]): Promise<void> {
  if (lanes.length === 0) return;
  await sql`
    update lanes set as_of = greatest(lanes.as_of, known.as_of)
    from unnest(${lanes.map(({ lane }) => lane)}::smallint[], ${lanes.map(({ asOf }) => asOf)}::bigint[])
      as known (lane, as_of)
    where lanes.lane = known.lane and lanes.holder = ${holder}`.execute(db);
}

/** Up to when the facts of every lane are complete, as their holders said last; 0 until all of them did. */
export async function readAsOf(db: Kysely<Schema>): Promise<number> {
  const { asOf } = await db
    .selectFrom('lanes')
    .select((eb) => eb.fn.min('as_of').as('asOf'))
    .executeTakeFirstOrThrow();
  return asOf;
}

/** For a process that appends to the log: a worker, who holds the lanes, finds the events there and folds them. */
export function foldedElsewhere(db: Kysely<Schema>): Folding {
  return {
    offer() {},
    async settled() {},
    room: async () => Number.POSITIVE_INFINITY,
    lag: () => ({ streams: 0, oldestMs: 0 }),
    asOf: () => readAsOf(db),
    async stop() {},
  };
}
