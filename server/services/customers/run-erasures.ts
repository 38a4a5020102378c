import { setTimeout as pause } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import { alone } from '../../database/alone.ts';
import { removeOldRows } from '../../database/remove-old-rows.ts';
import type { ErasuresTable } from '../../database/tables/erasures.ts';
import type { Folding } from '../../ingest/folding/folding.ts';
import type { Intake } from '../../ingest/types.ts';
import { removeOldParts, removingWords } from '../../warehouse/old-parts.ts';
import { isDeleted } from '../workspaces/deletions.ts';
import { erasers } from './erasers.ts';
import { figuresPrint } from './figures-print.ts';
import { countNamingIds } from './naming-ids.ts';
import { forgetListed, listStreams } from './listed-streams.ts';
import { type ErasingPorts, identifiersOf, openId, type Person } from './person.ts';

/** Places where a fault may be injected: between each two steps of an erasure. */
export type ErasureStep = 'listed' | 'found' | `removed ${string}` | 'cleared';

export interface RunErasuresPorts extends ErasingPorts {
  intake: Pick<Intake, 'settled'>;
  folding: Pick<Folding, 'settled'>;
  /** Other processes take events in, too: they need a moment to hear of it. */
  others: boolean;
  /** Ends it between two erasures; what is left is done by the next call. */
  stopping: AbortSignal;
  atStep?: (step: ErasureStep) => Promise<void>;
}

/** Other processes look once a second who is erased; what they had in hand by then is committed. */
const othersKnowMs = 5_000;

/** What was under way elsewhere has ended by then: it is looked at once more. */
export const stragglersMs = 10 * 60_000;

/** What is on its way into facts is waited for this long; figures that move meanwhile are named as such. */
const settleMs = 30_000;

type Row = Selectable<ErasuresTable>;

/**
 * Does what erasures are waiting for, oldest first: those asked for, those that a kill cut off, and second looks. Every step
 * may be done again, and what a receipt says was counted before anything was removed.
 */
export async function runErasures(ports: RunErasuresPorts): Promise<void> {
  const { db, now } = ports;
  const latest = ports.others ? now() - othersKnowMs : now();
  const waiting = await db
    .selectFrom('erasures')
    .select('id')
    .where((eb) =>
      eb.or([eb.and([eb('state', '!=', 'done'), eb('asked_at', '<=', latest)]), eb('look_again_at', '<=', now())]),
    )
    .orderBy('id')
    .execute();
  if (waiting.length === 0) return;
  await alone(db, removingWords, async () => {
    for (const { id } of waiting) {
      if (ports.stopping.aborted) return;
      await runOne(id, ports);
    }
  });
}

async function runOne(id: number, ports: RunErasuresPorts): Promise<void> {
  const { db } = ports;
  const row = await db.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || !isDue(row, ports) || (await isDeleted(db, row.workspace_id))) return;
  // A cut look is due again by then; a stream that the intake learns of meanwhile makes it due sooner.
  const again = ports.now() + stragglersMs;
  if (row.state === 'done')
    await db.updateTable('erasures').set({ look_again_at: again }).where('id', '=', id).execute();
  await ports.intake.settled();
  await Promise.race([ports.folding.settled(), atMost(settleMs, ports.stopping)]);
  await erase(row, again, ports);
}

/** Another process may have done it since it was found waiting. */
function isDue({ state, look_again_at: again }: Row, { now }: RunErasuresPorts): boolean {
  return state !== 'done' || (again !== null && again <= now());
}

async function atMost(ms: number, stopping: AbortSignal): Promise<void> {
  await pause(ms, undefined, { ref: false, signal: stopping }).catch(() => {});
}

async function erase(row: Row, again: number, ports: RunErasuresPorts): Promise<void> {
  const { db, warehouse, atStep = async () => {} } = ports;
  const { secret } = await db
    .selectFrom('workspaces')
    .select('secret')
    .where('id', '=', row.workspace_id)
    .executeTakeFirstOrThrow();
  const person = await personOf(row, secret, ports);
  await listStreams(person, secret, ports);
  await atStep('listed');
  const found = await findAll(person, ports);
  const { removed, before } = await noteFound(row, person, found, ports);
  await atStep('found');
  for (const eraser of erasers) {
    if (found[eraser.name] === 0) continue;
    await eraser.remove(person, ports);
    await atStep(`removed ${eraser.name}`);
  }
  await removeOldParts(warehouse, [...new Set(erasers.flatMap(({ tables }) => tables))]);
  // Written anew, so only where something went; an erasure that was cut off may have deleted before.
  const emptied = erasers.filter(({ name }) => row.state === 'removing' || (found[name] ?? 0) > 0);
  const databaseTables = [...new Set(emptied.flatMap(({ databaseTables: own = [] }) => own))];
  if (databaseTables.length > 0) await removeOldRows(db, databaseTables, ports.log);
  const after = before === null ? null : await figuresPrint(person, warehouse);
  await forgetListed(person, warehouse);
  await atStep('cleared');
  if (after !== null) await noteDone(row, after, ports);
  else await noteLook(row, removed, again, ports);
}

async function personOf(row: Row, secret: string, { warehouse }: ErasingPorts): Promise<Person> {
  const person = { workspaceId: row.workspace_id, erasureId: row.id, customerKey: row.customer_key };
  const customerId = row.sealed_id === null ? null : openId(secret, row.sealed_id);
  return { ...person, identifiers: await identifiersOf(person, customerId, warehouse) };
}

async function findAll(person: Person, ports: ErasingPorts): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const eraser of erasers) found[eraser.name] = await eraser.find(person, ports);
  return found;
}

/**
 * What the receipt will say, noted before the first row goes: an erasure that is cut off and taken up finds less, and must not
 * say less. A second look adds what it finds.
 */
async function noteFound(
  row: Row,
  person: Person,
  found: Record<string, number>,
  { db, warehouse }: ErasingPorts,
): Promise<{ removed: Record<string, number>; before: object | null }> {
  if (row.state === 'removing') return { removed: row.removed, before: row.figures_before };
  if (row.state === 'done') return { removed: sumOf(row.removed, found), before: null };
  const before = await figuresPrint(person, warehouse);
  await db
    .updateTable('erasures')
    .set({
      state: 'removing',
      removed: JSON.stringify(found),
      ids_left: await countNamingIds(person, warehouse),
      figures_before: JSON.stringify(before),
    })
    .where('id', '=', row.id)
    .execute();
  return { removed: found, before };
}

function sumOf(one: Record<string, number>, other: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.keys({ ...one, ...other }).map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]),
  );
}

async function noteDone(row: Row, after: object, { db, now }: ErasingPorts): Promise<void> {
  const secondLook = row.asked_at + stragglersMs;
  await db
    .updateTable('erasures')
    .set((eb) => ({
      state: 'done',
      figures_after: JSON.stringify(after),
      done_at: now(),
      look_again_at: eb.fn.coalesce('look_again_at', eb.val(secondLook)),
    }))
    .where('id', '=', row.id)
    .execute();
}

async function noteLook(
  row: Row,
  removed: Record<string, number>,
  again: number,
  { db, now }: ErasingPorts,
): Promise<void> {
  const secondLook = row.asked_at + stragglersMs;
  const isLast = now() >= secondLook;
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('erasures')
      // Until the last look, letters may still come that name him by his id alone.
      .set({ removed: JSON.stringify(removed), ...(isLast && { sealed_id: null }) })
      .where('id', '=', row.id)
      .execute();
    await trx
      .updateTable('erasures')
      .set({ look_again_at: isLast ? null : secondLook })
      .where('id', '=', row.id)
      .where('look_again_at', '=', again)
      .execute();
  });
}
