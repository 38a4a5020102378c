import { type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import { laneOf } from '../../../core/events/streams.ts';
import { kpis } from '../../../core/kpis/kpis.ts';
import { alone } from '../../database/alone.ts';
import type { ReplayFigure, ReplaysTable, Schema } from '../../database/schema.ts';
import { customerLagMs } from '../../ingest/folding/customers-due.ts';
import { ask } from '../../warehouse/ask.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

export interface ReplayPorts {
  db: Kysely<Schema>;
  warehouse: Warehouse;
  now: () => number;
}

/** With the replay's number, names the lock of its running: the letters of "ridp". */
const lockSpace = 0x72696470;

/** Streams handed to the folders at once, and how few may be left before the next are. */
const handedAtOnce = 5000;
const fewLeft = 1000;

/** A stream may end so long after its last event, when its timers and quiet days are over. */
const longestTailMs = 60 * 86_400_000;

/** Comes after every name of a stream. */
const allHanded = '\u{10FFFF}';

/**
 * Brings every unfinished replay one step further: figures before, streams to the folders a few at a time, figures
 * after. All it needs is stored, so it goes on after a restart. Returns whether any is unfinished.
 */
export async function runReplays(ports: ReplayPorts): Promise<boolean> {
  const unfinished = await ports.db
    .selectFrom('replays')
    .selectAll()
    .where('finished_at', 'is', null)
    .orderBy('id')
    .execute();
  for (const { id } of unfinished) {
    await alone(ports.db, { space: lockSpace, number: id }, async () => {
      const replay = await ports.db.selectFrom('replays').selectAll().where('id', '=', id).executeTakeFirst();
      if (replay !== undefined && replay.finished_at === null) await step(replay, ports);
    });
  }
  return unfinished.length > 0;
}

type ReplayRow = Selectable<ReplaysTable>;

async function step(replay: ReplayRow, ports: ReplayPorts): Promise<void> {
  if (replay.figures_before === null) return begin(replay, ports);
  if (replay.folded_at !== null) return finish(replay, replay.folded_at, ports);
  const left = await leftOf(replay, ports);
  if (replay.handed_up_to !== allHanded) {
    if (left < fewLeft) await handOver(replay, ports);
    return;
  }
  if (left === 0) await update(replay.id, { folded_at: ports.now(), streams_done: replay.streams }, ports);
}

async function begin(replay: ReplayRow, ports: ReplayPorts): Promise<void> {
  const [row] = await ports.warehouse.rows<[number]>(
    'fold',
    `SELECT count() FROM (${streamsToFold(replay)})`,
    paramsOf(replay),
  );
  const figures = await readFigures(replay, ports);
  await update(replay.id, { streams: row?.[0] ?? 0, figures_before: JSON.stringify(figures) }, ports);
}

const ownStreams = `workspace_id = {workspaceId:UInt32} AND stream > {after:String}
  AND NOT match(stream, '^(customer|agent|team):')`;
const lately = 'max(at) >= fromUnixTimestamp64Milli({since:Int64})';

/**
 * Streams with events, and those with nothing but facts: what they are folded from was taken away, or joined into
 * another. A customer is folded from facts, and names are shown as they are.
 */
function streamsToFold({ chosen }: ReplayRow, page = ''): string {
  return ['events', 'folds']
    .map((table) => {
      const wanted = chosen === null ? '' : chosenAmong(table);
      return `(SELECT stream FROM ${table} WHERE ${ownStreams} ${wanted} GROUP BY stream HAVING ${lately} ${page})`;
    })
    .join(' UNION DISTINCT ');
}

/** Of all of a stream's events one tells who it is about. */
function chosenAmong(table: string): string {
  const named = 'arrayExists(prefix -> startsWith(stream, prefix), {prefixes:Array(String)})';
  if (table === 'folds') return `AND ${named}`;
  return `AND (${named} OR stream IN (
    SELECT stream FROM events WHERE workspace_id = {workspaceId:UInt32}
      AND arrayExists(needle -> position(body, needle) > 0, {needles:Array(String)})))`;
}

function paramsOf({ workspace_id: workspaceId, handed_up_to: after, since, chosen }: ReplayRow) {
  const { needles = [], prefixes = [] } = chosen ?? {};
  return {
    workspaceId,
    after,
    since: since - longestTailMs,
    ...(chosen !== null && { needles: [...needles], prefixes: [...prefixes] }),
  };
}

/** The next streams, by name. They and how far it is are stored together. */
async function handOver(replay: ReplayRow, { db, warehouse }: ReplayPorts): Promise<void> {
  const { id, workspace_id: workspaceId, handed } = replay;
  const next = `ORDER BY stream LIMIT ${handedAtOnce}`;
  const rows = await warehouse.rows<[string]>(
    'fold',
    `SELECT stream FROM (${streamsToFold(replay, next)}) ${next} SETTINGS optimize_aggregation_in_order = 1`,
    paramsOf(replay),
  );
  const streams = rows.map(([stream]) => stream);
  const upTo = streams.length < handedAtOnce ? allHanded : (streams.at(-1) ?? allHanded);
  await db.transaction().execute(async (trx) => {
    await sql`
      insert into replay_streams (workspace_id, lane, stream, replay_id)
      select ${workspaceId}::integer, lane, stream, ${id}::integer from unnest(
        ${streams.map((stream) => laneOf(workspaceId, stream))}::smallint[], ${streams}::text[]) as wanted (lane, stream)
      on conflict (lane, workspace_id, stream) do update
      set replay_id = greatest(replay_streams.replay_id, excluded.replay_id)`.execute(trx);
    await trx
      .updateTable('replays')
      .set({ handed: handed + streams.length, handed_up_to: upTo })
      .where('id', '=', id)
      .execute();
  });
}

/** How many of the streams handed over so far are not folded yet; what is done follows from it. */
async function leftOf({ id, streams, handed }: ReplayRow, ports: ReplayPorts): Promise<number> {
  const { left } = await ports.db
    .selectFrom('replay_streams')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('replay_id', '=', id)
    .executeTakeFirstOrThrow();
  await update(id, { streams_done: Math.min(streams, handed - left) }, ports);
  return left;
}

/** What chains from the streams, customers' issues, lags behind them: the figures are read after it. */
async function finish(replay: ReplayRow, foldedAt: number, ports: ReplayPorts): Promise<void> {
  const chained = await ports.db
    .selectFrom('due')
    .select('stream')
    .where('workspace_id', '=', replay.workspace_id)
    .where('at', '<=', foldedAt + customerLagMs)
    .where('stream', 'like', 'customer:%')
    .limit(1)
    .executeTakeFirst();
  if (chained !== undefined) return;
  const figures = await readFigures(replay, ports);
  await update(replay.id, { figures_after: JSON.stringify(figures), finished_at: ports.now() }, ports);
}

/** Every figure over all that happened from the replay's start to when it was asked for. */
async function readFigures(
  { workspace_id: workspaceId, since, asked_at: askedAt }: ReplayRow,
  { warehouse }: ReplayPorts,
): Promise<Record<string, ReplayFigure>> {
  const question = { kpis, by: [], filters: {}, period: { from: Math.max(0, since), to: askedAt + 1 } };
  const { totals } = await ask(warehouse.forWorkspace(workspaceId), question, { workspaceId, sees: 'everything' });
  return Object.fromEntries(Object.entries(totals).map(([kpi, { value, n }]) => [kpi, { value, n }]));
}

async function update(id: number, values: Updateable<ReplaysTable>, { db }: ReplayPorts): Promise<void> {
  await db.updateTable('replays').set(values).where('id', '=', id).execute();
}
