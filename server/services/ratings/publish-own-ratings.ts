import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { calendarSettings } from '../../../core/calendar/settings.ts';
import { unitStart } from '../../../core/calendar/units.ts';
import { nextBatches, type OwnRating, type RatingBatch } from '../../../core/people/own-ratings.ts';
import { ratingClassOf, type RatingPolicy, ratingVisibility } from '../../../core/people/rating-policy.ts';
import type { Schema } from '../../database/schema.ts';
import type { ScopedWarehouse, Warehouse } from '../../warehouse/warehouse.ts';
import { deletedWorkspaces } from '../workspaces/deletions.ts';
import { readRatingPolicy } from './rating-policy.ts';

export interface PublishingPorts {
  db: Kysely<Schema>;
  warehouse: Warehouse;
  now: () => number;
}

/**
 * Publishes to employees the ratings of their own work that the policy shows them as a figure: those given before
 * this week, by the workspace's calendar, in batches of at least five that stay as they are. Safe to run twice and
 * from several processes at once. Returns how many batches were published.
 */
export async function publishOwnRatings(ports: PublishingPorts): Promise<number> {
  let published = 0;
  for (const workspace of await workspacesWithEmployees(ports.db)) {
    const policy = await readRatingPolicy(ports.db, workspace.id);
    const upTo = unitStart(ports.now(), 'week', calendarSettings(workspace));
    const unpublished = await readUnpublished(workspace, policy, upTo, ports);
    for (const batch of nextBatches(unpublished)) {
      if (await publish(workspace.id, batch, upTo, ports)) published += 1;
    }
  }
  return published;
}

interface Employer {
  id: number;
  zone: string;
  locale: string;
  agentIds: string[];
}

/** Workspaces where somebody, or a key, sees his own ratings by the policy; with the agents that these are. */
async function workspacesWithEmployees(db: Kysely<Schema>): Promise<Employer[]> {
  const { rows } = await sql<Employer>`
    select w.id, w.zone, w.locale, array_agg(distinct agent_id) as "agentIds"
    from workspaces w
    join (
      select workspace_id, unnest(agent_ids) as agent_id from memberships where role = 'employee'
      union
      select workspace_id, unnest(agent_ids) from api_keys where sees = 'employee' and revoked_at is null
    ) as employees on employees.workspace_id = w.id
    where w.id not in (${deletedWorkspaces(db)})
    group by w.id`.execute(db);
  return rows;
}

const pageRows = 10_000;

type Row = [
  at: number,
  stream: string,
  key: string,
  agentId: string,
  subject: string,
  family: string,
  channel: string,
  source: string,
  terminalId: string,
  score: number,
  value: number,
  satisfied: boolean,
];

async function readUnpublished(
  { id, agentIds }: Employer,
  policy: RatingPolicy,
  upTo: number,
  { db, warehouse }: PublishingPorts,
): Promise<OwnRating[]> {
  const unpublished: OwnRating[] = [];
  const scoped = warehouse.forWorkspace(id);
  for (let after: Row | null = null; ;) {
    const rows: Row[] = await readPage(scoped, agentIds, upTo, after);
    const shown = rows.flatMap((row) => ownRating(row, policy));
    const keys = shown.map(({ key }) => key);
    const known = await publishedAmong(keys, id, db);
    unpublished.push(...shown.filter(({ key }) => !known.has(key)));
    after = rows.at(-1) ?? null;
    if (after === null || rows.length < pageRows) return unpublished;
  }
}

async function readPage(
  warehouse: ScopedWarehouse,
  agentIds: readonly string[],
  upTo: number,
  after: Row | null,
): Promise<Row[]> {
  const [at, stream, key] = after ?? [0, '', ''];
  return warehouse.rows<Row>(
    `SELECT toUnixTimestamp64Milli(at), stream, key, agent_id, subject, family, channel, source, terminal_id,
       toFloat64(score), toFloat64(value), satisfied
     FROM ratings FINAL
     WHERE workspace_id = {workspaceId:UInt32} AND at < fromUnixTimestamp64Milli({upTo:Int64}, 'UTC')
       AND agent_id IN {agentIds:Array(String)} AND score IS NOT NULL
       AND (at, stream, key) > (fromUnixTimestamp64Milli({at:Int64}, 'UTC'), {stream:String}, {key:String})
     ORDER BY at, stream, key LIMIT {limit:UInt32}`,
    { workspaceId: warehouse.workspaceId, upTo, agentIds, at, stream, key, limit: pageRows },
  );
}

/** A rating that the policy shows as part of a figure; none for others. */
function ownRating(row: Row, policy: RatingPolicy): OwnRating[] {
  const [answeredAt, stream, key, agentId, subject, family, channel, source, terminalId, score, value, satisfied] = row;
  const judged = { subject, channel, source, terminalId };
  if (ratingVisibility(policy, judged) !== 'aggregated') return [];
  const named = createHash('sha256')
    .update(JSON.stringify([stream, key]))
    .digest('hex');
  const about = { agentId, class: ratingClassOf(judged), source, subject, family };
  return [{ ...about, key: named, answeredAt, score, value, satisfied }];
}

async function publishedAmong(
  keys: readonly string[],
  workspaceId: number,
  db: Kysely<Schema> | Transaction<Schema>,
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${keys}::text[]) as key
    join published_ratings on rating = decode(key, 'hex') and workspace_id = ${workspaceId}`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/** False where another process was quicker: then the rest waits for the next night. */
async function publish(
  workspaceId: number,
  batch: RatingBatch,
  upTo: number,
  { db, now }: PublishingPorts,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`select id from workspaces where id = ${workspaceId} for update`.execute(trx);
    const known = await publishedAmong(batch.keys, workspaceId, trx);
    if (known.size > 0) return false;
    const { agentId, class: ratingClass, source, subject, family, ratings, scoreSum, satisfied, detractors } = batch;
    const { id } = await trx
      .insertInto('rating_batches')
      .values({
        workspace_id: workspaceId,
        agent_id: agentId,
        class: ratingClass,
        source,
        subject,
        family,
        up_to: upTo,
        published_at: now(),
        ratings,
        score_sum: scoreSum,
        satisfied,
        detractors,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sql`
      insert into published_ratings (workspace_id, rating, batch)
      select ${workspaceId}, decode(key, 'hex'), ${id} from unnest(${[...batch.keys]}::text[]) as key`.execute(trx);
    return true;
  });
}
